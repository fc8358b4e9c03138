"""The order of trials changes nothing where the best or the mean counts, and a worse value never reads as better."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surefoot.engine import CaseReader
from surefoot.instruments import case_facts
from surefoot.instruments import test_scores as scores_of
from surefoot.knowledge import load
from surefoot.knowledge.expression import Op, Ref

KNOWLEDGE = load()
DAY = date(2026, 11, 20)
VIEW = KNOWLEDGE.as_of(DAY)
NO_ORDER = [
    (test.id, spec)
    for test in KNOWLEDGE.tests.values()
    for spec in test["scores"]
    if spec["pick"] in ("best", "mean") and "field" in spec
]
WORSE = {spec["id"]: spec["worse"] for test in KNOWLEDGE.tests.values() for spec in test["scores"]}
AGES = st.integers(60, 95)


def _read(rule: Any) -> list[str]:
    """The scores that a finding compares with a limit or a table."""
    if not isinstance(rule, Op):
        return []
    own = [rule.parts[0].id] if rule.name in ("at_least", "above", "at_most", "below") and _is_score(rule) else []
    return [*own, *(score for part in rule.parts for score in _read(part))]


def _is_score(rule: Op) -> bool:
    return isinstance(rule.parts[0], Ref) and rule.parts[0].id in WORSE


YES_IS = {finding["id"]: finding.get("yes_is", "risk") for finding in KNOWLEDGE.findings.values()}
COMPARED = [
    (rule.id, score)
    for rule in KNOWLEDGE.rules.values()
    if rule.kind == "finding" and YES_IS[rule.id] != "neither"  # a class between two limits: yes in the middle
    for score in dict.fromkeys(_read(rule.node))
]


def trials_of(test: str, spec: Any) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Two to six trials of the part this score asks for, some of them attempts that failed, helped, or not by the protocol."""
    field = next(one for one in KNOWLEDGE.tests[test]["fields"] if one["id"] == spec["field"])
    low, high = field["range"]
    numbers = st.integers(int(low), int(high)) if field["type"] == "whole" else st.floats(low, high)
    measured = st.builds(lambda value: {field["id"]: value, **spec.get("where", {})}, numbers)
    helped = measured.map(lambda trial: {**trial, "assistance": True})
    unable = st.just({"outcome": "unable", **spec.get("where", {})})
    return st.lists(st.one_of(measured, measured, measured, helped, unable), min_size=2, max_size=6)


@pytest.mark.parametrize(("test", "spec"), NO_ORDER, ids=[spec["id"] for _, spec in NO_ORDER])
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_the_order_of_trials_does_not_matter(test: str, spec: Any, data: st.DataObject) -> None:
    trials = data.draw(trials_of(test, spec))
    mixed = data.draw(st.permutations(trials))
    first, second = (
        scores_of({"tests": [{"test": test, "trials": list(one)}]}, KNOWLEDGE)[spec["id"]] for one in (trials, mixed)
    )
    assert (first.value, first.status, first.reason) == (second.value, second.status, second.reason)


@pytest.mark.parametrize(("finding", "score"), COMPARED)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_worse_value_never_reads_as_better(finding: str, score: str, data: st.DataObject) -> None:
    values = st.floats(-50, 200, allow_nan=False)
    one, other = sorted((data.draw(values), data.draw(values)))
    better, worse = (one, other) if WORSE[score] == "higher" else (other, one)
    age, sex = data.draw(AGES), data.draw(st.sampled_from(["female", "male", "unknown"]))
    answers = [_answer(finding, score, value, age, sex) for value in (better, worse)]
    reversed_answers = ["no", "yes"] if YES_IS[finding] == "safe" else ["yes", "no"]
    assert answers != reversed_answers, f"{worse} reads as better than {better}"


def _answer(finding: str, score: str, value: float, age: int, sex: str) -> str:
    case = {"patient": {"birth_date": f"{DAY.year - age}-01-15", "sex": sex}, "visit": {"date": DAY.isoformat()}}
    facts = case_facts(case, KNOWLEDGE)
    facts[score] = type(facts["patient.age_years"])(value)
    return CaseReader(KNOWLEDGE, VIEW, facts).answer(finding).answer.value


@settings(max_examples=200, deadline=None)
@given(
    times=st.tuples(st.floats(0, 180), st.floats(0, 180)),
    part=st.sampled_from(["walk", "chair", "tandem"]),
    course=st.sampled_from(["four_metres", "three_metres"]),
)
def test_a_slower_part_of_the_battery_never_gives_more_points(
    times: tuple[float, float], part: str, course: str
) -> None:
    stances = [{"part": stance, "time_s": 10.0} for stance in ("side_by_side", "semi_tandem")]
    points = []
    for time in sorted(times):
        trials = [*stances, {"part": part, "time_s": time, "course": course}]
        found = scores_of({"tests": [{"test": "sppb", "trials": trials}]}, KNOWLEDGE)
        metres = {"four_metres": "4m", "three_metres": "3m"}[course]
        name = {"walk": f"gait_{metres}_score", "chair": "chair_score", "tandem": "balance_score"}[part]
        points.append(found[f"sppb.{name}"].value)
    first, second = points
    assert (first <= second) if part == "tandem" else (first >= second)
