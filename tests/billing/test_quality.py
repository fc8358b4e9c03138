"""What the record shows for a quality report: yes, no or not known, with its places; no measure, no rate, no score."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surefoot import assess
from surefoot.knowledge import load, load_texts
from surefoot.knowledge.loader import packaged_texts
from tests.billing.cases import ACCEPTED, at, whole_case, without

KNOWLEDGE = load()
LINES = [line for data in KNOWLEDGE.files.values() if data["kind"] == "quality" for line in data["shows"]]
FALLEN = {"fall_history": {"falls_12m": 2, "injurious_falls_12m": 0}, "stay_independent": {"fallen_past_year": True}}


def shown(case: dict[str, Any]) -> dict[str, str]:
    return {one["id"].removeprefix("quality."): one["answer"] for one in assess(case, KNOWLEDGE)["quality"]}


def case_of(**answers: Any) -> dict[str, Any]:
    return whole_case() | {"answers": answers}


def test_an_empty_record_shows_nothing() -> None:
    bare = {"schema": "surefoot-case/1", "patient": {}, "visit": {"date": "2026-11-20"}}
    assert set(shown(bare).values()) == {"not_known"}


@pytest.mark.parametrize(
    ("answers", "asked", "counted", "two_or_injury"),
    [
        (FALLEN, "yes", "yes", "yes"),
        ({"fall_history": {"falls_12m": 0}, "stay_independent": {"fallen_past_year": False}}, "yes", "yes", "no"),
        ({"fall_history": {"falls_12m": 1, "injurious_falls_12m": 1}}, "yes", "yes", "yes"),
        ({"fall_history": {"falls_12m": 1}}, "yes", "yes", "not_known"),
        ({"stay_independent": {"fallen_past_year": True}}, "yes", "not_known", "not_known"),
        ({"fall_history": {"falls_12m": "declined"}}, "not_known", "not_known", "not_known"),
        ({"fall_history": {"falls_12m": None}}, "not_known", "not_known", "not_known"),
        ({}, "not_known", "not_known", "not_known"),
    ],
)
def test_falls(answers: dict[str, Any], asked: str, counted: str, two_or_injury: str) -> None:
    found = shown(case_of(**answers))
    assert (found["falls_asked"], found["falls_counted"], found["two_falls_or_injury"]) == (
        asked,
        counted,
        two_or_injury,
    )


@pytest.mark.parametrize(("born", "answer"), [("1961-11-20", "yes"), ("1961-11-21", "no"), (None, "not_known")])
def test_age(born: str | None, answer: str) -> None:
    case = whole_case()
    case["patient"]["birth_date"] = born
    assert shown(case if born else without(case, "patient.birth_date"))["age_on_record"] == answer


def decided(kind: str, **more: Any) -> dict[str, Any]:
    """The visit with every suggested exercise decided."""
    case = case_of(**FALLEN)
    exercises = [one["id"] for one in assess(case, KNOWLEDGE)["suggestions"] if one["kind"] == "exercise"]
    assert exercises
    case["decisions"] = [{"suggestion": one, **ACCEPTED, "decision": kind, "at": at(20), **more} for one in exercises]
    return case


def test_an_exercise_taken_up_or_declined() -> None:
    assert shown(decided("accepted"))["exercise_taken_up"] == "yes"
    assert shown(decided("declined", declined_by="patient", reason="too tired"))["exercise_taken_up"] == "no"
    assert shown(decided("declined", declined_by="patient"))["exercise_taken_up"] == "not_known"
    assert shown(decided("accepted", by="X-0"))["exercise_taken_up"] == "not_known"
    assert shown(case_of(**FALLEN))["exercise_taken_up"] == "not_known"


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("report.plan_of_care_impact", "plan_written"),
        ("report.signed", "report_signed"),
        ("report.signed.by", "report_signed"),
        ("tests", "performance_tested"),
    ],
)
def test_what_is_taken_away_is_not_known(path: str, line: str) -> None:
    assert shown(whole_case())[line] == "yes"
    assert shown(without(whole_case(), path))[line] == "not_known"


def test_each_settled_line_names_its_places() -> None:
    case = decided("accepted")
    for one in assess(case, KNOWLEDGE)["quality"]:
        assert bool(one["evidence"]) is (one["answer"] != "not_known"), one["id"]
        assert all(place.split(".")[0].split("[")[0] in case for place in one["evidence"]), one["id"]


@settings(max_examples=60, deadline=None)
@given(st.sets(st.sampled_from(["answers", "tests", "report", "decisions", "ledger", "providers", "plan_of_care"])))
def test_taking_away_never_turns_a_line_to_yes_or_no(left_out: set[str]) -> None:
    whole = decided("accepted")
    before = shown(whole)
    for id_, answer in shown({key: part for key, part in whole.items() if key not in left_out}).items():
        assert answer in (before[id_], "not_known")


def test_no_measure_stands_in_it() -> None:
    """No number of a measure, no word of counting patients, no rate."""
    for line in LINES:
        said = f"{line['says']} {line.get('note', '')}"
        assert not re.search(
            r"numerator|denominator|percent|%|measure|rate\b|score|#\s*\d|MIPS|HEDIS|patients aged", said, re.IGNORECASE
        )


def test_knowledge_from_before_says_nothing() -> None:
    older = load_texts([text for text in packaged_texts() if not text.name.endswith("billing/quality.yaml")])
    assert assess(whole_case(), older)["quality"] == []


def test_the_decision_does_not_read_it() -> None:
    older = load_texts([text for text in packaged_texts() if not text.name.endswith("billing/quality.yaml")])
    assert assess(whole_case(), older)["billing"] == assess(whole_case(), KNOWLEDGE)["billing"]
