"""What became of a plan of the synthetic clinic: a referral that nobody answered, outcomes, falls told of on the phone."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid5

from surefoot_web.accounts.models import User
from surefoot_web.followup.actions import outcome_record, reminder_record
from surefoot_web.followup.actions_falls import fall_none, fall_report
from surefoot_web.followup.models import Answer, Exact, Happened, How, KnownBy, Reply, Result, Step, ToldBy, Way, Why
from surefoot_web.followup.selectors import Item, items_of
from surefoot_web.patients.models import Patient

WEEK = timedelta(weeks=1)
SENT = {"step": Step.LETTER_SENT, "way": Way.FAX, "to_whom": "Demo Clinic of Steady Ground"}
STORIES: tuple[tuple[bool, tuple[dict[str, Any], ...]], ...] = (
    # whether the item is a referral, and the words on it in their order, a week apart
    (True, (SENT,)),
    (True, ({**SENT, "way": Way.HANDED}, {"step": Step.REPLY, "reply": Reply.SEEN})),
    (True, (SENT, {"step": Step.REPLY, "reply": Reply.DONE})),
    (True, ({"step": Step.NOT_DONE, "why": Why.NO_RIDE},)),
    (False, ({"step": Step.DONE, "known_by": KnownBy.PATIENT},)),
)


def ensure_followup(patient: Patient, provider: User, desk: User) -> None:
    """Tell it once: the same operations a second time change nothing."""
    items = sorted(items_of(patient), key=lambda one: one.suggestion)
    of_kind = {kind: iter([one for one in items if one.referred is kind]) for kind in (True, False)}
    for kind, words in STORIES:
        item = next(of_kind[kind], None)
        if item is not None:
            _tell(item, words, provider)
    if items:
        visit = items[0].visit
        _falls(patient, visit.date, visit.signed_at, desk)


def _tell(item: Item, words: tuple[dict[str, Any], ...], provider: User) -> None:
    for place, word in enumerate(words, start=1):
        outcome_record(
            visit=item.visit,
            suggestion=item.suggestion,
            **word,
            by=provider,
            at=item.visit.signed_at + place * WEEK,
            operation=uuid5(item.visit.pk, f"{item.suggestion} {place}"),
        )


def _falls(patient: Patient, seen: date, signed_at: datetime, desk: User) -> None:
    at = signed_at + (WEEK + WEEK)
    none = {"on": seen, "until": seen + WEEK, "told_by": ToldBy.CALENDAR}
    fall_none(patient=patient, **none, by=desk, at=at, operation=uuid5(patient.pk, "no fall"))
    told = {
        "exact": Exact.ABOUT,
        "on": seen + WEEK + timedelta(days=1),
        "injury": Answer.NO,
        "happened": [Happened.TRIPPED],
        "told_by": ToldBy.PHONE,
    }
    fall_report(patient=patient, **told, by=desk, at=at, operation=uuid5(patient.pk, "fall"))
    called = {"how": How.PHONE, "result": Result.TROUBLE}
    reminder_record(patient=patient, **called, by=desk, at=at, operation=uuid5(patient.pk, "call"))
