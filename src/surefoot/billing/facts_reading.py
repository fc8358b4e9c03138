"""Where the readings of the time give other units than the one in use."""

from __future__ import annotations

from surefoot.billing.found import Found
from surefoot.billing.reading import (
    LITERAL_MIDPOINT,
    QUESTIONS,
    WHOLE_MINUTES,
    other,
)
from surefoot.billing.record import Record
from surefoot.billing.services import CODE

_OPEN = "units not known"


def reading_facts(record: Record) -> dict[str, Found]:
    """Facts about the readings: which rule of the mid-point is in use, and where another reading gives other units."""
    earned, used = record.earned, record.earned.chosen.used
    midpoint = _differs(record, other(used, "midpoint"))
    own, strict = earned.own.units, earned.strict.units
    return {
        "time.literal_midpoint": Found(LITERAL_MIDPOINT in earned.chosen.own),
        "time.literal_units_differ": Found(WHOLE_MINUTES in used and midpoint, _OPEN),
        "time.whole_units_differ": Found(LITERAL_MIDPOINT in used and midpoint, _OPEN),
        "time.questionnaire_units_differ": Found(_differs(record, other(used, "questionnaire_review")), _OPEN),
        "time.combined_units_differ": Found(_only_together(record), _OPEN),
        "time.strict_units_differ": Found(None if own is None or strict is None else own != strict, _OPEN),
        "time.reading_leaves_none": Found(_leaves_none(record), _OPEN),
    }


def _differs(record: Record, reading: frozenset[str]) -> bool | None:
    own, counted = record.earned.used.most, record.earned.counts[reading].most
    return None if own is None or counted is None else own != counted


def _only_together(record: Record) -> bool | None:
    """Does a combination of readings give other units while no single one does?"""
    used, found = record.earned.chosen.used, {}
    for reading in record.earned.counts:
        found[reading] = _differs(record, reading)
    single = [found[other(used, question)] for question in QUESTIONS]
    if None in found.values():
        return None
    return any(found.values()) and not any(single)


def _leaves_none(record: Record) -> bool | None:
    """Would the code's own count give a unit, and the reading in use none?"""
    own, most = record.earned.own.units, record.earned.most
    return None if own is None or most is None else own > 0 and most == 0 and not others_leave_none(record)


def others_leave_none(record: Record) -> bool:
    """Do the other timed codes of the day leave no unit for this one?"""
    pool = record.earned.used.pool
    others = any(one.minutes for one in record.pooled if one.code != CODE)
    return others and pool is not None and pool.of(CODE) == (0,)
