"""A running stopwatch, kept on the server so that a reload, or a dead battery, does not lose it."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from surefoot_web.records.base import Record
from surefoot_web.records.declared import declared


class Timing(models.TextChoices):
    """Why no one clock counted a run from start to stop, so that the server's clock gave the time. Docs: clocks.md."""

    ACROSS_RELOAD = "across_reload", _("timed across a reload")
    ACROSS_DEVICES = "across_devices", _("started on one device, stopped on another")
    SERVER_CLOCK = "server_clock", _("timed by the server’s clock")


@declared(
    clinical="test started_at stopped_at page_elapsed_ms timing",
    technical="visit started_by stopped_by started_on stopped_on",
)
class Stopwatch(Record):
    """One run. `page_elapsed_ms` is what the device's own clock counted, free of the network's delay; may be unknown.

    `started_on` and `stopped_on` name a joined device; None is a page of somebody who is signed in.
    """

    visit = models.ForeignKey("visits.Visit", on_delete=models.PROTECT, related_name="stopwatches")
    test = models.CharField(max_length=64)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    page_elapsed_ms = models.PositiveIntegerField(null=True, blank=True)
    timing = models.CharField(max_length=16, choices=Timing, blank=True)
    started_on = models.ForeignKey(
        "visits.StopwatchDevice", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    stopped_on = models.ForeignKey(
        "visits.StopwatchDevice", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("-started_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["visit"], condition=Q(stopped_at__isnull=True), name="visits_stopwatch_one_runs"
            ),
            models.CheckConstraint(
                name="visits_stopwatch_stop_is_whole",
                condition=Q(stopped_at__isnull=True, stopped_by__isnull=True, page_elapsed_ms__isnull=True)
                | Q(stopped_at__isnull=False, stopped_by__isnull=False, stopped_at__gte=F("started_at")),
            ),
        ]

    @property
    def elapsed_s(self) -> float | None:
        """Seconds from start to stop: by the page's clock where known, else by the server's; None while it runs."""
        if self.page_elapsed_ms is not None:
            return self.page_elapsed_ms / 1000
        if self.stopped_at is None:
            return None
        return (self.stopped_at - self.started_at) / timedelta(seconds=1)
