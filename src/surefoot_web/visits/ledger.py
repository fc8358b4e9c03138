"""Folds ledger events into spans, and finds spans that may not stand beside each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from surefoot_web.accounts.models import User
from surefoot_web.records.actions import OPEN

from .models import LedgerEvent, LedgerKind, Visit, VisitState


@dataclass(frozen=True, slots=True)
class Span:
    """A span of time as the latest events have it. `ends_at` is None while it runs; `entered` is "live" or "later"."""

    id: UUID
    visit_id: UUID
    patient_id: UUID
    performer_id: UUID
    performer: str
    activity: str
    starts_at: datetime
    ends_at: datetime | None
    patient_present: bool
    one_on_one: bool
    skilled: bool
    test: str
    entered: str

    @property
    def running(self) -> bool:
        return self.ends_at is None

    @property
    def time_s(self) -> float | None:
        """Length in seconds; None while the span runs."""
        return None if self.ends_at is None else (self.ends_at - self.starts_at) / timedelta(seconds=1)


def spans_of(visit: Visit) -> list[Span]:
    """The spans of one visit, earliest first; removed ones are left out."""
    return fold(LedgerEvent.objects.filter(visit=visit).select_related("performer", "visit"))


def fold(events: Iterable[LedgerEvent]) -> list[Span]:
    """Fold events, in the order in which they were entered, into spans."""
    spans: dict[UUID, Span] = {}
    for event in sorted(events, key=lambda event: (event.at, event.id)):
        match event.kind:
            case LedgerKind.REMOVE:
                spans.pop(event.span_id, None)
            case LedgerKind.STOP:
                if event.span_id in spans and spans[event.span_id].running:
                    spans[event.span_id] = replace(spans[event.span_id], ends_at=event.ends_at)
            case _:
                spans[event.span_id] = _described(event)
    return sorted(spans.values(), key=lambda span: (span.starts_at, span.id))


def _described(event: LedgerEvent) -> Span:
    return Span(
        id=event.span_id,
        visit_id=event.visit_id,
        patient_id=event.visit.patient_id,
        performer_id=event.performer_id,
        performer=event.performer.staff_id,
        activity=event.activity,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        patient_present=event.patient_present,
        one_on_one=event.one_on_one,
        skilled=event.skilled,
        test=event.test,
        entered="live" if event.kind == LedgerKind.START else "later",
    )


def overlapping(span: Span, *, by: User) -> Span | None:
    """Return a one-on-one span of the same performer or patient, anywhere in the clinic, that overlaps `span`."""
    if not span.one_on_one:
        return None
    for other in _spans_around(span, by):
        same_person = other.performer_id == span.performer_id or other.patient_id == span.patient_id
        if other.id != span.id and other.one_on_one and same_person and _overlap(span, other):
            return other
    return None


def _spans_around(span: Span, by: User) -> list[Span]:
    """The clinic's spans of visits within a day of `span`, and of all open visits, since only those have running ones."""
    day = span.starts_at.date()
    near = Q(visit__date__range=(day - timedelta(days=1), day + timedelta(days=1))) | Q(visit__state__in=OPEN)
    counts = ~Q(visit__state__in=(VisitState.CANCELLED, VisitState.ENTERED_IN_ERROR))
    return fold(LedgerEvent.objects.filter(near, counts, clinic=by.clinic_id).select_related("performer", "visit"))


def _overlap(one: Span, other: Span) -> bool:
    one_ends_first = one.ends_at is not None and one.ends_at <= other.starts_at
    other_ends_first = other.ends_at is not None and other.ends_at <= one.starts_at
    return not (one_ends_first or other_ends_first)
