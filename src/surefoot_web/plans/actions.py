"""Decisions on suggestions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from surefoot.wording.goals import GOALS
from surefoot_web.accounts.models import User
from surefoot_web.records.actions import FINISHING, detail, writes
from surefoot_web.records.faults import InputRefused
from surefoot_web.records.lengths import reason_fits
from surefoot_web.visits.models import Visit

from .models import Decision, DeclinedBy, Goal, SaidBy, Verdict
from .selectors import decisions_of, goal_of


@writes("suggestion.decide", visit_in=FINISHING)
def suggestion_decide(
    *, visit: Visit, suggestion: str, decision: str, by: User, at: datetime, reason: str = "", declined_by: str = ""
) -> Decision:
    """Decide on one suggestion (`Verdict`), or take the decision back. Changed and declined need a `reason`, declined also `declined_by`."""
    reason = reason.strip()
    if decision not in Verdict.values:
        raise InputRefused("No decision was chosen.", do="Choose accept, change or decline.", field="decision")
    if decision in (Verdict.CHANGED, Verdict.DECLINED) and not reason:
        raise InputRefused("A reason is missing.", do="Say in a few words why.", field="reason")
    if decision == Verdict.DECLINED and declined_by not in DeclinedBy.values:
        raise InputRefused("Who declined is missing.", do="Choose the patient or the provider.", field="declined_by")
    if decision == Verdict.TAKEN_BACK and suggestion not in {row.suggestion for row in decisions_of(visit)}:
        raise InputRefused("Nothing is decided here that could be taken back.", do="Choose accept, change or decline.")
    detail(suggestion=suggestion, decision=str(decision))
    return Decision.objects.create(
        clinic=visit.clinic,
        visit=visit,
        suggestion=suggestion,
        decision=decision,
        reason=reason,
        declined_by=declined_by if decision == Verdict.DECLINED else "",
        by=by,
        at=at,
    )


@writes("goal.set", visit_in=FINISHING)
def goal_set(
    *, visit: Visit, choices: Sequence[str] = (), text: str = "", said_by: str = SaidBy.PATIENT, by: User, at: datetime
) -> Goal:
    """Record what matters to the patient. Nothing at all takes back what was said before; every row stays."""
    unknown = [one for one in choices if one not in GOALS]
    if unknown:
        raise InputRefused("This goal is not in the list.", do="Choose from the list, or type it.", field="choices")
    if said_by not in SaidBy.values:
        raise InputRefused("Who said it is missing.", do="Choose the patient or a caregiver.", field="said_by")
    words = reason_fits(text.strip(), field="text")
    given = {"choices": list(choices), "text": words, "said_by": said_by, "by": by, "at": at}
    return Goal.objects.create(clinic=visit.clinic, visit=visit, **given)


@writes("goal.choose", visit_in=FINISHING)
def goal_choose(*, visit: Visit, choice: str, by: User, at: datetime) -> Goal:
    """Add one usual goal to what was said, or take it out again where it stands; own words and who said it stay."""
    if choice not in GOALS:
        raise InputRefused("This goal is not in the list.", do="Choose from the list, or type it.", field="choices")
    held = goal_of(visit)
    before = list(held.choices) if held else []
    choices = [one for one in before if one != choice] if choice in before else [*before, choice]
    said = {"text": held.text, "said_by": held.said_by} if held else {}
    return Goal.objects.create(clinic=visit.clinic, visit=visit, choices=choices, by=by, at=at, **said)
