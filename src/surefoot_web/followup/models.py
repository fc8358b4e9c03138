"""What became of each accepted plan item, and reminders: append-only."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from surefoot_web.records.base import Kept
from surefoot_web.records.declared import declared


class Step(models.TextChoices):
    LETTER_SENT = "letter_sent", _("Letter sent")
    REPLY = "reply", _("Reply received")
    DONE = "done", _("Done")
    NOT_DONE = "not_done", _("Not done")
    PENDING = "pending", _("Pending again")


class Why(models.TextChoices):
    """Why something was not done, in the words people use."""

    CHANGED_MIND = "changed_mind", _("The patient changed their mind")
    NO_RIDE = "no_ride", _("No way to get there")
    COST = "cost", _("Cost or coverage")
    NO_PLACE = "no_place", _("No appointment or place to be had")
    TOO_ILL = "too_ill", _("Too ill")
    NOT_NEEDED = "not_needed", _("Not needed any more")
    OTHER = "other", _("Another reason")


class KnownBy(models.TextChoices):
    """How the clinic knows."""

    PATIENT = "patient", _("the patient said so")
    LETTER = "letter", _("a letter or report says so")
    SEEN = "seen", _("we saw it")
    CAREGIVER = "caregiver", _("a caregiver said so")


class How(models.TextChoices):
    PHONE = "phone", _("By phone")
    LETTER = "letter", _("By letter")
    IN_PERSON = "in_person", _("In person")


@declared(identifying="text", clinical="suggestion step why known_by", technical="visit by at")
class OutcomeEvent(Kept):
    """One word on what became of one plan item of a signed visit; the latest counts, the earlier ones stay."""

    visit = models.ForeignKey("visits.Visit", on_delete=models.PROTECT, related_name="outcome_events")
    suggestion = models.CharField(max_length=64)
    step = models.CharField(max_length=12, choices=Step)
    why = models.CharField(max_length=12, choices=Why, blank=True)
    known_by = models.CharField(max_length=12, choices=KnownBy, blank=True)
    text = models.TextField(blank=True)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")
        indexes = [models.Index(fields=["visit", "suggestion"], name="outcome_by_item")]
        constraints = [
            models.CheckConstraint(
                name="followup_outcome_event_is_whole",
                condition=Q(step__in=Step.values)
                & (~Q(step=Step.NOT_DONE) | Q(why__in=Why.values))
                & (~Q(step__in=[Step.DONE, Step.REPLY]) | Q(known_by__in=KnownBy.values)),
            )
        ]


@declared(identifying="text", technical="patient how by at")
class Reminder(Kept):
    """Somebody reminded a patient who is due. Surefoot itself sends nothing."""

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="reminders")
    how = models.CharField(max_length=12, choices=How)
    text = models.TextField(blank=True)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")
        constraints = [models.CheckConstraint(name="followup_reminder_how_known", condition=Q(how__in=How.values))]
