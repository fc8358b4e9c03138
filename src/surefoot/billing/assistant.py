"""Therapist and assistant: which units carry the assistant's modifier, by the minutes each gave alone.

Whole units first, each to whoever gave its fifteen minutes alone. The last unit goes without the modifier where the therapist
alone gave the minutes of a first unit; else with it where the assistant gave more than the share that is too small to count.
Two last units, nine to fourteen minutes from each: one with, one without. Source: cms-cq-co, therapycomply-2022.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from surefoot.billing.record import Record
from surefoot.billing.spans import Span
from surefoot.billing.time import SECONDS_PER_MINUTE, clock, whole_minutes
from surefoot.values import Tri

_SHARE, _SPLIT_FROM = "billing.cms.assistant_share_percent", "billing.cms.assistant_split_from_minutes"


@dataclass(frozen=True, slots=True)
class AssistantUnits:
    """How many units carry the assistant's modifier; `open` where no source settles the division."""

    units: int
    open: bool = False


@dataclass(frozen=True, slots=True)
class Alone:
    """Seconds that therapist and assistant gave alone. A span of the therapist with the assistant's help is the therapist's."""

    therapist_s: float
    assistant_s: float


def alone(record: Record) -> Alone:
    """Of the spans whose time counts for this payer."""
    used = record.earned.chosen.used
    counted = [span for span in record.every_span or () if span.counts_under(used) is Tri.YES]
    assistants = [span for span in counted if _is_assistant(record, span)]
    own_s = sum(span.time_s or 0 for span in assistants)
    return Alone(sum(span.time_s or 0 for span in counted) - own_s, own_s)


def _is_assistant(record: Record, span: Span) -> bool:
    credential = record.knowledge.credentials.get(span.credential or "")
    return credential is not None and credential["medicare"] == "assistant"


def assistant_units(record: Record) -> AssistantUnits | None:
    """None while the units, or the numbers of the rule, are not known."""
    values, rule = record.knowledge.as_of(record.day).values, clock(record.knowledge.as_of(record.day), "cms")
    if record.earned.units is None or rule is None or not {_SHARE, _SPLIT_FROM} <= set(values):
        return None
    numbers = _Numbers(
        unit_s=rule.unit_minutes * SECONDS_PER_MINUTE,
        first_s=rule.first_unit_minutes * SECONDS_PER_MINUTE,
        share=values[_SHARE].value / 100,
        split_from_minutes=values[_SPLIT_FROM].value,
    )
    gave = alone(record)
    found = divided(gave, record.earned.units, numbers)
    return replace(found, open=found.open or (_lowered(record) and min(gave.therapist_s, gave.assistant_s) > 0))


def _lowered(record: Record) -> bool:
    """Did a person take units away? Which of them, no source says."""
    return record.earned.override is not None and record.earned.override < (record.earned.most or 0)


@dataclass(frozen=True, slots=True)
class _Numbers:
    unit_s: int
    first_s: int
    share: float
    split_from_minutes: float


def divided(gave: Alone, units: int, numbers: _Numbers) -> AssistantUnits:
    """Divide the units of one code between therapist and assistant."""
    if gave.assistant_s <= 0:
        return AssistantUnits(0)
    whole, own_rest = divmod(gave.therapist_s, numbers.unit_s)
    assisted, rest = divmod(gave.assistant_s, numbers.unit_s)
    left = units - int(whole) - int(assisted)
    if left < 0 or gave.therapist_s <= 0:
        return AssistantUnits(units, open=left < 0 < gave.therapist_s)
    if left == 0:
        return AssistantUnits(int(assisted))
    if left == 1:
        marked = own_rest < numbers.first_s and rest > numbers.share * (own_rest + rest)
        return AssistantUnits(int(assisted) + marked)
    return AssistantUnits(int(assisted) + 1, open=whole_minutes(own_rest + rest) < numbers.split_from_minutes)
