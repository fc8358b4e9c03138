"""What happens to clocks that still run when a visit moves on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max, QuerySet

from surefoot_web.accounts.models import Clinic, User
from surefoot_web.records.faults import ClockForgotten, ClockRunning

from ..forgotten import is_forgotten
from ..ledger import Span, spans_of
from ..models import LedgerEvent, LedgerKind, Stopwatch, Visit


def clocks_refuse(visit: Visit) -> None:
    """Raise `ClockRunning` when a span or a stopwatch of the visit still runs."""
    if Stopwatch.objects.filter(visit=visit, stopped_at__isnull=True).exists():
        raise ClockRunning("The stopwatch is still running.", do="Stop it first.")
    if any(span.ends_at is None for span in spans_of(visit)):
        raise ClockRunning("A clock of the time ledger is still running.", do="Stop it first.")


def clocks_stop(visit: Visit, *, by: User, at: datetime) -> None:
    """Stop every running span and stopwatch of the visit at `at`. Refused while one of the clocks was forgotten."""
    forgotten_refuse(spans_of(visit), clinic=visit.clinic, at=at)
    clocks_halt(visit, by=by, at=at)


def clocks_halt(visit: Visit, *, by: User, at: datetime) -> None:
    """Stop every running clock of the visit at `at`, now, whatever else is wrong. One that was forgotten keeps running: its end is asked."""
    for run in Stopwatch.objects.filter(visit=visit, stopped_at__isnull=True):
        run.change(stopped_at=max(at, run.started_at), stopped_by=by)
    for span in spans_of(visit):
        if span.ends_at is None and not is_forgotten(span, clinic=visit.clinic, at=at):
            span_end(span.id, visit=visit, performer_id=span.performer_id, by=by, at=at)


def forgotten_refuse(spans: Iterable[Span], *, clinic: Clinic, at: datetime) -> None:
    """Raise `ClockForgotten` when one of the spans still runs though it was surely left: its end is asked, never guessed."""
    if any(is_forgotten(span, clinic=clinic, at=at) for span in spans):
        raise ClockForgotten(
            "A clock of this visit was not stopped in time, so the present moment is not its end.",
            do="Open the ledger of the visit and say when it ended, with the reason.",
        )


def entered_at(events: QuerySet[Any], at: datetime) -> datetime:
    """When one more of these events is entered: `at`, but after all of them, though the server's clock was set back."""
    latest = events.aggregate(latest=Max("at"))["latest"]
    return at if latest is None or latest < at else latest + timedelta.resolution


def span_end(span_id: object, *, visit: Visit, performer_id: object, by: User, at: datetime) -> LedgerEvent:
    return LedgerEvent.objects.create(
        clinic=visit.clinic,
        visit=visit,
        span_id=span_id,
        kind=LedgerKind.STOP,
        at=entered_at(visit.ledger_events, at),
        ends_at=at,
        entered_by=by,
        performer_id=performer_id,
    )
