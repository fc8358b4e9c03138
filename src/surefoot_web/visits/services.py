"""Folds the events of other services of the day into services as they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from .models import ServiceEvent, ServiceKind, Visit


@dataclass(frozen=True, slots=True)
class Service:
    """Another service that the patient received on the day. What was not recorded is None or empty: not known."""

    id: UUID
    visit_id: UUID
    patient_id: UUID
    code: str
    minutes: Decimal | None
    provider_id: UUID | None
    provider: str
    discipline: str
    starts_at: datetime | None
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class Change:
    """What stood in a service until `event` corrected or removed it."""

    before: Service
    event: ServiceEvent


def services_of(visit: Visit) -> list[Service]:
    """The other services of one visit in the order in which they were entered; removed ones are left out."""
    return fold(_events(visit))


def changes_of(visit: Visit) -> list[Change]:
    """Every correction and removal, in the order in which they were made."""
    found, standing = [], dict[UUID, Service]()
    for event in _events(visit):
        if event.kind != ServiceKind.ENTER and event.service_id in standing:
            found.append(Change(standing[event.service_id], event))
        _take(event, standing)
    return found


def removed_of(visit: Visit) -> list[Service]:
    """The services that were taken out, as they stood last."""
    standing = {service.id for service in services_of(visit)}
    last = {change.before.id: change.before for change in changes_of(visit)}
    return [service for id_, service in last.items() if id_ not in standing]


def fold(events: Iterable[ServiceEvent]) -> list[Service]:
    """Fold events, in the order in which they were entered, into services."""
    standing: dict[UUID, Service] = {}
    for event in sorted(events, key=lambda event: (event.at, event.id)):
        _take(event, standing)
    return list(standing.values())


def _take(event: ServiceEvent, standing: dict[UUID, Service]) -> None:
    if event.kind == ServiceKind.REMOVE:
        standing.pop(event.service_id, None)
    else:
        standing[event.service_id] = _described(event)


def _events(visit: Visit) -> list[ServiceEvent]:
    events = ServiceEvent.objects.filter(visit=visit).select_related("provider", "entered_by", "visit")
    return sorted(events, key=lambda event: (event.at, event.id))


def _described(event: ServiceEvent) -> Service:
    return Service(
        id=event.service_id,
        visit_id=event.visit_id,
        patient_id=event.visit.patient_id,
        code=event.code,
        minutes=event.minutes,
        provider_id=event.provider_id,
        provider=event.provider.staff_id if event.provider else "",
        discipline=event.discipline,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
    )
