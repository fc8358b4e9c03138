"""Clocks that somebody forgot to stop: a person says when they ended, nobody guesses."""

from __future__ import annotations

from datetime import datetime, timedelta

from surefoot_web.accounts.models import Clinic
from surefoot_web.config.knowledge import load
from surefoot_web.records.clock import day_in

from .ledger import Span
from .overlaps import Taken

LIMIT = "ledger.clock_asked_after"


def is_forgotten(span: Span | Taken, *, clinic: Clinic, at: datetime) -> bool:
    """Whether a running span began on an earlier day of the clinic, or runs longer than a clock plausibly does.

    So does one that began after `at`: the server's clock was set back, and its present moment is no end.
    """
    if not span.running:
        return False
    if at < span.starts_at:
        return True
    today = day_in(clinic.time_zone, at)
    limit = load().as_of(today).values[LIMIT].value
    return day_in(clinic.time_zone, span.starts_at) < today or at - span.starts_at > timedelta(minutes=limit)
