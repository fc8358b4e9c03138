"""Folds ledger events into spans, and tells what stood in a span before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from .models import LedgerEvent, LedgerKind, Visit


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
    return fold(events_of(visit))


def events_of(visit: Visit) -> list[LedgerEvent]:
    """The ledger of one visit, event by event, in the order in which they were entered."""
    events = LedgerEvent.objects.filter(visit=visit).select_related("performer", "entered_by", "visit")
    return sorted(events, key=_entered)


def fold(events: Iterable[LedgerEvent]) -> list[Span]:
    """Fold events, in the order in which they were entered, into spans."""
    spans: dict[UUID, Span] = {}
    for event in sorted(events, key=_entered):
        match event.kind:
            case LedgerKind.REMOVE:
                spans.pop(event.span_id, None)
            case LedgerKind.STOP:
                if event.span_id in spans and spans[event.span_id].running:
                    spans[event.span_id] = replace(spans[event.span_id], ends_at=event.ends_at)
            case _:
                spans[event.span_id] = _described(event)
    return sorted(spans.values(), key=lambda span: (span.starts_at, span.id))


def _entered(event: LedgerEvent) -> tuple[datetime, UUID]:
    return (event.at, event.id)


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


@dataclass(frozen=True, slots=True)
class Change:
    """What stood in a span until `event` corrected or removed it."""

    before: Span
    event: LedgerEvent


def changes_of(visit: Visit) -> dict[UUID, list[Change]]:
    """Every correction and removal in the visit's ledger by span, in the order in which they were made."""
    found: dict[UUID, list[Change]] = {}
    seen: list[LedgerEvent] = []
    for event in events_of(visit):
        if event.kind in (LedgerKind.CORRECT, LedgerKind.REMOVE):
            before = fold(one for one in seen if one.span_id == event.span_id)
            found.setdefault(event.span_id, []).extend(Change(span, event) for span in before)
        seen.append(event)
    return found
