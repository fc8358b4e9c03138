"""A second device that shows and presses the stopwatch of one visit, and nothing else of the record."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from surefoot_web.records.actions import OPEN
from surefoot_web.records.base import Record
from surefoot_web.records.declared import declared

JOIN_WITHIN = timedelta(minutes=3)
LASTS = timedelta(hours=4)


@declared(
    technical="visit user role test token_digest join_before secret_digest joined_at ends_at ended_at ended_by",
)
class StopwatchDevice(Record):
    """One invitation, and the device that took it up. Bound to the visit, to the member of staff who invited it, and to the
    role that they had. Only digests (SHA-256, hexadecimal) of the join token and of the device's secret are kept. `test` is the one that the device shows."""

    visit = models.ForeignKey("visits.Visit", on_delete=models.PROTECT, related_name="devices")
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=16)
    test = models.CharField(max_length=64)
    token_digest = models.CharField(max_length=64, unique=True)
    join_before = models.DateTimeField()
    secret_digest = models.CharField(max_length=64, blank=True)
    joined_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("created_at", "id")
        constraints = [
            models.CheckConstraint(
                name="visits_device_joining_is_whole",
                condition=Q(joined_at__isnull=True, ends_at__isnull=True, secret_digest="")
                | (Q(joined_at__isnull=False, ends_at__isnull=False) & ~Q(secret_digest="")),
            ),
            models.CheckConstraint(
                name="visits_device_end_is_whole",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]

    def may_join(self, at: datetime) -> bool:
        """Whether the invitation still stands: not taken up, not ended, not too old."""
        return self.joined_at is None and self.ended_at is None and at < self.join_before and self._bound()

    def works(self, at: datetime) -> bool:
        """Whether the device may still show and press the clock: its visit is open, its person is who they were."""
        return self.ends_at is not None and at < self.ends_at and self.ended_at is None and self._bound()

    def _bound(self) -> bool:
        return self.visit.state in OPEN and self.user.is_active and self.user.role == self.role
