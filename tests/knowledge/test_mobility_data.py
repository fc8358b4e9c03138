"""Further tests of mobility, balance and calf strength: each limit from both sides, bands whole, every source used."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from surefoot.engine import CaseReader
from surefoot.instruments.facts import case_facts
from surefoot.instruments.scores import test_scores as scores_of
from surefoot.knowledge import load
from surefoot.knowledge.links import places

KNOWLEDGE = load()
SOURCES = KNOWLEDGE.files["sources/tests_mobility.yaml"]["sources"]
FINDINGS = {entry["id"] for entry in KNOWLEDGE.files["findings/mobility.yaml"]["findings"]}
STANDARD_BATTERY_ENDS = 100


def case(test: str, *trials: dict[str, Any]) -> dict[str, Any]:
    """A synthetic case with one test."""
    return {
        "patient": {"id": "P-1", "birth_date": "1951-01-15", "sex": "female"},
        "visit": {"date": "2026-11-20"},
        "tests": [{"test": test, "trials": list(trials)}],
        "answers": {},
    }


def answer(finding: str, test: str, **trial: Any) -> str:
    """What one finding says after one trial."""
    facts = case_facts(case(test, trial), KNOWLEDGE)
    reader = CaseReader(KNOWLEDGE, KNOWLEDGE.as_of(date(2026, 11, 20)), facts)
    return reader.answer(finding).answer.value


EDGES = [  # finding, test, field, just not, just so
    ("tug_cognitive_slow", "tug_cognitive", "time_s", 10.97, 10.98),
    ("eight_foot_up_and_go_slow", "eight_foot_up_and_go", "time_s", 8.4, 8.5),
    ("gait_fast_slow", "gait_speed_fast", "speed_mps", 1.13, 1.12),
]


@pytest.mark.parametrize(("finding", "test", "field", "no", "yes"), EDGES, ids=[edge[0] for edge in EDGES])
def test_each_finding_answers_from_both_sides_of_its_limit(
    finding: str, test: str, field: str, no: float, yes: float
) -> None:
    assert answer(finding, test, **{field: no}) == "no"
    assert answer(finding, test, **{field: yes}) == "yes"
    assert answer(finding, test, **{field: yes, "assistance": "hands_on"}) == "not_known"


def test_every_finding_of_the_file_is_tried_at_its_edge() -> None:
    assert {edge[0] for edge in EDGES} == FINDINGS


def test_a_fast_walk_is_read_from_distance_and_time() -> None:
    assert answer("gait_fast_slow", "gait_speed_fast", distance_m=4.0, time_s=4.0) == "yes"
    assert answer("gait_fast_slow", "gait_speed_fast", distance_m=4.0, time_s=3.0) == "no"


def test_the_time_added_by_the_cup_needs_both_times() -> None:
    both = scores_of(case("tug_manual", {"time_s": 16.0, "single_time_s": 11.5}), KNOWLEDGE)
    assert both["tug_manual.difference_s"].value == pytest.approx(4.5)
    alone = scores_of(case("tug_manual", {"time_s": 16.0}), KNOWLEDGE)
    assert alone["tug_manual.difference_s"].value is None


def test_the_faster_of_two_trials_counts() -> None:
    scores = scores_of(case("eight_foot_up_and_go", {"time_s": 8.9}, {"time_s": 8.1}), KNOWLEDGE)
    assert scores["eight_foot_up_and_go.time_s"].value == 8.1


def _tests_of_the_file() -> list[Any]:
    own = {source["id"] for source in SOURCES}
    return [
        test for test in KNOWLEDGE.tests.values() if test["order"] > STANDARD_BATTERY_ENDS and _cited(test.data) & own
    ]


def _cited(data: Any) -> set[str]:
    return {source for _, key, value in places(data) if key == "source" for source in value}


def test_every_source_of_the_file_is_used() -> None:
    used = {source for data in KNOWLEDGE.files.values() for source in _cited(data)}
    assert {source["id"] for source in SOURCES} <= used


def test_no_rule_reads_a_limit_that_was_not_seen() -> None:
    for test in _tests_of_the_file():
        for limit in test.get("limits", ()):
            if any(state["confidence"] == "unverified" for state in limit["values"]):
                assert "not_used" in limit, limit["id"]
