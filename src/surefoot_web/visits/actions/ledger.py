"""The time ledger: spans started and stopped live, entered later, corrected, removed. Events only; nothing is changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from surefoot_web.accounts.models import User
from surefoot_web.records.actions import FINISHING, detail, writes
from surefoot_web.records.faults import InputRefused, NotRunning, reason_given
from surefoot_web.records.ids import new_id
from surefoot_web.records.lengths import reason_fits

from ..incidents import halt_refuse
from ..ledger import Span, changes_of, spans_of
from ..models import Activity, LedgerEvent, LedgerKind, Visit
from ..overlaps import taken_by_span
from .clocks import entered_at, forgotten_refuse, span_end
from .overlap import overlap_refuse


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
    if what.activity == Activity.PERFORM:
        halt_refuse(visit)
    return _describe(
        LedgerKind.START, new_id(), visit=visit, what=what, performer=performer or by, by=by, at=at, starts=at
    )


@writes("span.stop")
def span_stop(*, visit: Visit, span_id: UUID, by: User, at: datetime) -> LedgerEvent:
    """Stop a running span now. One that was forgotten is refused: it is corrected with its true end and the reason."""
    span = _span(visit, span_id)
    if not span.running:
        raise NotRunning("This clock is not running any more.", do="Load the page again to see its end.")
    forgotten_refuse([span], clinic=visit.clinic, at=at)
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
    bounds = bounds_checked(starts_at, ends_at, at)
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
    bounds = bounds_checked(starts_at, ends_at, at)
    given = {
        "visit": visit,
        "what": what,
        "performer": performer,
        "by": by,
        "at": at,
        "reason": reason_fits(reason_given(reason)),
    }
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
        at=entered_at(visit.ledger_events, at),
        reason=reason_fits(reason_given(reason)),
        entered_by=by,
        performer_id=span.performer_id,
    )


@writes("span.restore", visit_in=FINISHING)
def span_restore(*, visit: Visit, span_id: UUID, reason: str, by: User, at: datetime) -> LedgerEvent:
    """Put a removed span back as it stood. Removal and return both stay in the ledger."""
    changes = [] if any(span.id == span_id for span in spans_of(visit)) else changes_of(visit).get(span_id, [])
    if not changes:
        raise NotRunning("This visit has no such removed span.", do="Load the page again.")
    before = changes[-1].before
    what = SpanDescription(**{name: getattr(before, name) for name in SpanDescription.__slots__})
    given = {"visit": visit, "what": what, "performer": User.objects.get(pk=before.performer_id), "by": by, "at": at}
    bounds = {"starts": before.starts_at, "ends": before.ends_at}
    return _describe(LedgerKind.CORRECT, span_id, **given, **bounds, reason=reason_fits(reason_given(reason)))


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
    overlap_refuse(taken_by_span(span), clinic=by.clinic)
    detail(span=str(span_id), kind=str(kind))
    return LedgerEvent.objects.create(
        clinic=visit.clinic,
        visit=visit,
        span_id=span_id,
        kind=kind,
        at=entered_at(visit.ledger_events, at),
        entered_by=by,
        performer=performer,
        starts_at=starts,
        ends_at=ends,
        reason=reason,
        **described,
    )


def _span(visit: Visit, span_id: UUID) -> Span:
    for span in spans_of(visit):
        if span.id == span_id:
            return span
    raise NotRunning("This visit has no such span of time.", do="Load the page again.")


def bounds_checked(starts_at: datetime, ends_at: datetime, at: datetime) -> dict[str, datetime]:
    """Start and end of a span; refuse an end before its start, or in the future."""
    if ends_at <= starts_at:
        do = "Check both times; what comes after midnight belongs to a visit of the next day."
        raise InputRefused("The end is not after the start.", do=do, field="ends")
    if ends_at > at:
        raise InputRefused("The end lies in the future.", do="Enter a time that has passed.", field="ends")
    return {"starts": starts_at, "ends": ends_at}
