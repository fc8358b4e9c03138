"""Reads the trail: the events of one's own clinic that one's role may see, filtered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from surefoot_web.accounts.models import User
from surefoot_web.patients.models import Patient

from .models import AuditEvent

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One event as the page shows it, with the patient it is about, if it is about one."""

    event: AuditEvent
    patient: Patient | None

    @property
    def told(self) -> str:
        """The detail in one line: names of fields and states, as they were written."""
        return "; ".join(f"{name.replace('_', ' ')}: {_plain(value)}" for name, value in self.event.detail.items())


def events_of(
    *,
    by: User,
    patient: Patient | None = None,
    person: User | None = None,
    action: str = "",
    first: date | None = None,
    last: date | None = None,
) -> QuerySet[AuditEvent]:
    """The events that `by` may see, newest first. Who may not open a patient's record sees no event about a patient."""
    wanted: dict[str, Any] = {"clinic": by.clinic_id}
    if not by.may("trail.read_patients"):
        wanted["patient_id"] = None
    if patient is not None:
        wanted["patient_id"] = patient.pk if by.may("trail.read_patients") else by.pk  # of nobody
    wanted |= {name: value for name, value in (("actor", person), ("action", action)) if value}
    if first is not None:
        wanted["at__gte"] = _midnight(first, by)
    if last is not None:
        wanted["at__lt"] = _midnight(last + timedelta(days=1), by)
    return AuditEvent.objects.filter(**wanted).order_by("-number")


def lines_of(events: Iterable[AuditEvent]) -> list[Line]:
    found = list(events)
    ids: set[UUID] = {event.patient_id for event in found if event.patient_id}
    people = Patient.objects.in_bulk(ids)
    return [Line(event, people.get(event.patient_id) if event.patient_id else None) for event in found]


def _midnight(day: date, by: User) -> datetime:
    return datetime.combine(day, time.min, tzinfo=ZoneInfo(by.clinic.time_zone))


def _plain(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
