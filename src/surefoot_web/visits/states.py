"""How a visit goes from state to state: one table, and one function that obeys it."""

from __future__ import annotations

from typing import Any

from surefoot_web.records.actions import detail
from surefoot_web.records.faults import TransitionRefused

from .models import Visit, VisitState

S = VisitState

TRANSITIONS: dict[VisitState, frozenset[VisitState]] = {
    S.PLANNED: frozenset({S.INTAKE_DONE, S.TESTING, S.REVIEW, S.ENDED_EARLY, S.CANCELLED, S.ENTERED_IN_ERROR}),
    S.INTAKE_DONE: frozenset({S.TESTING, S.REVIEW, S.ENDED_EARLY, S.CANCELLED, S.ENTERED_IN_ERROR}),
    S.TESTING: frozenset({S.REVIEW, S.ENDED_EARLY, S.ENTERED_IN_ERROR}),
    S.REVIEW: frozenset({S.TESTING, S.SIGNED, S.ENDED_EARLY, S.ENTERED_IN_ERROR}),
    S.ENDED_EARLY: frozenset({S.SIGNED}),
    S.SIGNED: frozenset({S.AMENDED}),
    S.AMENDED: frozenset({S.AMENDED}),
    S.CANCELLED: frozenset(),
    S.ENTERED_IN_ERROR: frozenset(),
}


def move(visit: Visit, to: VisitState, *, row_version: int | None = None, **values: Any) -> Visit:
    """Bring `visit` to state `to`, together with `values`; refuse a step that the table does not hold."""
    if to not in TRANSITIONS[VisitState(visit.state)]:
        raise TransitionRefused(
            f"A visit cannot go from “{visit.get_state_display()}” to “{VisitState(to).label}”.",
            do="Go back to the visit and see which steps it offers.",
        )
    detail(state_from=str(visit.state), state_to=str(to))
    return visit.change(row_version=row_version, state=to, **values)
