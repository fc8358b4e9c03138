"""Falls, near falls and symptoms during a visit: append-only events; `visits/incidents.py` folds them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from surefoot_web.records.base import Kept
from surefoot_web.records.declared import declared


class IncidentStep(models.TextChoices):
    OPEN = "open", _("Reported")
    DESCRIBE = "describe", _("Described")
    RELEASE = "release", _("Testing released")
    WITHDRAW = "withdraw", _("Pressed by mistake")


class IncidentWhat(models.TextChoices):
    """What happened, as the trials of `surefoot-case/1` spell it."""

    NEAR_FALL = "near_fall", _("Near fall: had to be caught or caught themselves")
    FALL = "fall", _("Fall")
    SYMPTOMS = "symptoms", _("Symptoms: dizziness, pain, breathlessness")


class IncidentInjury(models.TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    NOT_KNOWN = "not_known", _("Not known")


class IncidentDone(models.TextChoices):
    RESTED = "rested", _("The patient sat or lay down and rested")
    LOOKED_AT = "looked_at", _("A clinician looked at the patient")
    PRESSURE = "pressure", _("Blood pressure and pulse were measured")
    CALLED_911 = "called_911", _("911 was called")
    FAMILY = "family", _("Family or caregiver was told")
    WENT_ON = "went_on", _("Nothing more was needed")


@declared(identifying="text", clinical="step what test injury done", technical="visit incident_id by at")
class IncidentEvent(Kept):
    """One step of an incident. `open` is one tap and says only that something happened; `describe` says what; the latest counts.

    Between `open` and `release` or `withdraw` no clock of a test starts.
    """

    visit = models.ForeignKey("visits.Visit", on_delete=models.PROTECT, related_name="incident_events")
    incident_id = models.UUIDField(db_index=True)
    step = models.CharField(max_length=8, choices=IncidentStep)
    what = models.CharField(_("what happened"), max_length=9, choices=IncidentWhat, blank=True)
    test = models.CharField(_("during which test"), max_length=64, blank=True)
    injury = models.CharField(_("injury"), max_length=9, choices=IncidentInjury, blank=True)
    done = models.JSONField(_("what was done"), default=list, blank=True)
    text = models.TextField(_("in words"), blank=True)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.CheckConstraint(
                name="visits_incident_event_is_whole",
                condition=Q(step__in=IncidentStep.values)
                & (
                    ~Q(step=IncidentStep.DESCRIBE)
                    | (Q(what__in=IncidentWhat.values) & Q(injury__in=IncidentInjury.values))
                )
                & (~Q(step=IncidentStep.RELEASE) | ~Q(text="")),
            ),
            models.UniqueConstraint(
                fields=["incident_id"], condition=Q(step=IncidentStep.OPEN), name="visits_incident_opened_once"
            ),
            models.UniqueConstraint(
                fields=["incident_id"],
                condition=Q(step__in=[IncidentStep.RELEASE, IncidentStep.WITHDRAW]),
                name="visits_incident_ended_once",
            ),
        ]
