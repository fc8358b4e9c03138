"""Incidents of a visit, folded from their events; and the halt that lasts until somebody releases the testing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from surefoot_web.records.faults import HaltOfTesting

from .models import IncidentDone, IncidentEvent, IncidentStep, Visit


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident with its events in order. What was not said yet is None: not known."""

    id: UUID
    events: Sequence[IncidentEvent]

    @property
    def opened(self) -> IncidentEvent:
        return self.events[0]

    @property
    def described(self) -> IncidentEvent | None:
        """The latest description; None while nobody said what happened."""
        return next((one for one in reversed(self.events) if one.step == IncidentStep.DESCRIBE), None)

    @property
    def ended(self) -> IncidentEvent | None:
        """The release, or the word that it was pressed by mistake; None while testing is halted."""
        last = self.events[-1]
        return last if last.step in (IncidentStep.RELEASE, IncidentStep.WITHDRAW) else None

    @property
    def withdrawn(self) -> bool:
        return self.events[-1].step == IncidentStep.WITHDRAW

    @property
    def done_says(self) -> list[str]:
        """What was done, in words."""
        words = dict(IncidentDone.choices)
        return [str(words.get(one, one)) for one in (self.described.done if self.described else ())]


def incidents_of(visit: Visit) -> list[Incident]:
    """Every incident of the visit in the order they happened, those pressed by mistake among them."""
    found: dict[UUID, list[IncidentEvent]] = {}
    for event in visit.incident_events.select_related("by"):
        found.setdefault(event.incident_id, []).append(event)
    return [Incident(id_, events) for id_, events in found.items()]


def halting(visit: Visit) -> Incident | None:
    """The incident for which testing is halted, the latest first."""
    return next((one for one in reversed(incidents_of(visit)) if one.ended is None), None)


def halt_refuse(visit: Visit) -> None:
    """Raise `HaltOfTesting` while an incident of the visit is not released."""
    if halting(visit) is not None:
        raise HaltOfTesting(
            "Testing is halted: a fall or near fall was reported and nobody released the testing yet.",
            do="Look after the patient first. Then say what happened and release the testing, or end the visit early.",
        )
