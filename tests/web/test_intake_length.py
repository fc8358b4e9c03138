"""How many screens the form has for whom, counted without a page: a healthy person, a person who is ill, everything answered with yes.

The figures are kept here. One screen is one question, or one list of lines to check. At 15 seconds a screen the healthy person needs four and a
half minutes (two and a quarter where the three key questions come first), the ill one nine and a quarter; the aim of six minutes for the
longest usual form is not reached.
"""

from __future__ import annotations

from typing import Any

import pytest

from surefoot.knowledge import load
from surefoot_web.intake.questions import Question, questions_asked, reader_of

VISIT = {"date": "2026-11-20"}
THREE_FIRST = {**VISIT, "form_order": "three_questions_first"}
AT_MOST_FOR_A_HEALTHY_PERSON = 24
EXPECTED = {  # (order, who): screens
    ("stay_independent_first", "healthy"): 18,
    ("three_questions_first", "healthy"): 9,
    ("stay_independent_first", "ill"): 37,
    ("three_questions_first", "ill"): 37,
    ("stay_independent_first", "everything"): 49,
}

# A plausible person with two falls, one of them with an injury; unsteady, worried, with a cane, five medicines, diabetes with insulin,
# sore feet that are not the reason for the visit, stairs, living alone, up at night, not sad.
ILL: dict[str, Any] = {
    "fall_history.falls_12m": 2, "fall_history.injurious_falls_12m": 1, "fall_history.circumstances": ["trip_or_slip", "dark"],
    "medications": [{"name": name} for name in ("zolpidem", "metformin", "insulin", "lisinopril", "furosemide")],
}  # fmt: skip
ILL_NO = {
    "fall_history.head_injury", "fall_history.loss_of_consciousness", "stay_independent.often_sad_or_depressed", "feet.reason_for_visit",
    "three_key_questions.worried", "urgent_signs.any_now",
}  # fmt: skip
NOT_TRUE = {"conditions.vertigo_in_bed", "conditions.dizziness", "fall_history.near_falls", "feet.sore"}


def answered(question: Question, who: str) -> Any:
    """What this person answers on one screen."""
    if question.lines:
        return {line["id"]: _line(f"{question.section}.{line['id']}", line, who) for line in question.lines}
    name = f"{question.section}.{question.key}".rstrip(".")
    if who == "ill" and name in ILL:
        return ILL[name]
    kind = question.type
    if kind == "yes_no":
        return _yes_no(name, question.item, who)
    if kind == "choices":
        return [] if who == "healthy" else [question.item["choices"][0]["id"]]
    if kind == "choice":
        return question.item["choices"][0 if who == "healthy" else -1]["id"]
    if kind == "medications":
        return [] if who == "healthy" else [{"name": "zolpidem"}]
    return 0 if who == "healthy" else min(3, question.item["range"][1])


def _yes_no(name: str, item: Any, who: str) -> bool:
    riskier = item["riskier"] == "yes"
    if who == "healthy":
        return not riskier
    return riskier if who == "everything" else name not in ILL_NO and name not in NOT_TRUE


def _line(name: str, line: Any, who: str) -> bool:
    return _yes_no(name, line, who)


def walked(who: str, visit: dict[str, str] = VISIT) -> list[Question]:
    """The screens of the whole form, answered one after the other."""
    answers: dict[str, Any] = {}
    while True:
        case = {"patient": {"birth_date": "1948-03-02", "sex": "female"}, "visit": visit, "answers": answers}
        asked = questions_asked(reader_of(case, load()))
        open_ones = [question for question in asked if not question.given(answers)]
        if not open_ones:
            return asked
        question = open_ones[0]
        value = answered(question, who)
        if question.lines:
            answers.setdefault(question.section, {}).update(value)
        elif question.key:
            answers.setdefault(question.section, {})[question.key] = value
        else:
            answers[question.section] = value


def screens(who: str, order: str) -> list[Question]:
    return walked(who, {**VISIT, "form_order": order})


@pytest.mark.parametrize(("order", "who"), EXPECTED)
def test_the_length_of_the_form_is_the_one_written_down(order: str, who: str) -> None:
    asked = screens(who, order)
    # The signs that cannot wait are counted by their own tests.
    counted = [one for one in asked if one.section not in ("urgent_signs", "foot_warning")]
    assert len(counted) == EXPECTED[order, who], [one.id for one in counted]


@pytest.mark.parametrize("order", ["stay_independent_first", "three_questions_first"])
def test_a_healthy_person_answers_few_questions(order: str) -> None:
    assert len(screens("healthy", order)) <= AT_MOST_FOR_A_HEALTHY_PERSON
    assert not [one.id for one in screens("healthy", order) if one.section in ("home", "concerns", "daily_activities")]


def test_without_an_order_stay_independent_comes_first() -> None:
    assert [one.id for one in walked("healthy")] == [one.id for one in screens("healthy", "stay_independent_first")]
    assert walked("healthy")[0].id == "stay_independent.fallen_past_year"


def test_the_three_key_questions_first_and_the_rest_only_after_one_that_is_not_a_no() -> None:
    asked = [one.id for one in screens("healthy", "three_questions_first")]
    assert asked[:3] == [f"three_key_questions.{item}" for item in ("fallen_past_year", "unsteady", "worried")]
    assert not [id_ for id_ in asked if id_.startswith("stay_independent.")]
    ill = [one.id for one in screens("ill", "three_questions_first")]
    rest = [id_ for id_ in ill if id_.startswith("stay_independent.")]
    assert len(rest) == 9
    assert "stay_independent.fallen_past_year" not in ill, "what was asked as a key question is not asked again"


def test_feet_are_asked_at_length_only_where_they_are_the_reason() -> None:
    of_feet = {
        who: [one.id for one in walked(who) if one.section == "feet"] for who in ("healthy", "ill", "everything")
    }
    assert of_feet["healthy"] == ["feet.any_problem"]
    assert "feet.who_cuts_nails" not in of_feet["ill"]
    assert {"feet.pain_severity", "feet.who_cuts_nails", "feet.shoe_sole", "feet.foot_history"} <= set(
        of_feet["everything"]
    )


def test_whoever_is_not_sad_is_not_asked_about_mood() -> None:
    assert not [one for one in walked("ill") if one.section == "phq_2"]
    assert [one.key for one in walked("everything") if one.section == "phq_2"] == ["little_interest", "feeling_down"]
