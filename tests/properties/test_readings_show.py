"""Where a further answer turns a settled one, the assessment shows both readings; and every named preference is a real one."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from surefoot.assessment import assess
from surefoot.knowledge import Knowledge, load
from tests.properties.moves import Move, Mover
from tests.properties.random_cases import random_cases
from tests.properties.test_information import preference_of, under

Answer = Mapping[str, Any]
CASES, TAKEN_OUT = 20, 4
PREFERRING = [
    id_ for id_, rule in load().rules.items() if rule.kind in ("finding", "row") and preference_of(load(), id_)
]


def test_some_rules_prefer_one_input() -> None:
    assert "gait_or_tug_slow_wfg" in PREFERRING


@pytest.mark.parametrize("id_", PREFERRING)
def test_a_named_preference_turns_an_answer(knowledge: Knowledge, id_: str) -> None:
    """One that turns nothing any more is to be taken out."""
    mover = Mover(knowledge, 1, 1500, (0.7, 0.95))
    inputs = {fact for of in preference_of(knowledge, id_) for fact in under(knowledge, of)} & mover.facts.keys()
    moves = [
        Move(row, fact, value)
        for row, case in enumerate(mover.cases)
        for fact in inputs - case.keys()
        for value in (
            (False, True)
            if mover.facts[fact].type == "yes_no"
            else (mover.limits[fact][0] - 1, mover.limits[fact][-1] + 1)
        )
    ]
    turned = [(old, new) for _, old, new in mover.moved(moves).changed(id_)]
    assert (True, False) in turned


def test_gait_speed_over_timed_up_and_go_shows_both(knowledge: Knowledge) -> None:
    case: dict[str, Any] = {
        "schema": "surefoot-case/1",
        "patient": {"birth_date": "1948-03-02", "sex": "female"},
        "visit": {"date": "2026-11-20"},
        "tests": [{"test": "tug", "trials": [{"time_s": 18.0}]}],
    }
    alone = assess(case, knowledge)
    case["tests"].append({"test": "gait_speed", "trials": [{"speed_mps": 1.2}]})
    both = assess(case, knowledge)
    assert [of(alone, "gait_or_tug_slow_wfg"), of(both, "gait_or_tug_slow_wfg")] == ["yes", "no"]
    assert {"tests[0].trials[0]", "tests[1].trials[0]"} <= evidence(both, "gait_or_tug_slow_wfg")
    assert {score["id"]: score["value"] for score in both["scores"]} == {
        "tug.time_s": 18.0,
        "gait_speed.speed_mps": 1.2,
    }


def test_the_whole_score_over_single_questions_shows_both(knowledge: Knowledge) -> None:
    items = [item["id"] for item in knowledge.questionnaires["stay_independent"]["items"]]
    case: dict[str, Any] = {
        "schema": "surefoot-case/1",
        "patient": {"birth_date": "1948-03-02"},
        "visit": {"date": "2026-11-20"},
        "answers": {"three_key_questions": {"unsteady": True, "worried": False, "fallen_past_year": False}},
    }
    alone = assess(case, knowledge)
    case["answers"]["stay_independent"] = dict.fromkeys(items, False)
    both = assess(case, knowledge)
    assert [one["levels"]["steadi_2019"]["level"] for one in (alone, both)] == ["at_risk", "not_at_risk"]
    assert of(both, "key_question_positive") == "yes"
    assert of(both, "steadi_score_at_risk") == "no"
    assert "answers.three_key_questions.unsteady" in evidence(both, "screen_positive")


# These ask what the record shows: their no means "not on record", so nobody had said no before.
SAID_BY_THE_RECORD = {"fall_consequence_reported", "stay_independent_begun", "seen_in_facility"}


def test_a_turned_answer_shows_what_was_said_before_and_what_turned_it(knowledge: Knowledge) -> None:
    turned = 0
    for case in random_cases(knowledge, 11, CASES):
        whole = assess(case, knowledge)
        for path, less in _less(case):
            for id_ in set(_turned(assess(less, knowledge), whole)) - SAID_BY_THE_RECORD:
                turned += 1
                shown = _steps(whole, id_)
                assert any(path in step["evidence"] for step in shown), (id_, path)
                assert {"yes", "no"} <= {step["answer"] for step in shown}, (id_, path)
    assert turned


def _less(case: Answer) -> Iterator[tuple[str, Answer]]:
    """The case without one of its falls or screening answers; each with the path of what was taken out."""
    for form in ("fall_history", "three_key_questions", "stay_independent"):
        given = (case.get("answers") or {}).get(form)
        for item in sorted(given)[:TAKEN_OUT] if isinstance(given, dict) else ():
            less = copy.deepcopy(dict(case))
            del less["answers"][form][item]
            yield f"answers.{form}.{item}", less


def _turned(before: Answer, after: Answer) -> Iterator[str]:
    for old, new in zip(
        (*before["findings"], *before["factors"]), (*after["findings"], *after["factors"]), strict=True
    ):
        if {old["answer"], new["answer"]} == {"yes", "no"}:
            yield old["id"]


def of(answer: Answer, id_: str) -> str:
    """The answer of one finding."""
    return str(next(one["answer"] for one in answer["findings"] if one["id"] == id_))


def evidence(answer: Answer, id_: str) -> set[str]:
    """Every place in the case that a finding shows, through the findings it rests on."""
    return {path for step in _steps(answer, id_) for path in step["evidence"]}


def _steps(answer: Answer, id_: str) -> list[Answer]:
    """Every step of an answer's trace; a finding named in it is followed to where it is published."""
    published = {one["id"]: one["trace"] for one in (*answer["findings"], *answer["factors"])}
    found, waiting = [], [published[id_]]
    while waiting:
        step = waiting.pop()
        found.append(step)
        own = published.get(step["id"], step)
        waiting += step["because"] or (own["because"] if own is not step else [])
    return found
