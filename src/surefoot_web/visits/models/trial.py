"""Attempts at physical tests: append-only; a mistake is withdrawn by a later row."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from surefoot_web.records.base import Kept
from surefoot_web.records.declared import declared


class TrialKind(models.TextChoices):
    MEASURED = "measured", _("Measured")
    NOT_DONE = "not_done", _("Not done")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class NotDoneReason(models.TextChoices):
    UNSAFE = "unsafe", _("Unsafe")
    DECLINED = "declined", _("Patient declined")
    NO_EQUIPMENT = "no_equipment", _("No equipment")
    ENDED_EARLY = "ended_early", _("Visit ended early")
    SYMPTOMS = "symptoms", _("Symptoms")
    NOT_INDICATED = "not_indicated", _("Not indicated")


@declared(
    identifying="withdraw_reason",
    clinical="kind test fields not_done_reason measured_at",
    technical="visit withdraws entered_by",
)
class Trial(Kept):
    """One row: a measured attempt (`fields` as `surefoot-case/1` has them: {"time_s": 14.2, "aid": "none"}),
    a test that was not done with its reason, or the withdrawal of an earlier row."""

    visit = models.ForeignKey("visits.Visit", on_delete=models.PROTECT, related_name="trials")
    kind = models.CharField(max_length=12, choices=TrialKind)
    test = models.CharField(max_length=64)
    fields = models.JSONField(default=dict, blank=True)
    not_done_reason = models.CharField(max_length=16, choices=NotDoneReason, blank=True)
    withdraws = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="withdrawn_by_row"
    )
    withdraw_reason = models.TextField(blank=True)
    measured_at = models.DateTimeField()
    entered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("measured_at", "id")
        constraints = [
            models.CheckConstraint(
                name="visits_trial_is_one_of_three",
                condition=Q(kind=TrialKind.MEASURED, not_done_reason="", withdraws__isnull=True)
                | Q(kind=TrialKind.NOT_DONE, not_done_reason__in=NotDoneReason.values, withdraws__isnull=True)
                | Q(kind=TrialKind.WITHDRAWN, not_done_reason="", withdraws__isnull=False),
            )
        ]
