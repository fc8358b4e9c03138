"""A fall or near fall: reported with one tap, described, released. Every step is added; none is changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from surefoot_web.accounts.models import User
from surefoot_web.records.actions import FINISHING, detail, writes
from surefoot_web.records.faults import InputRefused, TransitionRefused, reason_given
from surefoot_web.records.ids import new_id
from surefoot_web.records.lengths import reason_fits

from ..incidents import Incident, incidents_of
from ..models import IncidentDone, IncidentEvent, IncidentInjury, IncidentStep, IncidentWhat, Visit
from ..selectors import stopwatch_running
from .clocks import clocks_halt, entered_at


@writes("incident.open")
def incident_open(*, visit: Visit, by: User, at: datetime) -> IncidentEvent:
    """Stop every clock of the visit at `at` and halt its testing. Which test was on is taken from the stopwatch that ran."""
    running = stopwatch_running(visit)
    clocks_halt(visit, by=by, at=at)
    return _event(IncidentStep.OPEN, new_id(), visit=visit, by=by, at=at, test=running.test if running else "")


@writes("incident.describe", visit_in=FINISHING)
def incident_describe(
    *,
    visit: Visit,
    incident_id: UUID,
    what: str,
    injury: str,
    test: str = "",
    done: Sequence[str] = (),
    text: str = "",
    by: User,
    at: datetime,
) -> IncidentEvent:
    """Say what happened. A later word counts before an earlier one, which stays."""
    _incident(visit, incident_id)
    if what not in IncidentWhat.values:
        raise InputRefused("What happened is not said.", do="Choose one.", field="what")
    if injury not in IncidentInjury.values:
        raise InputRefused("Whether somebody was hurt is not said.", do="Choose yes, no or not known.", field="injury")
    unknown = [one for one in done if one not in IncidentDone.values]
    if unknown:
        raise InputRefused(f"“{unknown[0]}” is not in the list.", do="Choose from the list.", field="done")
    values = {"what": what, "injury": injury, "test": test, "done": list(done), "text": reason_fits(text, field="text")}
    return _event(IncidentStep.DESCRIBE, incident_id, visit=visit, by=by, at=at, **values)


@writes("incident.release")
def incident_release(*, visit: Visit, incident_id: UUID, reason: str, by: User, at: datetime) -> IncidentEvent:
    """Let testing go on, with the reason why that is safe. What happened is said first."""
    incident = _halting(visit, incident_id)
    if incident.described is None:
        raise InputRefused("What happened is not said yet.", do="Say it first, then release the testing.")
    given = reason_fits(reason_given(reason))
    return _event(IncidentStep.RELEASE, incident_id, visit=visit, by=by, at=at, text=given)


@writes("incident.withdraw", visit_in=FINISHING)
def incident_withdraw(*, visit: Visit, incident_id: UUID, by: User, at: datetime) -> IncidentEvent:
    """Take back a press by mistake, before anybody said what happened. The press stays on record; clocks stay stopped."""
    if _halting(visit, incident_id).described is not None:
        raise TransitionRefused("It was said what happened, so this was no mistake.", do="Release the testing instead.")
    return _event(IncidentStep.WITHDRAW, incident_id, visit=visit, by=by, at=at)


def _event(
    step: IncidentStep, incident_id: UUID, *, visit: Visit, by: User, at: datetime, **values: Any
) -> IncidentEvent:
    detail(step=str(step), incident=str(incident_id))
    moment = entered_at(visit.incident_events, at)
    given = {"clinic": visit.clinic, "visit": visit, "incident_id": incident_id, "step": step, "by": by, "at": moment}
    return IncidentEvent.objects.create(**given, **values)


def _incident(visit: Visit, incident_id: UUID) -> Incident:
    found = next((one for one in incidents_of(visit) if one.id == incident_id and not one.withdrawn), None)
    if found is None:
        raise InputRefused("There is no such incident in this visit.", do="Load the page again.")
    return found


def _halting(visit: Visit, incident_id: UUID) -> Incident:
    found = _incident(visit, incident_id)
    if found.ended is not None:
        raise TransitionRefused("The testing was released before.", do="Load the page again.")
    return found
