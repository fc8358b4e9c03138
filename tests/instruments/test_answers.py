"""Answers become facts: several choices at once, a day as the days since, two questions that ask the same, every way of not answering."""

from __future__ import annotations

from typing import Any

import pytest

from surefoot.cases.check import case_faults
from surefoot.instruments import case_facts
from surefoot.knowledge import load
from surefoot.values import Fact

DIZZY, DARK = "fall_history.circumstances.dizzy", "fall_history.circumstances.dark"
LAST_FALL = "fall_history.last_fall_date"


def case(answers: Any, **visit: str) -> dict[str, Any]:
    return {
        "schema": "surefoot-case/1",
        "patient": {"id": "P-1"},
        "visit": {"date": "2026-11-20", **visit},
        "answers": answers,
    }


def facts(answers: Any, **visit: str) -> dict[str, Fact]:
    return case_facts(case(answers, **visit), load())


def codes(answers: Any, **visit: str) -> list[str]:
    return [fault.code for fault in case_faults(case(answers, **visit), load())]


@pytest.mark.parametrize(
    ("given", "dizzy", "dark", "why"),
    [
        (["dizzy"], True, False, None),
        (["dark", "dizzy"], True, True, None),
        ([], False, False, None),
        ("dizzy", True, None, "not asked"),
        (None, None, None, "not sure"),
        ("unsure", None, None, "not sure"),
        ("declined", None, None, "declined"),
        ("not_asked", None, None, "not asked"),
    ],
)
def test_several_choices_are_each_a_fact(given: Any, dizzy: bool | None, dark: bool | None, why: str | None) -> None:
    found = facts({"fall_history": {"circumstances": given}})
    assert (found[DIZZY].value, found[DARK].value, found[DARK].why) == (dizzy, dark, why)
    assert codes({"fall_history": {"circumstances": given}}) == []


@pytest.mark.parametrize("whole", ["unsure", "declined", "not_asked", None])
def test_a_whole_form_not_answered_says_so_of_every_choice(whole: Any) -> None:
    found = facts({"fall_history": whole})
    assert found[DIZZY].value is None
    assert found[LAST_FALL].value is None


def test_a_question_that_was_not_asked_is_not_known() -> None:
    assert facts({})[DIZZY] == Fact(None, "not asked")
    assert "fall_history.circumstances" not in facts({})


@pytest.mark.parametrize(
    ("given", "days"),
    [("2026-11-20", 0.0), ("2026-11-19", 1.0), ("2025-11-20", 365.0), ("unsure", None), (None, None)],
)
def test_a_day_is_read_as_the_days_since(given: Any, days: float | None) -> None:
    assert facts({"fall_history": {"last_fall_date": given}})[LAST_FALL].value == days
    assert codes({"fall_history": {"last_fall_date": given}}) == []


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"fall_history": {"circumstances": ["flew"]}}, "SF-C004"),
        ({"fall_history": {"circumstances": ["dizzy", "dizzy"]}}, "SF-C004"),
        ({"fall_history": {"circumstances": "flew"}}, "SF-C004"),
        ({"fall_history": {"circumstances": True}}, "SF-C004"),
        ({"fall_history": {"circumstances": 3}}, "SF-C004"),
        ({"fall_history": {"circumstances": {"dizzy": True}}}, "SF-C004"),
        ({"fall_history": {"circumstances": [["dizzy"]]}}, "SF-C004"),
        ({"fall_history": {"circumstances": [None]}}, "SF-C004"),
        ({"fall_history": {"last_fall_date": "2026-02-30"}}, "SF-C006"),
        ({"fall_history": {"last_fall_date": "2026-11-21"}}, "SF-C007"),
        ({"fall_history": {"last_fall_date": "yesterday"}}, "SF-C004"),
        ({"fall_history": {"last_fall_date": "2026-11-20\n"}}, "SF-C004"),
        ({"fall_history": {"last_fall_date": 20261120}}, "SF-C004"),
        ({"fall_history": {"last_fall_date": True}}, "SF-C004"),
        ({"fall_history": {"worst_injury": "death"}}, "SF-C004"),
        ({"phq_2": {"little_interest": 3}}, "SF-C004"),
        ({"entered_scores": {"fes_i": 15}}, "SF-C005"),
        ({"entered_scores": {"abc_16": 100.1}}, "SF-C005"),
    ],
)
def test_what_is_no_answer_is_one_fault(answers: Any, code: str) -> None:
    assert codes(answers) == [code]


def test_a_bad_day_in_an_earlier_visit_is_a_fault_too() -> None:
    earlier = case({"conditions": {"dxa_date": "2026-02-30"}}) | {"visit": {"date": "2026-03-01"}}
    faults = case_faults({**case({}), "previous": [earlier]}, load())
    assert [(fault.code, fault.where) for fault in faults] == [("SF-C006", "previous[0].answers.conditions.dxa_date")]


def test_two_questions_that_ask_the_same_lend_each_other_their_answer() -> None:
    of_the_statement = facts({"stay_independent": {"unsteady_walking": True}})
    assert of_the_statement["three_key_questions.unsteady"].value is True
    of_the_question = facts({"three_key_questions": {"unsteady": False, "fallen_past_year": True}})
    assert of_the_question["stay_independent.unsteady_walking"].value is False
    assert of_the_question["stay_independent.fallen_past_year"].value is True


def test_an_answer_of_its_own_is_kept_also_where_it_says_less() -> None:
    both = facts({"stay_independent": {"unsteady_walking": True}, "three_key_questions": {"unsteady": "declined"}})
    assert both["three_key_questions.unsteady"] == Fact(None, "declined", "answers.three_key_questions.unsteady")
    assert both["stay_independent.unsteady_walking"].value is True


def test_the_order_of_the_form_is_a_fact_of_the_visit() -> None:
    assert facts({}, form_order="three_questions_first")["form.order"].value == "three_questions_first"
    assert facts({})["form.order"].value is None
    assert codes({}, form_order="by_chance") == ["SF-C004"]
