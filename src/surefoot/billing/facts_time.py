"""The time ledger as rules read it: what is on record, what is settled, how many minutes and units."""

from __future__ import annotations

import math
from collections.abc import Iterable

from surefoot.billing.facts_reading import others_leave_none, reading_facts
from surefoot.billing.found import Found
from surefoot.billing.reading import LITERAL_MIDPOINT
from surefoot.billing.record import Record
from surefoot.billing.spans import Span
from surefoot.billing.time import SECONDS_PER_MINUTE, clock, exact_minutes, whole_minutes
from surefoot.values import Tri
from surefoot.values.tri import all_of

_NO_LEDGER = "no time ledger"
_ACTIVITIES = {"prepare": "prepare", "instruct": "instruct", "analyze": "analyze_with_patient"}


def time_facts(record: Record) -> dict[str, Found]:
    """Facts of the ledger and of the units that follow from it."""
    spans = record.spans
    facts = {
        "time.recorded": _recorded(spans),
        "time.patient_present": _condition(spans, "present"),
        "time.one_on_one": _condition(spans, "one_on_one", "undivided"),
        "time.skilled": _condition(spans, "skilled"),
        "time.perform_counted": _performed(spans),
    }
    for name, activity in _ACTIVITIES.items():
        own = [span for span in spans or () if span.activity == activity]
        facts[f"time.{name}_recorded"] = Found(bool(own), evidence=_paths(own))
        facts[f"time.{name}_settled"] = Found(True if _settled(own) else None, "not settled", _paths(own))
    return facts | _unit_facts(record)


def _recorded(spans: tuple[Span, ...] | None) -> Found:
    if spans is None:
        return Found(None, _NO_LEDGER)
    wanted = [span for span in spans if span.wanted is not Tri.NO]
    timed = [span for span in wanted if span.time_s is not None]
    return Found(True if timed else None if wanted else False, "start or end not recorded", _paths(timed))


def _condition(spans: tuple[Span, ...] | None, *names: str) -> Found:
    """Do these conditions hold where they decide? Not known while it is not known of a single span that could count."""
    if spans is None:
        return Found(None, _NO_LEDGER)
    close = [span for span in spans if span.but_for(*names)] or [span for span in spans if span.wanted is not Tri.NO]
    answers = [(span, all_of(span.conditions[name] for name in names)) for span in close]
    if any(answer is Tri.NOT_KNOWN for _, answer in answers):
        return Found(None, "not settled for every span")
    held = [span for span, answer in answers if answer is Tri.YES]
    return Found(bool(held), evidence=_paths(held))


def _settled(spans: Iterable[Span]) -> bool:
    return all(span.counts is Tri.NO or (span.counts is Tri.YES and span.time_s is not None) for span in spans)


def _performed(spans: tuple[Span, ...] | None) -> Found:
    if spans is None:
        return Found(None, _NO_LEDGER)
    own = [span for span in spans if span.activity == "perform" and span.time_s != 0]
    if not _settled(own) or (not own and spans):
        return Found(None, "performing the tests is not settled in the ledger")
    counted = [span for span in own if span.counts is Tri.YES]
    return Found(bool(counted), evidence=_paths(counted))


def _unit_facts(record: Record) -> dict[str, Found]:
    earned = record.earned
    seconds, literal = earned.own.seconds, LITERAL_MIDPOINT in earned.chosen.own
    high = math.inf if seconds is None else seconds.high
    minutes = exact_minutes(seconds) if not literal else _to_the_second(seconds.known if seconds else None)
    most = None if not math.isfinite(high) else _to_the_second(high) if literal else whole_minutes(high)
    counted = _paths(span for span in record.every_span or () if span.counts is Tri.YES)
    return {
        "time.countable_minutes": _number(minutes, counted),
        "time.most_minutes": _number(most, counted),
        "billing.units": _number(earned.most if earned.units is None else earned.units, counted),
        "billing.tie": Found(earned.tie),
        "billing.rules_of_day_used": _rules_of_day(record),
        "billing.no_unit_left": Found(_none_left(record), "units not known"),
        "billing.same_day_pooled": Found(record.visits_pooled, evidence=("same_day",) if record.visits_pooled else ()),
        **reading_facts(record),
    }


def _to_the_second(seconds: float | None) -> float | None:
    return None if seconds is None else seconds / SECONDS_PER_MINUTE


def _rules_of_day(record: Record) -> Found:
    """Another day's knowledge may read the case; its counting rules stand only where the day of service had the same."""
    own = clock(record.knowledge.as_of(record.day), "ama")
    same = own is not None and own == clock(record.view, "ama")
    return Found(
        True if same else None, "the counting rules of the day of the visit are not known here", ("visit.date",)
    )


def _none_left(record: Record) -> bool | None:
    """Do the other timed codes of the day leave no unit for this one? Not where nothing else was pooled."""
    if record.earned.allowed is None or record.earned.used.pool is None:
        return None
    return others_leave_none(record)


def _number(value: float | None, evidence: tuple[str, ...]) -> Found:
    return Found(None if value is None else float(value), "not known for every span", evidence)


def _paths(spans: Iterable[Span]) -> tuple[str, ...]:
    return tuple(span.path for span in spans)
