"""In which order a visit takes its tests: each change is one row, the latest counts."""

from __future__ import annotations

from django.db import models

from surefoot_web.records.base import Kept
from surefoot_web.records.declared import declared


@declared(clinical="order", technical="visit by at")
class BatteryOrder(Kept):
    """The tests of the battery as somebody put them. It only sorts: which tests there are does not come from here."""

    visit = models.ForeignKey("visits.Visit", on_delete=models.PROTECT, related_name="battery_orders")
    order = models.JSONField(default=list)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")
