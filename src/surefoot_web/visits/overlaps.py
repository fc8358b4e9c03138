"""Time that lies over other time of the same provider or the same patient, anywhere in the clinic.

Refused as it is entered: two one-on-one spans, a service beside the ledger of its own patient, and a service of a provider who
is one on one. Everything else that overlaps may be right; it is found and shown, and a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import takewhile
from uuid import UUID

from django.db.models import Q

from surefoot_web.accounts.models import Clinic
from surefoot_web.records.actions import OPEN

from .ledger import Span
from .ledger import fold as fold_spans
from .models import LedgerEvent, ServiceEvent
from .same_day import OUT
from .services import Service
from .services import fold as fold_services


@dataclass(frozen=True, slots=True)
class Taken:
    """Time in which a provider and a patient are taken: a span, or a service with start and end. `ends_at` None: it runs."""

    id: UUID
    visit_id: UUID
    patient_id: UUID
    provider_id: UUID | None
    provider: str
    what: str
    starts_at: datetime
    ends_at: datetime | None
    one_on_one: bool
    service: bool

    @property
    def running(self) -> bool:
        return self.ends_at is None


def taken_by_span(span: Span) -> Taken:
    return Taken(
        id=span.id,
        visit_id=span.visit_id,
        patient_id=span.patient_id,
        provider_id=span.performer_id,
        provider=span.performer,
        what=span.activity,
        starts_at=span.starts_at,
        ends_at=span.ends_at,
        one_on_one=span.one_on_one,
        service=False,
    )


def taken_by_service(service: Service) -> Taken | None:
    """None where its start and end are not known: it says nothing of when it was."""
    if service.starts_at is None or service.ends_at is None:
        return None
    return Taken(
        id=service.id,
        visit_id=service.visit_id,
        patient_id=service.patient_id,
        provider_id=service.provider_id,
        provider=service.provider,
        what=service.code,
        starts_at=service.starts_at,
        ends_at=service.ends_at,
        one_on_one=False,
        service=True,
    )


def refused_by(one: Taken, *, clinic: Clinic) -> Taken | None:
    """What is on record, anywhere in the clinic, and may not stand beside `one`."""
    return next((other for other in _around(one.starts_at.date(), clinic) if _excludes(one, other)), None)


def overlaps_on(day: date, *, clinic: Clinic) -> list[tuple[Taken, Taken]]:
    """Every two stretches of one provider or one patient that overlap on `day`, earliest first."""
    taken, found = _around(day, clinic, days=0), []
    for number, one in enumerate(taken):
        begun = takewhile(lambda other, one=one: _overlap(one, other), taken[number + 1 :])  # type: ignore[misc]
        found += [(one, other) for other in begun if _same_person(one, other)]
    return found


def _excludes(one: Taken, other: Taken) -> bool:
    if one.id == other.id or not _overlap(one, other):
        return False
    same_provider = one.provider_id is not None and one.provider_id == other.provider_id
    same_patient = one.patient_id == other.patient_id
    if one.service and other.service:
        return False
    if one.service or other.service:
        return same_patient or (same_provider and (one.one_on_one or other.one_on_one))
    return one.one_on_one and other.one_on_one and (same_provider or same_patient)


def _same_person(one: Taken, other: Taken) -> bool:
    provider = one.provider_id is not None and one.provider_id == other.provider_id
    return provider or one.patient_id == other.patient_id


def _overlap(one: Taken, other: Taken) -> bool:
    one_ends_first = one.ends_at is not None and one.ends_at <= other.starts_at
    other_ends_first = other.ends_at is not None and other.ends_at <= one.starts_at
    return not (one_ends_first or other_ends_first)


def _around(day: date, clinic: Clinic, *, days: int = 1) -> list[Taken]:
    """The clinic's time in visits within `days` of `day`, and in all open visits, since only those have running spans."""
    near = Q(visit__date__range=(day - timedelta(days=days), day + timedelta(days=days)))
    near = near | Q(visit__state__in=OPEN) if days else near
    counts = ~Q(visit__state__in=OUT)
    events = LedgerEvent.objects.filter(near, counts, clinic=clinic).select_related("performer", "visit")
    others = ServiceEvent.objects.filter(near, counts, clinic=clinic).select_related("provider", "visit")
    found = [*map(taken_by_span, fold_spans(events)), *_with_times(fold_services(others))]
    return sorted(found, key=lambda one: (one.starts_at, one.id))


def _with_times(services: Iterable[Service]) -> Iterator[Taken]:
    yield from (one for one in map(taken_by_service, services) if one is not None)
