"""The only writers of outcomes and reminders. Nothing is changed: a later word counts before an earlier one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from surefoot_web.accounts.models import User
from surefoot_web.patients.models import Patient
from surefoot_web.records.actions import SIGNED, detail, writes
from surefoot_web.records.clock import day_in
from surefoot_web.records.faults import InputRefused
from surefoot_web.records.lengths import reason_fits
from surefoot_web.visits.models import Visit

from .models import How, KnownBy, OutcomeEvent, Reminder, Reply, Result, Step, Way, Why
from .selectors import item_get


@writes("outcome.record", visit_in=SIGNED)
def outcome_record(
    *,
    visit: Visit,
    suggestion: str,
    step: str,
    why: str = "",
    known_by: str = "",
    way: str = "",
    to_whom: str = "",
    on: date | None = None,
    reply: str = "",
    text: str = "",
    by: User,
    at: datetime,
) -> OutcomeEvent:
    """Record a step of one plan item that was accepted or changed: sent and how, replied to and what, done, not done and why,
    declined, not possible, still pending. `on` is the day it happened, where that is not today.
    """
    if item_get(visit, suggestion) is None:
        raise InputRefused("This is no item of the signed plan.", do="Load the page again.", field="suggestion")
    _check_step(step, why, known_by, way, reply)
    if on is not None:
        _check_day(on, visit, day_in(by.clinic.time_zone, at))
    detail(suggestion=suggestion, step=step)
    given = _kept(step, why=why, known_by=known_by, way=way, reply=reply, to_whom=to_whom)
    words = {"text": reason_fits(text, field="text"), "on": on}
    return OutcomeEvent.objects.create(
        clinic=visit.clinic, visit=visit, suggestion=suggestion, step=step, by=by, at=at, **given, **words
    )


def _check_step(step: str, why: str, known_by: str, way: str, reply: str) -> None:
    if step not in Step.values:
        raise InputRefused("What became of it is not said.", do="Choose one.", field="step")
    if reply and reply not in Reply.values:
        raise InputRefused("What was replied is not said.", do="Choose one.", field="reply")
    if (step == Step.NOT_DONE or (step == Step.REPLY and reply == Reply.NOT_DONE)) and why not in Why.values:
        raise InputRefused("Why it was not done is not said.", do="Choose a reason.", field="why")
    if way and way not in Way.values:
        raise InputRefused("How it was sent is not said.", do="Choose one.", field="way")
    if step in (Step.DONE, Step.REPLY) and not reply and known_by not in KnownBy.values:
        raise InputRefused("How this is known is not said.", do="Choose how.", field="known_by")


def _check_day(on: date, visit: Visit, today: date) -> None:
    if on > today:
        raise InputRefused("This day has not come yet.", do="Choose today or an earlier day.", field="on")
    if on < visit.date:
        raise InputRefused(
            "This day is before the visit.", do="Choose the day of the visit or a later one.", field="on"
        )


def _kept(step: str, **given: str) -> dict[str, Any]:
    """What belongs to the step of what was given. A reply is known by itself."""
    of_step = {
        Step.LETTER_SENT: ("way", "to_whom"),
        Step.REPLY: ("reply", "known_by", *(("why",) if given["reply"] == Reply.NOT_DONE else ())),
        Step.DONE: ("known_by",),
        Step.NOT_DONE: ("why",),
    }
    kept = {name: given[name] for name in of_step.get(Step(step), ())}
    if step == Step.REPLY and not kept["known_by"]:
        kept["known_by"] = KnownBy.LETTER
    return kept


@writes("reminder.record")
def reminder_record(
    *, patient: Patient, how: str, result: str = "", text: str = "", by: User, at: datetime
) -> Reminder:
    """Record that a patient who is due was reminded, and what a call came to."""
    if how not in How.values:
        raise InputRefused("How the patient was reminded is not said.", do="Choose one.", field="how")
    if result and (result not in Result.values or how != How.PHONE):
        raise InputRefused("What the call came to is not said.", do="Choose one.", field="result")
    given = {"how": how, "result": result, "text": reason_fits(text, field="text")}
    return Reminder.objects.create(clinic=patient.clinic, patient=patient, by=by, at=at, **given)
