"""Urgent signs: each there, each ruled out, each with its inputs missing; what it asks for by when it was; and plain words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.knowledge.readability import fernandez_huerta, flesch_kincaid_grade

from surefoot.assessment import assess
from surefoot.engine import CaseReader
from surefoot.instruments import case_facts
from surefoot.knowledge import load
from surefoot.risk import signs_to_ask, urgent_signs

KNOWLEDGE = load()
DAY = "2026-11-20"
FALL = {"stay_independent.fallen_past_year": True}
NOW = {"urgent_signs.any_now": True}
TWO_DAYS = {"urgent_signs.last_fall_when": "past_2_days"}
FOUR_WEEKS = {"urgent_signs.last_fall_when": "past_4_weeks"}
LONG_AGO = {"urgent_signs.last_fall_when": "longer_ago"}
HEAD = {**FALL, "fall_history.head_injury": True}
SORE = {"feet.any_problem": True, "feet.sore": True}
WARFARIN, ASPIRIN = [{"name": "warfarin 5 mg"}], [{"name": "aspirin 81 mg"}]
GLIPIZIDE, PARACETAMOL = [{"name": "glipizide 5 mg"}], [{"name": "acetaminophen 500 mg"}]
FOLLOW_UPS = (
    "weak_or_numb", "speech_or_sight", "confused", "worst_headache", "chest_or_breath", "passed_out", "sudden_spinning",
    "saddle_or_bladder", "severe_low_sugar",
)  # fmt: skip
Told = dict[str, Any]


def case_of(told: Told, tests: list[Any] | None = None) -> dict[str, Any]:
    """A case from `section.key` or a whole section."""
    answers: dict[str, Any] = {}
    for name, value in told.items():
        section, _, key = name.partition(".")
        if key:
            answers.setdefault(section, {})[key] = value
        else:
            answers[section] = value
    case = {"schema": "surefoot-case/1", "patient": {"birth_date": "1948-03-02"}, "visit": {"date": DAY}}
    return case | {"answers": answers, "tests": tests or []}


def reader_of(told: Told, tests: list[Any] | None = None) -> CaseReader:
    case = case_of(told, tests)
    return CaseReader(KNOWLEDGE, KNOWLEDGE.as_of(date.fromisoformat(DAY)), case_facts(case, KNOWLEDGE))


def acts(told: Told, tests: list[Any] | None = None) -> dict[str, str]:
    return {sign.id: sign.act for sign in urgent_signs(reader_of(told, tests))}


def asked(told: Told, tests: list[Any] | None = None) -> set[str]:
    return {sign.id for sign in signs_to_ask(reader_of(told, tests))}


def pressure(systolic: int, diastolic: int = 80, **more: Any) -> list[Any]:
    trial = {"supine_systolic_mmhg": systolic, "supine_diastolic_mmhg": diastolic, **more}
    return [{"test": "orthostatic_bp", "trials": [trial]}]


NEW_TODAY = {
    "weak_or_numb": ("sudden_weakness_or_numbness", "call_911_now"),
    "speech_or_sight": ("sudden_speech_or_sight_change", "call_911_now"),
    "confused": ("sudden_confusion", "call_911_now"),
    "worst_headache": ("sudden_severe_headache", "call_911_now"),
    "chest_or_breath": ("chest_pain_or_breathlessness", "call_911_now"),
    "passed_out": ("passed_out_lately", "call_911_now"),
    "sudden_spinning": ("sudden_vertigo", "call_911_now"),
    "saddle_or_bladder": ("saddle_numbness_or_retention", "call_911_now"),
    "severe_low_sugar": ("severe_low_blood_sugar", "call_clinic_now"),
}


def test_every_follow_up_has_its_sign() -> None:
    assert set(NEW_TODAY) == set(FOLLOW_UPS)


@pytest.mark.parametrize("item", FOLLOW_UPS)
def test_what_is_new_today_is_urgent_whether_or_not_the_opening_question_was_asked(item: str) -> None:
    sign, act = NEW_TODAY[item]
    assert acts({f"urgent_signs.{item}": True})[sign] == act
    assert acts({**NOW, f"urgent_signs.{item}": True})[sign] == act


@pytest.mark.parametrize("item", FOLLOW_UPS)
def test_what_is_new_today_is_ruled_out_by_either_question_and_by_nothing_else(item: str) -> None:
    sign = NEW_TODAY[item][0]
    for told in ({"urgent_signs.any_now": False}, {f"urgent_signs.{item}": False}):
        assert acts(told) == {}
        assert reader_of(told).answer(sign).answer.value == "no"
    for told in ({}, NOW):
        assert reader_of(told).answer(sign).answer.value == "not_known"
    for unsure in ("unsure", "declined", None):
        assert sign in asked({**NOW, f"urgent_signs.{item}": unsure})
    assert sign not in asked({})


def test_something_new_that_no_question_names_is_not_lost() -> None:
    told = {**NOW, **{f"urgent_signs.{item}": False for item in FOLLOW_UPS}}
    assert acts(told) == {"urgent_sign_unnamed": "call_clinic_now"}
    assert "urgent_sign_unnamed" in asked(NOW)
    assert "urgent_sign_unnamed" in asked({"urgent_signs.any_now": "unsure"})
    assert asked({}) == set()
    assert "urgent_sign_unnamed" not in acts({**NOW, "urgent_signs.passed_out": True})


@pytest.mark.parametrize(
    ("told", "act"),
    [
        ({"medications": GLIPIZIDE}, "call_clinic_now"),
        ({"medications": [{"name": "insulin glargine"}]}, "call_clinic_now"),
        ({"conditions.uses_insulin": True}, "call_clinic_now"),
        ({"conditions.uses_insulin": False, "medications": PARACETAMOL}, "same_day"),
        ({}, "call_clinic_now"),
        ({"medications": "unsure"}, "call_clinic_now"),
    ],
)
def test_a_severe_low_asks_for_more_with_insulin_or_a_sulfonylurea_and_when_that_is_not_known(
    told: Told, act: str
) -> None:
    assert acts({**NOW, "urgent_signs.severe_low_sugar": True, **told})["severe_low_blood_sugar"] == act


BY_TIME = {  # sign: what tells of it, then its act within two days, within four weeks, longer ago
    "loss_of_consciousness_with_fall": (
        {"fall_history.loss_of_consciousness": True}, "call_911_now", "call_clinic_now", "same_day",
    ),
    "unexplained_fall": (
        {"fall_history.unexplained_fall": True, "fall_history.loss_of_consciousness": False},
        "call_clinic_now", "same_day", "same_day",
    ),
    "head_injury_with_fall": (
        {"fall_history.head_injury": True, "urgent_signs.blood_thinner": False, "urgent_signs.head_symptoms": False},
        "call_clinic_now", "same_day", None,
    ),
    "head_strike_with_blood_thinner": (
        {"fall_history.head_injury": True, "urgent_signs.blood_thinner": True}, "call_911_now", "call_clinic_now", None,
    ),
    "head_strike_with_danger_signs": (
        {"fall_history.head_injury": True, "urgent_signs.head_symptoms": True}, "call_911_now", "call_911_now", None,
    ),
    "chest_symptoms_with_fall": (
        {"urgent_signs.chest_with_fall": True}, "call_911_now", "call_clinic_now", "same_day",
    ),
    "hypoglycaemia_with_fall": ({"urgent_signs.low_sugar_with_fall": True}, "call_clinic_now", "same_day", "same_day"),
    "suspected_fracture": ({"urgent_signs.cannot_bear_weight": True}, "call_911_now", "call_clinic_now", "same_day"),
}  # fmt: skip


@pytest.mark.parametrize("sign", BY_TIME)
def test_what_a_sign_of_a_fall_asks_for_depends_on_when_it_was(sign: str) -> None:
    told, *by_time = BY_TIME[sign]
    for when, act in zip((TWO_DAYS, FOUR_WEEKS, LONG_AGO), by_time, strict=True):
        assert acts({**FALL, **told, **when}).get(sign) == act, when


@pytest.mark.parametrize("sign", BY_TIME)
def test_a_time_that_is_not_known_is_taken_for_the_most_urgent_and_said_so(sign: str) -> None:
    told = {**FALL, **BY_TIME[sign][0]}
    for when in ({}, {"urgent_signs.last_fall_when": "unsure"}):
        found = next(one for one in urgent_signs(reader_of({**told, **when})) if one.id == sign)
        assert found.act == BY_TIME[sign][1]
        assert not found.certain
        assert found.ask
    assert next(one for one in urgent_signs(reader_of({**told, **TWO_DAYS})) if one.id == sign).certain


@pytest.mark.parametrize("sign", BY_TIME)
def test_a_sign_of_a_fall_is_not_there_without_what_tells_of_it(sign: str) -> None:
    told = BY_TIME[sign][0]
    no = dict.fromkeys(told, False)
    assert sign not in acts({**FALL, **no, **TWO_DAYS})
    assert sign not in acts({**FALL, **TWO_DAYS})
    assert sign in asked({**FALL, **told, **TWO_DAYS, next(iter(told)): "unsure"})


def test_a_sign_of_a_fall_told_without_a_fall_is_no_sign() -> None:
    assert acts({"stay_independent.fallen_past_year": False, "urgent_signs.chest_with_fall": True}) == {}


@pytest.mark.parametrize("medicines", [WARFARIN, ASPIRIN, [{"name": "Plavix"}], [{"name": "Eliquis 5 mg"}]])
def test_a_blood_thinner_counts_from_the_list_and_from_the_question(medicines: list[Any]) -> None:
    sign = "head_strike_with_blood_thinner"
    assert acts({**HEAD, **TWO_DAYS, "medications": medicines})[sign] == "call_911_now"
    assert acts({**HEAD, **TWO_DAYS, "medications": medicines, "urgent_signs.blood_thinner": False})[sign]
    assert acts({**HEAD, **TWO_DAYS, "medications": PARACETAMOL, "urgent_signs.blood_thinner": True})[sign]
    assert sign not in acts({**HEAD, **TWO_DAYS, "medications": PARACETAMOL})
    assert sign not in acts({**HEAD, **TWO_DAYS, "medications": []})


@pytest.mark.parametrize("told", [{}, {"medications": "unsure"}, {"urgent_signs.blood_thinner": "unsure"}])
def test_a_blow_to_the_head_with_medicines_not_known_is_urgent_with_words_to_ask(told: Told) -> None:
    told = {**HEAD, **TWO_DAYS, **told}
    assert acts(told) == {"head_injury_with_fall": "call_clinic_now"}
    assert "head_strike_with_blood_thinner" in asked(told)
    sign = urgent_signs(reader_of(told))[0]
    assert "911" in sign.patient["en"]
    assert "blood thinner" in sign.patient["en"]


def test_a_blow_to_the_head_is_told_once_by_its_most_telling_sign() -> None:
    assert acts({**HEAD, **TWO_DAYS, "urgent_signs.blood_thinner": True, "urgent_signs.head_symptoms": False}) == {
        "head_strike_with_blood_thinner": "call_911_now"
    }
    assert "unexplained_fall" not in acts(
        {**FALL, "fall_history.loss_of_consciousness": True, "fall_history.unexplained_fall": True}
    )


@pytest.mark.parametrize(
    ("told", "sign"),
    [
        ({}, "foot_sore"),
        ({"conditions.diabetes": False, "medications": [], "foot_warning.infected": False}, "foot_sore"),
        ({"conditions.diabetes": True}, "foot_sore_with_diabetes_or_infection"),
        ({"medications": GLIPIZIDE}, "foot_sore_with_diabetes_or_infection"),
        ({"foot_warning.infected": True}, "foot_sore_with_diabetes_or_infection"),
    ],
)
def test_an_open_sore_is_looked_at_the_same_day(told: Told, sign: str) -> None:
    assert acts({**SORE, **told}) == {sign: "same_day"}
    assert acts({**SORE, **told, "feet.sore": False}) == {}


def test_a_sore_with_diabetes_not_known_is_asked_about() -> None:
    assert "foot_sore_with_diabetes_or_infection" in asked(SORE)
    assert "foot_sore" in asked({"feet.any_problem": True, "feet.sore": "unsure"})


def test_a_foot_that_turned_cold_or_dark() -> None:
    assert acts({"foot_warning.cold_or_dark": True}) == {"foot_ischaemia_suspected": "call_clinic_now"}
    assert acts({"feet.any_problem": True, "foot_warning.cold_or_dark": False}) == {}
    assert "foot_ischaemia_suspected" in asked({"feet.any_problem": True, "foot_warning.cold_or_dark": "unsure"})


@pytest.mark.parametrize(
    ("systolic", "diastolic", "urgent"), [(179, 119, False), (180, 80, True), (150, 120, True), (200, 125, True)]
)
def test_a_blood_pressure_in_the_range_of_a_crisis(systolic: int, diastolic: int, urgent: bool) -> None:
    assert ("blood_pressure_crisis" in acts({}, pressure(systolic, diastolic))) == urgent
    assert acts({}, [{"test": "orthostatic_bp", "not_done": {"reason": "no_equipment"}}]) == {}


@pytest.mark.parametrize("event", ["symptoms", "near_fall", "fall"])
def test_a_fall_of_blood_pressure_with_symptoms(event: str) -> None:
    sign, dropped = "orthostatic_drop_with_symptoms", {"standing_3min_systolic_mmhg": 110}
    assert acts({}, pressure(140, event=event, **dropped)) == {sign: "same_day"}
    assert acts({}, pressure(140, **dropped)) == {}, "no event on record does not say that there was none"
    steady = {"standing_3min_systolic_mmhg": 138, "standing_3min_diastolic_mmhg": 79}
    assert acts({}, pressure(140, event=event, **steady)) == {}


def test_signs_stand_the_most_urgent_first_and_say_what_they_rest_on() -> None:
    told = {**SORE, **HEAD, **TWO_DAYS, "urgent_signs.blood_thinner": True, "urgent_signs.speech_or_sight": True}
    answer = assess(case_of(told))
    found = [sign["act"] for sign in answer["urgent"]]
    assert found == sorted(found, key=("call_911_now", "call_clinic_now", "same_day").index)
    assert len(found) == 3
    for sign in answer["urgent"]:
        assert sign["review"] == "urgent clinical review"
        assert "rgent clinical review" in sign["says"]["en"]
        assert "evisión médica urgente" in sign["says"]["es"]
        assert sign["evidence"]
        assert sign["sources"]
        assert sign["confidence"] in ("verified", "secondary", "unverified")
    thinner = next(one for one in answer["urgent"] if one["id"] == "head_strike_with_blood_thinner")
    assert "answers.urgent_signs.blood_thinner" in thinner["evidence"]


def test_a_case_without_a_sign_has_none_and_asks_about_none() -> None:
    answer = assess(case_of({}))
    assert answer["urgent"] == answer["urgent_to_ask"] == []


def test_exercise_carries_the_caution_as_long_as_a_sign_stands() -> None:
    told = {**FALL, "fall_history.falls_12m": 2, "urgent_signs.weak_or_numb": True}
    exercises = [one for one in assess(case_of(told))["suggestions"] if one["kind"] == "exercise"]
    assert exercises
    assert all(
        one["cautions"][0].startswith("Not before the urgent clinical review: New weakness") for one in exercises
    )
    told["urgent_signs.weak_or_numb"] = False
    for one in assess(case_of(told))["suggestions"]:
        assert not any("urgent clinical review" in caution for caution in one["cautions"])


def test_a_finding_marked_urgent_without_acts_asks_for_the_clinic_now() -> None:
    """As packs of before signs named their acts, and overlays of a clinic, may have it."""
    from surefoot.knowledge.loader import Text, load_texts, packaged_texts

    overlay = """
kind: findings
findings:
  - id: own_sign
    label: A sign of our own
    rule: feet.sore
    basis: proposal
    urgent: {en: Look at it., es: Mírelo.}
    source: [surefoot-wording]
    confidence: unverified
"""
    knowledge = load_texts([*packaged_texts(), Text("overlay/own.yaml", overlay)])
    answer = assess(case_of(SORE), knowledge)
    own = next(sign for sign in answer["urgent"] if sign["id"] == "own_sign")
    assert (own["act"], own["act_certain"], own["patient"]) == ("call_clinic_now", True, None)


MARKED = {id_: entry["urgent"] for id_, entry in KNOWLEDGE.findings.items() if entry.get("urgent")}
PATIENT_WORDS = [
    (f"{id_}:{row['act']}", row["patient"])
    for id_, urgent in MARKED.items()
    for row in urgent["acts"]
    if "patient" in row
]
QUESTIONS = [
    (f"{form}.{item['id']}.{key}", item[key])
    for form in ("urgent_signs", "foot_warning")
    for item in KNOWLEDGE.questionnaires[form]["items"]
    for key in ("text", "help")
    if key in item
] + [
    (f"{item['id']}.{choice['id']}", choice["text"])
    for item in KNOWLEDGE.questionnaires["urgent_signs"]["items"]
    for choice in item.get("choices", ())
]


@pytest.mark.parametrize(
    ("where", "words"), [*PATIENT_WORDS, *QUESTIONS], ids=lambda part: part if isinstance(part, str) else ""
)
def test_words_for_patients_are_plain(where: str, words: dict[str, str]) -> None:
    assert flesch_kincaid_grade(words["en"]) <= 6, words["en"]
    assert fernandez_huerta(words["es"]) >= 70, words["es"]


def test_no_words_tell_anyone_to_stop_a_medicine() -> None:
    for _where, words in PATIENT_WORDS:
        assert "stop taking" not in words["en"].lower()
        assert "deje de tomar" not in words["es"].lower()


def test_every_sign_has_words_to_ask_and_only_what_staff_measure_has_none_for_the_patient() -> None:
    assert all("ask" in urgent and urgent["acts"] for urgent in MARKED.values())
    silent = {id_ for id_, urgent in MARKED.items() if not all("patient" in row for row in urgent["acts"])}
    assert silent == {"orthostatic_drop_with_symptoms", "blood_pressure_crisis"}


def test_a_healthy_person_is_asked_one_question_more() -> None:
    told = {"stay_independent.fallen_past_year": False, "urgent_signs.any_now": False, "feet.any_problem": False}
    reader = reader_of(told)
    from surefoot_web.intake.questions import questions_asked

    added = [one.id for one in questions_asked(reader) if one.section in ("urgent_signs", "foot_warning")]
    assert added == ["urgent_signs.any_now"]
