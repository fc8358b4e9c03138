"""A link to one form, and the device that opened it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from surefoot_web.records.actions import OPEN
from surefoot_web.records.base import Record
from surefoot_web.records.declared import declared

LASTS = timedelta(days=3)
MOST_TRIES = 5  # at the second check, before the link ends


@declared(technical="form visit token_digest made_at made_by ends_at device_digest opened_at tries ended_at")
class FormLink(Record):
    """One link. Only digests (SHA-256, hexadecimal) of its token and of the device's secret are kept.

    The first device that opens it is the form's; another one has to give the date of birth, and is the form's then.
    """

    form = models.ForeignKey("intake.IntakeForm", on_delete=models.PROTECT, related_name="links")
    visit = models.ForeignKey("visits.Visit", on_delete=models.PROTECT, related_name="form_links")
    token_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    ends_at = models.DateTimeField()
    device_digest = models.CharField(max_length=64, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("made_at", "id")
        constraints = [
            models.CheckConstraint(
                name="links_opening_is_whole",
                condition=Q(opened_at__isnull=True, device_digest="")
                | (Q(opened_at__isnull=False) & ~Q(device_digest="")),
            )
        ]

    def stands(self, at: datetime) -> bool:
        """Whether the link opens the form: not sent, not ended, not too old, not handed over otherwise since, its visit open."""
        form = self.form
        answering = form.submitted_at is None and form.returned_at is None and form.handed_over_at == self.made_at
        return answering and self.ended_at is None and at < self.ends_at and self.visit.state in OPEN
