"""How many screens the form has for whom, counted without a page: every screen counts, the signs that cannot wait included.

One screen is one question, or one list of lines to check. The aim is six minutes at 15 seconds a screen for the longest usual form: 24 screens.
What is asked beyond that the clinic chooses (`visit.form_extras`) or staff ask; it is not known until then.
"""

from __future__ import annotations

from typing import Any

import pytest

from surefoot.cases import case_faults
from surefoot.instruments import case_facts
from surefoot.knowledge import load
from surefoot_web.intake.questions import Question, questions_asked, reader_of

VISIT = {"date": "2026-11-20"}
ORDERS = ("stay_independent_first", "three_questions_first")
AT_MOST_FOR_A_HEALTHY_PERSON = 25
SIX_MINUTES_AT_15_SECONDS = 24
EXTRAS = [id_.removeprefix("form.extra_") for id_ in load().facts if id_.startswith("form.extra_")]
EXPECTED = {  # (order, who): screens
    ("stay_independent_first", "healthy"): 14,
    ("three_questions_first", "healthy"): 10,
    ("stay_independent_first", "ill"): 22,
    ("three_questions_first", "ill"): 22,
    ("stay_independent_first", "sad"): 24,
    ("three_questions_first", "sad"): 24,
    ("stay_independent_first", "everything"): 25,
    ("three_questions_first", "everything"): 25,
}
EVERYTHING_HANDED_OUT = 43  # every extra part, every answer the riskier one: the worst case there is

# A plausible person with two falls, one of them with an injury and within four weeks; unsteady, with a cane, five medicines, diabetes with
# insulin, sore feet that are the reason for the visit, dizzy, stairs, living alone, up at night. "sad" is the same person, often sad.
ILL: dict[str, Any] = {
    "fall_history.falls_12m": 2, "fall_history.injurious_falls_12m": 1, "fall_history.circumstances": ["trip_or_slip", "dark"],
    "urgent_signs.last_fall_when": "past_4_weeks", "concerns.private_questions": "here",
    "medications": [{"name": name} for name in ("zolpidem", "metformin", "insulin", "lisinopril", "furosemide")],
}  # fmt: skip
ILL_NO = {
    "fall_history.head_injury", "fall_history.loss_of_consciousness", "concerns.often_sad_or_depressed", "three_key_questions.worried",
    "urgent_signs.any_now", "fall_history.near_falls", "feet.sore",
}  # fmt: skip


def answered(question: Question, who: str) -> Any:
    """What this person answers on one screen."""
    if question.lines:
        return {line["id"]: _line(f"{question.section}.{line['id']}", line, who) for line in question.lines}
    name = f"{question.section}.{question.key}".rstrip(".")
    if who != "healthy" and name in ILL:
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
    no = {"ill": ILL_NO, "sad": ILL_NO - {"concerns.often_sad_or_depressed"}}.get(who, set())
    return riskier if name not in no else not riskier


def _line(name: str, line: Any, who: str) -> bool:
    return _yes_no(name, line, who)


def walked(who: str, visit: dict[str, Any] = VISIT) -> list[Question]:
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


def screens(who: str, order: str, extras: list[str] | None = None) -> list[Question]:
    return walked(who, {**VISIT, "form_order": order, "form_extras": extras or []})


def ids(asked: list[Question]) -> list[str]:
    return [one.id for one in asked]


@pytest.mark.parametrize(("order", "who"), EXPECTED)
def test_the_length_of_the_form_is_the_one_written_down(order: str, who: str) -> None:
    asked = screens(who, order)
    assert len(asked) == EXPECTED[order, who], ids(asked)


@pytest.mark.parametrize("order", ORDERS)
def test_the_longest_usual_form_takes_six_minutes_and_a_healthy_person_answers_few_questions(order: str) -> None:
    assert len(screens("healthy", order)) <= AT_MOST_FOR_A_HEALTHY_PERSON
    assert max(len(screens(who, order)) for who in ("ill", "sad")) <= SIX_MINUTES_AT_15_SECONDS
    sections = {one.section for one in screens("healthy", order)}
    assert not sections & {"home", "daily_activities", "phq_2"}


@pytest.mark.parametrize("order", ORDERS)
def test_with_every_extra_part_and_every_answer_the_riskier_one(order: str) -> None:
    assert len(screens("everything", order, EXTRAS)) == EVERYTHING_HANDED_OUT


@pytest.mark.parametrize("extra", EXTRAS)
def test_an_extra_part_is_asked_where_it_is_handed_out_and_is_not_known_where_not(extra: str) -> None:
    order = ORDERS[0]
    plain, more = ids(screens("everything", order)), ids(screens("everything", order, [extra]))
    added = [id_ for id_ in more if id_ not in plain]
    assert added
    assert not set(plain) - set(more)
    assert not [id_ for id_ in ids(screens("healthy", order, [extra])) if id_ in added], "asked only after an answer"
    case = {"patient": {}, "visit": VISIT, "answers": {}}
    facts = case_facts(case, load())
    form = next(form for form in load().questionnaires.values() if form.id == added[0].split(".")[0])
    of_part = [item for item in form["items"] if f"form.extra_{extra}" in str(item.get("ask_when"))]
    names = [id_ for id_ in facts if any(id_.startswith(f"{form.id}.{item['id']}") for item in of_part)]
    assert names
    assert all(facts[id_].value is None for id_ in names), "what was not asked is not known"


def test_a_part_that_nobody_knows_is_a_fault_of_the_case() -> None:
    case = {"schema": "surefoot-case/1", "patient": {"id": "P"}, "visit": {**VISIT, "form_extras": ["palm_reading"]}}
    assert [fault.code for fault in case_faults(case, load())] == ["SF-C004"]


def test_without_an_order_stay_independent_comes_first() -> None:
    assert ids(walked("healthy")) == ids(screens("healthy", "stay_independent_first"))
    assert walked("healthy")[0].id == "stay_independent.fallen_past_year"


def test_the_three_key_questions_first_and_the_rest_only_after_one_that_is_not_a_no() -> None:
    asked = ids(screens("healthy", "three_questions_first"))
    assert asked[:3] == [f"three_key_questions.{item}" for item in ("fallen_past_year", "unsteady", "worried")]
    assert not [id_ for id_ in asked if id_.startswith(("stay_independent.", "concerns."))]
    ill = screens("ill", "three_questions_first")
    rest = [line["id"] for one in ill if one.section == "stay_independent" for line in one.lines]
    assert len(rest) == 8
    assert "stay_independent.fallen_past_year" not in ids(ill), "what was asked as a key question is not asked again"


@pytest.mark.parametrize("order", ORDERS)
def test_all_twelve_statements_are_asked_and_counted(order: str) -> None:
    """The statement on mood stands with what is private; the score takes it from there."""
    named = {item["id"] for item in load().questionnaires["stay_independent"]["items"]}
    lent = {"unsteady": "unsteady_walking", "worried": "worried_about_falling"}
    seen = {
        lent.get(item, item)
        for one in screens("everything", order)
        for item in ([line["id"] for line in one.lines] or [one.key])
    }
    assert named <= seen
    case = {"patient": {}, "visit": VISIT, "answers": {"concerns": {"often_sad_or_depressed": True}}}
    assert case_facts(case, load())["stay_independent.often_sad_or_depressed"].value is True


def test_feet_are_asked_at_length_only_where_it_is_handed_out_and_they_are_the_reason() -> None:
    of_feet = {who: [id_ for id_ in ids(walked(who)) if id_.startswith("feet.")] for who in ("healthy", "everything")}
    assert of_feet["healthy"] == ["feet.any_problem"]
    assert of_feet["everything"] == ["feet.foot_problems", "feet.footwear_indoors"]
    at_length = {"feet.pain_severity", "feet.who_cuts_nails", "feet.shoe_sole", "feet.foot_history"}
    assert at_length <= set(ids(screens("everything", ORDERS[0], ["feet"])))
    assert not at_length & set(ids(screens("healthy", ORDERS[0], ["feet"])))


def test_whoever_is_not_sad_is_not_asked_about_mood() -> None:
    assert not [one for one in walked("ill") if one.section == "phq_2"]
    assert [one.key for one in walked("everything") if one.section == "phq_2"] == ["little_interest", "feeling_down"]
