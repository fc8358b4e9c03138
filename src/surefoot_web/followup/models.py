"""What became of each accepted plan item, reminders, falls told of, and what a signature held in short: append-only."""

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
    DECLINED = "declined", _("Declined by the patient")
    NOT_POSSIBLE = "not_possible", _("Not possible")
    PENDING = "pending", _("Still pending")


class Way(models.TextChoices):
    """How a referral went out."""

    FAX = "fax", _("Fax")
    PORTAL = "portal", _("Portal")
    POST = "post", _("Post")
    HANDED = "handed", _("Handed to the patient")
    PHONE = "phone", _("Phone")


class Reply(models.TextChoices):
    """What the one who was asked answers."""

    SEEN = "seen", _("Patient seen")
    DONE = "done", _("Done")
    CHANGED = "changed", _("Done another way")
    NOT_DONE = "not_done", _("Not done")


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


class Result(models.TextChoices):
    """What a call came to."""

    COMING = "coming", _("Appointment made")
    NO_TROUBLE = "no_trouble", _("Reached: all well")
    TROUBLE = "trouble", _("Reached: there is trouble")
    MESSAGE = "message", _("Message left")
    NO_ANSWER = "no_answer", _("No answer")
    WRONG_NUMBER = "wrong_number", _("Wrong number")
    NO_CALLS = "no_calls", _("Wants no calls")


class ToldBy(models.TextChoices):
    """How a fall, or that there was none, came to the clinic."""

    CALENDAR = "calendar", _("Falls calendar")
    PHONE = "phone", _("Phone")
    VISIT = "visit", _("Told at the clinic")
    CAREGIVER = "caregiver", _("A caregiver said so")


class Exact(models.TextChoices):
    DAY = "day", _("On this day")
    ABOUT = "about", _("About this day")
    NOT_KNOWN = "not_known", _("Day not known")


class Answer(models.TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    NOT_KNOWN = "not_known", _("Not known")


class Happened(models.TextChoices):
    """What people usually say of a fall."""

    TRIPPED = "tripped", _("Tripped over something")
    SLIPPED = "slipped", _("Slipped")
    LEGS = "legs", _("Legs gave way")
    DIZZY = "dizzy", _("Dizzy or faint")
    TURNED = "turned", _("Lost balance turning or reaching")
    STOOD_UP = "stood_up", _("Getting up from bed or chair")
    STAIRS = "stairs", _("On stairs or a curb")
    BATHROOM = "bathroom", _("In the bathroom or on the way to it")


@declared(identifying="text to_whom", clinical="suggestion step why known_by way reply on", technical="visit by at")
class OutcomeEvent(Kept):
    """One word on what became of one plan item of a signed visit; the latest counts, the earlier ones stay.

    `on` is the day on which it went out, came in or happened, where that is not the day it was written down. A letter sent
    before ways were asked for, and a reply before its content was, leave both empty.
    """

    visit = models.ForeignKey("visits.Visit", on_delete=models.PROTECT, related_name="outcome_events")
    suggestion = models.CharField(max_length=64)
    step = models.CharField(max_length=12, choices=Step)
    why = models.CharField(max_length=12, choices=Why, blank=True)
    known_by = models.CharField(max_length=12, choices=KnownBy, blank=True)
    way = models.CharField(max_length=12, choices=Way, blank=True)
    to_whom = models.CharField(max_length=200, blank=True)
    on = models.DateField(null=True, blank=True)
    reply = models.CharField(max_length=12, choices=Reply, blank=True)
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
                & (~Q(step__in=[Step.DONE, Step.REPLY]) | Q(known_by__in=KnownBy.values))
                & (~Q(reply=Reply.NOT_DONE) | Q(why__in=Why.values))
                & Q(way__in=["", *Way.values], reply__in=["", *Reply.values]),
            )
        ]


@declared(identifying="text", clinical="result", technical="patient how by at")
class Reminder(Kept):
    """Somebody reminded a patient who is due, and what a call came to. Surefoot itself sends nothing."""

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="reminders")
    how = models.CharField(max_length=12, choices=How)
    result = models.CharField(max_length=12, choices=Result, blank=True)
    text = models.TextField(blank=True)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.CheckConstraint(name="followup_reminder_how_known", condition=Q(how__in=How.values)),
            models.CheckConstraint(name="followup_reminder_result_known", condition=Q(result__in=["", *Result.values])),
        ]


@declared(
    identifying="text",
    clinical="fell on until exact injury happened told_by",
    technical="patient replaces withdrawn by at",
)
class FallReport(Kept):
    """A fall that somebody told the clinic of, or word that there was none from `on` to `until`.

    A correction is a new row that `replaces` the earlier one; `withdrawn` takes it back altogether. Nothing here answers the
    questionnaire of a visit: it is shown there, and the patient is asked.
    """

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="fall_reports")
    fell = models.BooleanField()
    on = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    exact = models.CharField(max_length=12, choices=Exact)
    injury = models.CharField(max_length=12, choices=Answer, blank=True)
    happened = models.JSONField(default=list, blank=True)
    told_by = models.CharField(max_length=12, choices=ToldBy)
    text = models.TextField(blank=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    withdrawn = models.BooleanField(default=False)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.CheckConstraint(
                name="followup_fall_report_is_whole",
                condition=Q(told_by__in=ToldBy.values, exact__in=Exact.values)
                & (Q(exact=Exact.NOT_KNOWN, on=None) | (~Q(exact=Exact.NOT_KNOWN) & Q(on__isnull=False)))
                & (Q(fell=True, until=None, injury__in=Answer.values) | Q(fell=False, until__isnull=False, injury="")),
            ),
            models.CheckConstraint(
                name="followup_fall_withdrawn_of_something", condition=Q(withdrawn=False) | Q(replaces__isnull=False)
            ),
        ]


@declared(clinical="levels factors", technical="visit")
class SignedShort(Kept):
    """What a signature sealed, in short: {algorithm: level} and {suggestion: factors it is for}.

    Drawn from the sealed assessment when it is signed, so that what a clinic counts does not read every assessment again.
    """

    visit = models.OneToOneField("visits.Visit", on_delete=models.PROTECT, related_name="signed_short")
    levels = models.JSONField(default=dict)
    factors = models.JSONField(default=dict)
