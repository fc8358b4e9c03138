"""The time of a visit as the decision shows it: each span with its answer, the code's own count, and the other readings beside it."""

from __future__ import annotations

import math
from typing import Any

from surefoot.billing.pooling import Pool
from surefoot.billing.reading import QUESTIONS, Reading
from surefoot.billing.record import Record
from surefoot.billing.services import CODE
from surefoot.billing.spans import Span
from surefoot.knowledge import Knowledge
from surefoot.values import Interval


def time_as_json(record: Record) -> dict[str, Any]:
    """Null wherever something is not known; `countable_s_range` then says between which seconds it lies."""
    earned, own = record.earned, record.earned.own
    seconds = own.seconds
    return {
        "rule": "ama_midpoint",
        "countable_s": _whole(seconds.known) if seconds else None,
        "countable_s_range": _range(seconds),
        "countable_minutes": own.minutes,
        "units": own.units,
        "spans": [_span(span, record.knowledge) for span in record.spans or ()],
        "same_day_spans": [_span(span, record.knowledge) for span in record.day_spans],
        "readings": _in_use(record),
        "other_readings": {
            "cms_8_minute": _pooled(earned.used.pool),
            "strict_delivery_only": {"countable_minutes": earned.strict.minutes, "units": earned.strict.units},
            "every": [_reading(record, reading) for reading in earned.counts],
        },
    }


def _in_use(record: Record) -> list[dict[str, Any]]:
    """By question: the reading in use, who chose it, and what it rests on."""
    chosen = record.earned.chosen
    return [_named(record, question, chosen.used, chosen.by[question]) for question in QUESTIONS]


def _named(record: Record, question: str, used: Reading, by: str) -> dict[str, Any]:
    id_ = next(word for word in QUESTIONS[question] if word in used)
    entry = record.knowledge.readings.get(id_)
    return {
        "question": question,
        "reading": id_,
        "says": entry["says"] if entry else None,
        "chosen_by": by,
        "sources": list(entry["source"]) if entry else [],
        "confidence": entry["confidence"] if entry else None,
    }


def _reading(record: Record, reading: Reading) -> dict[str, Any]:
    """What one combination of readings gives: the code's own count, and never more than the payer's pooled allocation."""
    count = record.earned.counts[reading]
    answers = {question: next(word for word in words if word in reading) for question, words in QUESTIONS.items()}
    return {
        **answers,
        "in_use": reading == record.earned.chosen.used,
        "countable_minutes": count.minutes,
        "own_units": count.units,
        "units": count.most,
    }


def _span(span: Span, knowledge: Knowledge) -> dict[str, Any]:
    activity = knowledge.activities.get(span.activity or "")
    return {
        "activity": span.activity,
        "time_s": _whole(span.time_s),
        "counts": span.counts.value,
        "why": span.why,
        "source": span.source[0] if span.source else None,
        "sources": list(span.source),
        "strict_delivery": span.strict.value,
        "strict_why": activity["strict_why"] if activity else None,
        "strict_source": list(activity.get("strict_source", ())) if activity else [],
        "evidence": span.path,
    }


def _pooled(pool: Pool | None) -> dict[str, Any]:
    """`units` are those of 97750; null while the pool is not known or a tie leaves them open."""
    if pool is None:
        return {"units": None, "by_code": None, "total_units": None, "tie": None, "admissible": []}
    own = pool.of(CODE)
    return {
        "units": own[0] if len(own) == 1 else None,
        "by_code": None if pool.tie else dict(pool.admissible[0]),
        "total_units": pool.total_units,
        "tie": pool.tie,
        "admissible": [dict(split) for split in pool.admissible],
    }


def _range(seconds: Interval | None) -> list[float | int | None] | None:
    if seconds is None or seconds.known is not None:
        return None
    return [_whole(seconds.low), _whole(seconds.high) if math.isfinite(seconds.high) else None]


def _whole(seconds: float | None) -> float | int | None:
    return int(seconds) if seconds is not None and float(seconds).is_integer() else seconds
