"""Days and moments of a case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeAlias

Stretch: TypeAlias = tuple[float | None, float | None]


def moment(value: object) -> datetime | None:
    """A moment with its offset, or None where there is none or it cannot be read."""
    if not isinstance(value, str):
        return None
    try:
        read = datetime.fromisoformat(value)
    except ValueError:
        return None
    return read if read.tzinfo is not None else None


def day(value: object) -> date | None:
    """A day, or None where there is none or it cannot be read."""
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def seconds(span: Mapping[str, Any]) -> float | None:
    """Seconds from start to end, or None while either is not known."""
    start, end = moment(span.get("start")), moment(span.get("end"))
    return None if start is None or end is None else (end - start).total_seconds()


def stretch(span: Mapping[str, Any]) -> Stretch:
    """From when to when, in seconds of the clock of the world; None where an end is not on record."""
    start, end = moment(span.get("start")), moment(span.get("end"))
    return (start.timestamp() if start else None, end.timestamp() if end else None)


def may_overlap(own: Stretch, other: Stretch) -> bool:
    """Does another stretch share a moment with this one, or may it while one of its ends is not on record?

    A stretch without start and end says nothing of when it was, and is not judged.
    """
    (start, end), (first, last) = own, other
    if start is None or end is None or (first is None and last is None):
        return False
    if first is not None and last is not None:
        return overlap(own, other)
    return (first is None or first < end) and (last is None or start < last)


def overlap(own: Stretch, other: Stretch) -> bool:
    """Do two stretches of time share a moment? Ends that touch do not; a stretch without both ends is never judged."""
    (start, end), (first, last) = own, other
    if start is None or end is None or first is None or last is None:
        return False
    return start < last and first < end and start < end and first < last
