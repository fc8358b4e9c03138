"""The only writers of outcomes and reminders. Nothing is changed: a later word counts before an earlier one."""

from __future__ import annotations

from datetime import datetime

from surefoot_web.accounts.models import User
from surefoot_web.patients.models import Patient
from surefoot_web.records.actions import SIGNED, detail, writes
from surefoot_web.records.faults import InputRefused
from surefoot_web.records.lengths import reason_fits
from surefoot_web.visits.models import Visit

from .models import How, KnownBy, OutcomeEvent, Reminder, Step, Why
from .selectors import item_get


@writes("outcome.record", visit_in=SIGNED)
def outcome_record(
    *,
    visit: Visit,
    suggestion: str,
    step: str,
    why: str = "",
    known_by: str = "",
    text: str = "",
    by: User,
    at: datetime,
) -> OutcomeEvent:
    """Record a step of one plan item that was accepted or changed: sent, replied to, done, not done and why, pending again."""
    if item_get(visit, suggestion) is None:
        raise InputRefused("This is no item of the signed plan.", do="Load the page again.", field="suggestion")
    if step not in Step.values:
        raise InputRefused("What became of it is not said.", do="Choose one.", field="step")
    if step == Step.NOT_DONE and why not in Why.values:
        raise InputRefused("Why it was not done is not said.", do="Choose a reason.", field="why")
    if step in (Step.DONE, Step.REPLY) and known_by not in KnownBy.values:
        raise InputRefused("How this is known is not said.", do="Choose how.", field="known_by")
    detail(suggestion=suggestion, step=step)
    given = {
        "why": why if step == Step.NOT_DONE else "",
        "known_by": known_by if step in (Step.DONE, Step.REPLY) else "",
        "text": reason_fits(text, field="text"),
    }
    return OutcomeEvent.objects.create(
        clinic=visit.clinic, visit=visit, suggestion=suggestion, step=step, by=by, at=at, **given
    )


@writes("reminder.record")
def reminder_record(*, patient: Patient, how: str, text: str = "", by: User, at: datetime) -> Reminder:
    """Record that a patient who is due was reminded."""
    if how not in How.values:
        raise InputRefused("How the patient was reminded is not said.", do="Choose one.", field="how")
    return Reminder.objects.create(
        clinic=patient.clinic, patient=patient, how=how, text=reason_fits(text, field="text"), by=by, at=at
    )
