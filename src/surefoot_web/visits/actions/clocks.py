"""What happens to clocks that still run when a visit moves on."""

from __future__ import annotations

from datetime import datetime

from surefoot_web.accounts.models import User
from surefoot_web.records.faults import ClockRunning

from ..ledger import spans_of
from ..models import LedgerEvent, LedgerKind, Stopwatch, Visit


def clocks_refuse(visit: Visit) -> None:
    """Raise `ClockRunning` when a span or a stopwatch of the visit still runs."""
    if Stopwatch.objects.filter(visit=visit, stopped_at__isnull=True).exists():
        raise ClockRunning("The stopwatch is still running.", do="Stop it first.")
    if any(span.ends_at is None for span in spans_of(visit)):
        raise ClockRunning("A clock of the time ledger is still running.", do="Stop it first.")


def clocks_stop(visit: Visit, *, by: User, at: datetime) -> None:
    """Stop every running span and stopwatch of the visit at `at`."""
    for run in Stopwatch.objects.filter(visit=visit, stopped_at__isnull=True):
        run.change(stopped_at=at, stopped_by=by)
    for span in spans_of(visit):
        if span.ends_at is None:
            span_end(span.id, visit=visit, performer_id=span.performer_id, by=by, at=at)


def span_end(span_id: object, *, visit: Visit, performer_id: object, by: User, at: datetime) -> LedgerEvent:
    return LedgerEvent.objects.create(
        clinic=visit.clinic,
        visit=visit,
        span_id=span_id,
        kind=LedgerKind.STOP,
        at=at,
        ends_at=at,
        entered_by=by,
        performer_id=performer_id,
    )
