"""The time ledger: spans started and stopped live, entered later, corrected, removed. Events only; nothing is changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from surefoot_web.accounts.models import User
from surefoot_web.records.actions import FINISHING, detail, writes
from surefoot_web.records.faults import InputRefused, NotRunning, SpanOverlap, reason_given
from surefoot_web.records.ids import new_id

from ..ledger import Span, overlapping, spans_of
from ..models import LedgerEvent, LedgerKind, Visit
from .clocks import span_end


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanDescription:
    """What a span was. `test` is the test it was spent on, empty for none; `skilled` False takes it out of the count."""

    activity: str
    patient_present: bool
    one_on_one: bool
    skilled: bool = True
    test: str = ""


@writes("span.start")
def span_start(
    *, visit: Visit, what: SpanDescription, by: User, at: datetime, performer: User | None = None
) -> LedgerEvent:
    """Start a span now; the event's `span_id` names it. Refused when the performer or patient is already one on one."""
    return _describe(
        LedgerKind.START, new_id(), visit=visit, what=what, performer=performer or by, by=by, at=at, starts=at
    )


@writes("span.stop")
def span_stop(*, visit: Visit, span_id: UUID, by: User, at: datetime) -> LedgerEvent:
    """Stop a running span now."""
    span = _span(visit, span_id)
    if not span.running:
        raise NotRunning("This clock is not running any more.", do="Load the page again to see its end.")
    return span_end(span_id, visit=visit, performer_id=span.performer_id, by=by, at=at)


@writes("span.enter", visit_in=FINISHING)
def span_enter(
    *,
    visit: Visit,
    starts_at: datetime,
    ends_at: datetime,
    what: SpanDescription,
    by: User,
    at: datetime,
    performer: User | None = None,
) -> LedgerEvent:
    """Enter a span that was not clocked live; the record says so."""
    bounds = _bounds(starts_at, ends_at, at)
    return _describe(
        LedgerKind.ENTER, new_id(), visit=visit, what=what, performer=performer or by, by=by, at=at, **bounds
    )


@writes("span.correct", visit_in=FINISHING)
def span_correct(
    *,
    visit: Visit,
    span_id: UUID,
    starts_at: datetime,
    ends_at: datetime,
    what: SpanDescription,
    reason: str,
    by: User,
    at: datetime,
    performer: User,
) -> LedgerEvent:
    """Correct a span, with its reason. The earlier events stay in the ledger."""
    _span(visit, span_id)
    bounds = _bounds(starts_at, ends_at, at)
    given = {"visit": visit, "what": what, "performer": performer, "by": by, "at": at, "reason": reason_given(reason)}
    return _describe(LedgerKind.CORRECT, span_id, **given, **bounds)


@writes("span.remove", visit_in=FINISHING)
def span_remove(*, visit: Visit, span_id: UUID, reason: str, by: User, at: datetime) -> LedgerEvent:
    """Take a span out of the count, with its reason. Its events stay in the ledger."""
    span = _span(visit, span_id)
    return LedgerEvent.objects.create(
        clinic=visit.clinic,
        visit=visit,
        span_id=span_id,
        kind=LedgerKind.REMOVE,
        at=at,
        reason=reason_given(reason),
        entered_by=by,
        performer_id=span.performer_id,
    )


def _describe(
    kind: LedgerKind,
    span_id: UUID,
    *,
    visit: Visit,
    what: SpanDescription,
    performer: User,
    by: User,
    at: datetime,
    starts: datetime,
    ends: datetime | None = None,
    reason: str = "",
) -> LedgerEvent:
    described: dict[str, Any] = {name: getattr(what, name) for name in SpanDescription.__slots__}
    span = Span(
        id=span_id,
        visit_id=visit.pk,
        patient_id=visit.patient_id,
        performer_id=performer.pk,
        performer=performer.staff_id,
        starts_at=starts,
        ends_at=ends,
        entered="live",
        **described,
    )
    _refuse_overlap(span, by)
    detail(span=str(span_id), kind=str(kind))
    return LedgerEvent.objects.create(
        clinic=visit.clinic,
        visit=visit,
        span_id=span_id,
        kind=kind,
        at=at,
        entered_by=by,
        performer=performer,
        starts_at=starts,
        ends_at=ends,
        reason=reason,
        **described,
    )


def _refuse_overlap(span: Span, by: User) -> None:
    other = overlapping(span, by=by)
    if other is None:
        return
    who = "This provider" if other.performer_id == span.performer_id else "This patient"
    where = "in this visit" if other.visit_id == span.visit_id else "in another visit"
    if other.running:
        raise SpanOverlap(f"{who} already has a one-on-one clock running {where}.", do="Stop that clock first.")
    raise SpanOverlap(
        f"{who} already has one-on-one time {where} that overlaps this.", do="Correct the times of one of the two."
    )


def _span(visit: Visit, span_id: UUID) -> Span:
    for span in spans_of(visit):
        if span.id == span_id:
            return span
    raise NotRunning("This visit has no such span of time.", do="Load the page again.")


def _bounds(starts_at: datetime, ends_at: datetime, at: datetime) -> dict[str, datetime]:
    if ends_at <= starts_at:
        raise InputRefused("The end is not after the start.", do="Check both times.", field="ends_at")
    if ends_at > at:
        raise InputRefused("The end lies in the future.", do="Enter a time that has passed.", field="ends_at")
    return {"starts": starts_at, "ends": ends_at}
