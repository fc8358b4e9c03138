"""Which reading of the time applies: named in the knowledge, chosen by the payer's policy and the clinic's dated settings.

Nothing in a case chooses a reading. Where nobody chose, the first of each question applies. A payer's policy can only narrow
what the clinic has set, so it takes time away and never adds any.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product
from types import MappingProxyType
from typing import TypeAlias

from surefoot.knowledge import Knowledge
from surefoot.knowledge.model import Data, Entry

Reading: TypeAlias = frozenset[str]

WHOLE_MINUTES, LITERAL_MIDPOINT = "whole_minutes", "literal_midpoint"
SET_UP_COUNTED, DELIVERY_ONLY = "set_up_counted", "delivery_only"
REVIEW_EXCLUDED, REVIEW_COUNTED = "questionnaire_review_excluded", "questionnaire_review_counted"

# Each question with its two readings, the one that applies unless somebody chose first.
QUESTIONS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "midpoint": (WHOLE_MINUTES, LITERAL_MIDPOINT),
        "set_up_and_instruction": (SET_UP_COUNTED, DELIVERY_ONLY),
        "questionnaire_review": (REVIEW_EXCLUDED, REVIEW_COUNTED),
    }
)
NARROW: Reading = frozenset({WHOLE_MINUTES, DELIVERY_ONLY, REVIEW_EXCLUDED})
DEFAULT: Reading = frozenset(first for first, _ in QUESTIONS.values())


@dataclass(frozen=True, slots=True)
class Chosen:
    """`own`: how the code's own time is read, set-up always counted; `used`: how it is read for this payer, never wider."""

    own: Reading
    used: Reading
    by: Mapping[str, str]  # question: default, clinic or payer


def every_reading() -> Iterator[Reading]:
    """All combinations, the default first."""
    return (frozenset(one) for one in product(*QUESTIONS.values()))


def other(reading: Reading, question: str) -> Reading:
    """The same reading with the other answer to one question."""
    return reading ^ frozenset(QUESTIONS[question])


def chosen_reading(knowledge: Knowledge, policy: Entry | None, policy_id: str, day: date) -> Chosen:
    """What the clinic has set for the day and this policy, then what the policy asks for."""
    clinic = {question: _set_by_clinic(knowledge, question, policy_id, day) for question in QUESTIONS}
    asked = set(policy.get("readings", ())) if policy else set()
    used, by = set(), {}
    for question, words in QUESTIONS.items():
        by_payer = next((word for word in words if word in asked), None)
        used.add(by_payer or clinic[question] or words[0])
        by[question] = "payer" if by_payer else "clinic" if clinic[question] else "default"
    own = {clinic[question] or words[0] for question, words in QUESTIONS.items()} - {DELIVERY_ONLY} | {SET_UP_COUNTED}
    return Chosen(frozenset(own), frozenset(used), by)


def _set_by_clinic(knowledge: Knowledge, question: str, policy_id: str, day: date) -> str | None:
    """The clinic's latest setting on or before the day, of those for every policy or for this one; of two of one day the narrower."""
    begun = [
        setting
        for setting in _settings(knowledge)
        if setting["reading"] in QUESTIONS[question]
        and setting["from"] <= day.isoformat()
        and policy_id in setting.get("policies", (policy_id,))
    ]
    latest = max(begun, key=lambda setting: (str(setting["from"]), setting["reading"] in NARROW), default=None)
    return str(latest["reading"]) if latest else None


def _settings(knowledge: Knowledge) -> Iterator[Data]:
    for data in knowledge.files.values():
        yield from data["chosen"] if data["kind"] == "clinic_readings" else ()
