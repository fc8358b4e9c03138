"""The time ledger: append-only events; `visits/ledger.py` folds them into spans."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from surefoot_web.records.base import Kept
from surefoot_web.records.declared import declared


class Activity(models.TextChoices):
    """Activities as `surefoot-case/1` spells them. Which of them count is knowledge, not code."""

    PREPARE = "prepare", _("Prepare the patient")
    PERFORM = "perform", _("Perform the protocol")
    ANALYZE_WITH_PATIENT = "analyze_with_patient", _("Analyse and interpret with the patient")
    INSTRUCT = "instruct", _("Instruct, from the tests just done")
    PLAN_WITH_PATIENT = "plan_with_patient", _("Plan with the patient")
    TRAIN = "train", _("Train")
    HISTORY = "history", _("Take the history")
    QUESTIONNAIRE = "questionnaire", _("Questionnaire, filled in by the patient")
    QUESTIONNAIRE_REVIEW = "questionnaire_review", _("Go through the questionnaire with the patient")
    REST = "rest", _("Rest")
    DOCUMENT = "document", _("Document")
    BREAK = "break", _("Break")
    OTHER = "other", _("Other")


class LedgerKind(models.TextChoices):
    START = "start", _("Started")
    STOP = "stop", _("Stopped")
    ENTER = "enter", _("Entered later")
    CORRECT = "correct", _("Corrected")
    REMOVE = "remove", _("Removed")


HAS_START = Q(starts_at__isnull=False)
HAS_END = Q(ends_at__isnull=False)


@declared(
    identifying="reason",
    clinical="kind activity patient_present one_on_one skilled test starts_at ends_at",
    technical="visit span_id performer at entered_by",
)
class LedgerEvent(Kept):
    """One event of a span. `start`, `enter`, `correct` carry the whole description; `stop` its end; `remove` a reason.

    `at` is the server's time of entry, `starts_at` and `ends_at` are the span's own bounds.
    """

    visit = models.ForeignKey("visits.Visit", on_delete=models.PROTECT, related_name="ledger_events")
    span_id = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=8, choices=LedgerKind)
    at = models.DateTimeField()
    entered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    performer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    activity = models.CharField(max_length=24, choices=Activity, blank=True)
    patient_present = models.BooleanField(null=True)
    one_on_one = models.BooleanField(null=True)
    skilled = models.BooleanField(null=True)
    test = models.CharField(max_length=64, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.CheckConstraint(
                name="visits_ledger_event_is_whole",
                condition=(Q(kind=LedgerKind.START, activity__in=Activity.values) & HAS_START & ~HAS_END)
                | (Q(kind=LedgerKind.STOP) & ~HAS_START & HAS_END)
                | (Q(kind=LedgerKind.ENTER, activity__in=Activity.values) & HAS_START & HAS_END)
                | (Q(kind=LedgerKind.CORRECT, activity__in=Activity.values) & HAS_START & HAS_END & ~Q(reason=""))
                | (Q(kind=LedgerKind.REMOVE) & ~Q(reason="")),
            ),
            models.CheckConstraint(
                name="visits_ledger_span_ends_after_start",
                condition=Q(starts_at__isnull=True) | Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
            ),
            models.UniqueConstraint(
                fields=["span_id"], condition=Q(kind=LedgerKind.START), name="visits_ledger_span_starts_once"
            ),
            models.UniqueConstraint(
                fields=["span_id"], condition=Q(kind=LedgerKind.STOP), name="visits_ledger_span_stops_once"
            ),
        ]
