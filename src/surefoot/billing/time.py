"""Countable seconds to whole minutes, once, and minutes to units by the code's own mid-point rule."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from surefoot.billing.reading import DEFAULT, LITERAL_MIDPOINT, Reading
from surefoot.billing.spans import Span
from surefoot.knowledge import View
from surefoot.values import Interval, Tri

SECONDS_PER_MINUTE = 60


def ama_units(minutes: int, *, first_unit_minutes: int, unit_minutes: int) -> int:
    """Units one code earns on one day by its own whole minutes. Source: cpt-2024-pxx.

    >>> [ama_units(minutes, first_unit_minutes=8, unit_minutes=15) for minutes in (7, 8, 22, 23)]
    [0, 1, 1, 2]
    """
    return max(0, (minutes + unit_minutes - first_unit_minutes) // unit_minutes)


@dataclass(frozen=True, slots=True)
class Clock:
    """The numbers of one counting rule as of one day."""

    first_unit_minutes: int
    unit_minutes: int

    def units(self, minutes: int) -> int:
        return ama_units(minutes, first_unit_minutes=self.first_unit_minutes, unit_minutes=self.unit_minutes)


def clock(view: View, rule: str) -> Clock | None:
    """The numbers of "ama" or "cms", or None on a day for which they are not known."""
    first, unit = view.values.get(f"billing.{rule}.first_unit_minutes"), view.values.get(f"billing.{rule}.unit_minutes")
    return Clock(int(first.value), int(unit.value)) if first and unit else None


def literal_units(seconds: float, *, midpoint_minutes: float, unit_minutes: int) -> int:
    """Units of one code where each is reached once its mid-point has passed to the second. Source: cpt-2024-pxx.

    >>> [literal_units(seconds, midpoint_minutes=7.5, unit_minutes=15) for seconds in (450, 451, 1350, 1351)]
    [0, 1, 1, 2]
    """
    whole, rest = divmod(seconds, unit_minutes * SECONDS_PER_MINUTE)
    return int(whole) + (rest > midpoint_minutes * SECONDS_PER_MINUTE)


def own_units(seconds: Interval | None, reading: Reading, view: View) -> int | None:
    """The code's own units under this reading, or None where seconds or the rule of the day are not known."""
    rule, midpoint = clock(view, "ama"), view.values.get("billing.ama.midpoint_minutes")
    if rule is None or seconds is None or seconds.known is None:
        return None
    if LITERAL_MIDPOINT not in reading:
        return rule.units(whole_minutes(seconds.known))
    if midpoint is None:
        return None
    return literal_units(seconds.known, midpoint_minutes=midpoint.value, unit_minutes=rule.unit_minutes)


def countable_s(spans: Iterable[Span] | None, reading: Reading = DEFAULT) -> Interval | None:
    """Countable seconds within bounds: a span that may or may not count widens them. None without a ledger."""
    if spans is None:
        return None
    low = high = 0.0
    for span in spans:
        counts = span.counts_under(reading)
        if counts is Tri.NO:
            continue
        high += math.inf if span.time_s is None else span.time_s
        if counts is Tri.YES and span.time_s is not None:
            low += span.time_s
    return Interval(low, high)


def whole_minutes(seconds: float | Fraction) -> int:
    """Seconds cut to whole minutes."""
    return int(seconds // SECONDS_PER_MINUTE)


def exact_minutes(seconds: Interval | None) -> int | None:
    """Whole minutes where the seconds are known exactly."""
    return None if seconds is None or seconds.known is None else whole_minutes(seconds.known)
