"""Other services of the day: entered, corrected, removed. Events only; nothing is changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from surefoot.errors import CaseRefused
from surefoot_web.accounts.models import User
from surefoot_web.records.actions import FINISHING, detail, writes
from surefoot_web.records.faults import InputRefused, NotRunning, reason_given
from surefoot_web.records.ids import new_id
from surefoot_web.records.lengths import reason_fits

from ..models import ServiceEvent, ServiceKind, Visit
from ..overlaps import taken_by_service
from ..services import Service, removed_of, services_of
from .clocks import entered_at
from .ledger import bounds_checked
from .overlap import overlap_refuse


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceDescription:
    """What another service was. Only the code has to be known."""

    code: str
    minutes: Decimal | None = None
    provider: User | None = None
    discipline: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None


@writes("service.enter", visit_in=FINISHING)
def service_enter(*, visit: Visit, what: ServiceDescription, by: User, at: datetime) -> ServiceEvent:
    """Enter another service of the day; the event's `service_id` names it."""
    return _describe(ServiceKind.ENTER, new_id(), visit=visit, what=what, by=by, at=at)


@writes("service.correct", visit_in=FINISHING)
def service_correct(
    *, visit: Visit, service_id: UUID, what: ServiceDescription, reason: str, by: User, at: datetime
) -> ServiceEvent:
    """Correct a service, with its reason. What stood before stays on record."""
    _standing(visit, service_id)
    given = reason_fits(reason_given(reason))
    return _describe(ServiceKind.CORRECT, service_id, visit=visit, what=what, by=by, at=at, reason=given)


@writes("service.remove", visit_in=FINISHING)
def service_remove(*, visit: Visit, service_id: UUID, reason: str, by: User, at: datetime) -> ServiceEvent:
    """Take a service out, with its reason. Its events stay on record."""
    _standing(visit, service_id)
    given = reason_fits(reason_given(reason))
    detail(service=str(service_id), kind=str(ServiceKind.REMOVE))
    values = {"kind": ServiceKind.REMOVE, "reason": given, "at": entered_at(visit.service_events, at), "entered_by": by}
    return ServiceEvent.objects.create(clinic=visit.clinic, visit=visit, service_id=service_id, **values)


@writes("service.restore", visit_in=FINISHING)
def service_restore(*, visit: Visit, service_id: UUID, reason: str, by: User, at: datetime) -> ServiceEvent:
    """Put a removed service back as it stood. Removal and return both stay on record."""
    before = next((service for service in removed_of(visit) if service.id == service_id), None)
    if before is None:
        raise NotRunning("This visit has no such removed service.", do="Load the page again.")
    same = {name: getattr(before, name) for name in ServiceDescription.__slots__ if name != "provider"}
    provider = User.objects.filter(pk=before.provider_id).first()
    what = ServiceDescription(provider=provider, **same)
    given = reason_fits(reason_given(reason))
    return _describe(ServiceKind.CORRECT, service_id, visit=visit, what=what, by=by, at=at, reason=given)


def _describe(
    kind: ServiceKind,
    service_id: UUID,
    *,
    visit: Visit,
    what: ServiceDescription,
    by: User,
    at: datetime,
    reason: str = "",
) -> ServiceEvent:
    _check(visit, _service(visit, service_id, what), at)
    detail(service=str(service_id), kind=str(kind))
    described = {name: getattr(what, name) for name in ServiceDescription.__slots__}
    values: dict[str, Any] = {
        "kind": kind,
        "reason": reason,
        "at": entered_at(visit.service_events, at),
        "entered_by": by,
        **described,
    }
    return ServiceEvent.objects.create(clinic=visit.clinic, visit=visit, service_id=service_id, **values)


def _service(visit: Visit, service_id: UUID, what: ServiceDescription) -> Service:
    return Service(
        id=service_id,
        visit_id=visit.pk,
        patient_id=visit.patient_id,
        code=what.code,
        minutes=what.minutes,
        provider_id=what.provider.pk if what.provider else None,
        provider=what.provider.staff_id if what.provider else "",
        discipline=what.discipline,
        starts_at=what.starts_at,
        ends_at=what.ends_at,
    )


def _check(visit: Visit, service: Service, at: datetime) -> None:
    """Refuse what a case would refuse, half a stretch of time, and time that is taken already."""
    from ..case import service_faults

    faults = service_faults(visit, service)
    if faults:
        raise CaseRefused(faults)
    if service.starts_at is None and service.ends_at is None:
        return
    if service.starts_at is None or service.ends_at is None:
        field = "start" if service.starts_at is None else "end"
        raise InputRefused("Start and end belong together.", do="Enter both, or leave both out.", field=field)
    bounds_checked(service.starts_at, service.ends_at, at)
    taken = taken_by_service(service)
    if taken is not None:
        overlap_refuse(taken, clinic=visit.clinic)


def _standing(visit: Visit, service_id: UUID) -> Service:
    for service in services_of(visit):
        if service.id == service_id:
            return service
    raise NotRunning("This visit has no such service.", do="Load the page again.")
