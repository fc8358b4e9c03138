"""What the provider and the patient decided on each suggestion."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from surefoot_web.records.base import Kept
from surefoot_web.records.declared import declared


class Verdict(models.TextChoices):
    ACCEPTED = "accepted", _("Accepted")
    CHANGED = "changed", _("Changed")
    DECLINED = "declined", _("Declined")
    TAKEN_BACK = "taken_back", _("Taken back")


class DeclinedBy(models.TextChoices):
    PATIENT = "patient", _("The patient")
    PROVIDER = "provider", _("The provider")


class SaidBy(models.TextChoices):
    PATIENT = "patient", _("The patient")
    CAREGIVER = "caregiver", _("A caregiver")


@declared(identifying="text", clinical="choices said_by", technical="visit by at")
class Goal(Kept):
    """What matters to the patient, as said in one visit; the latest row wins. No choice and no word takes it back."""

    visit = models.ForeignKey("visits.Visit", on_delete=models.PROTECT, related_name="goals")
    choices = models.JSONField(default=list, blank=True)
    text = models.TextField(blank=True)
    said_by = models.CharField(max_length=12, choices=SaidBy, default=SaidBy.PATIENT)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")
        constraints = [models.CheckConstraint(name="plans_goal_said_by_known", condition=Q(said_by__in=SaidBy.values))]


@declared(identifying="reason", clinical="suggestion decision declined_by", technical="visit by at")
class Decision(Kept):
    """One decision on one suggestion; the latest row of a suggestion wins. Where that one takes it back, nothing is decided."""

    visit = models.ForeignKey("visits.Visit", on_delete=models.PROTECT, related_name="decisions")
    suggestion = models.CharField(max_length=64)
    decision = models.CharField(max_length=12, choices=Verdict)
    reason = models.TextField(blank=True)
    declined_by = models.CharField(max_length=12, choices=DeclinedBy, blank=True)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.CheckConstraint(
                name="plans_decision_is_whole",
                condition=Q(decision__in=(Verdict.ACCEPTED, Verdict.TAKEN_BACK), declined_by="")
                | (Q(decision=Verdict.CHANGED, declined_by="") & ~Q(reason=""))
                | (Q(decision=Verdict.DECLINED, declined_by__in=DeclinedBy.values) & ~Q(reason="")),
            )
        ]
