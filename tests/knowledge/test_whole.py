"""The knowledge as a whole: nothing listed that nothing uses, nothing used that is not cited, no descriptor, no promise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from surefoot.knowledge import Knowledge
from surefoot.knowledge.expression import references

SOURCE_KEYS = ("source", "sources", "strict_source")


def cited(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key in SOURCE_KEYS and all(isinstance(one, str) for one in value):
                yield from value
            else:
                yield from cited(value)
    elif isinstance(data, list):
        for part in data:
            yield from cited(part)


def texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from texts(value)
    elif isinstance(data, list):
        for part in data:
            yield from texts(part)


def test_every_source_is_used(knowledge: Knowledge) -> None:
    used = {source for data in knowledge.files.values() for source in cited(data)}
    assert set(knowledge.sources) - used == set()


def test_there_is_the_first_content(knowledge: Knowledge) -> None:
    assert len(knowledge.factors) >= 15
    assert len(knowledge.interventions) >= 20
    assert sorted(knowledge.requirements) == [f"R{number:02d}" for number in range(1, 28)]
    assert {
        "tug",
        "chair_stand_30s",
        "four_stage_balance",
        "single_leg_stance",
        "gait_speed",
        "five_times_sit_to_stand",
        "orthostatic_bp",
    } <= set(knowledge.tests)
    assert {"steadi_2019", "wfg_2022", "wfg_2022_3kq"} <= set(knowledge.algorithms)


def test_every_intervention_has_its_evidence_both_ways_or_says_what_is_not_shown(knowledge: Knowledge) -> None:
    for entry in knowledge.interventions.values():
        assert all("direction" in line for line in entry["evidence"]), entry.id


def test_every_finding_is_read_by_something(knowledge: Knowledge) -> None:
    """A finding that no factor, level, offer, question or page reads would be a rule for nobody."""
    read = {id_ for rule in knowledge.rules.values() for id_ in references(rule.node)}
    read |= {
        word for data in knowledge.files.values() for text in texts(data) for word in re.findall(r"[a-z_0-9.]+", text)
    }
    shown = {id_ for id_, entry in knowledge.findings.items() if entry.get("urgent")}
    compared = {
        rule.id
        for rule in knowledge.rules.values()
        if rule.kind == "finding" and "." in " ".join(references(rule.node))
    }
    assert set(knowledge.findings) - read - shown - compared == set()


@pytest.mark.parametrize("word", ["guarantee", "will prevent", "prevents falls", "garantiza", "evitará"])
def test_nothing_is_promised(word: str, knowledge: Knowledge) -> None:
    assert not [text for data in knowledge.files.values() for text in texts(data) if word in text.lower()]


def test_units_and_first_days(knowledge: Knowledge) -> None:
    for value in knowledge.values.values():
        days = [state["from"] for state in value["values"]]
        assert days == sorted(set(days)), value["id"]
