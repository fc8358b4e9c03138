"""The order of suggestions, three of them first, and one card for ways of doing the same."""

from __future__ import annotations

from typing import Any

import pytest

from surefoot.assessment import assess
from surefoot.knowledge.ranking import rank
from surefoot.knowledge.schema.care import BENEFITS, CERTAINTIES
from surefoot.plan import suggest
from tests.plan.people import KNOWLEDGE, reader_of, steady


def suggested(case: dict[str, Any], apart: tuple[str, ...] = ()) -> list[Any]:
    reader = reader_of(case)
    return suggest(reader, {id_: reader.answer(id_) for id_ in KNOWLEDGE.factors}, apart)


def with_answers(**forms: dict[str, Any]) -> dict[str, Any]:
    case = steady()
    for form, answers in forms.items():
        case["answers"].setdefault(form, {}).update(answers)
    return case


FEET = {"any_problem": True, "foot_pain": True, "nails_or_callus": True, "slippery_or_high_heel": True}


def test_every_intervention_says_what_may_be_expected() -> None:
    assert [entry.id for entry in KNOWLEDGE.interventions.values() if "expects" not in entry.data] == []


def test_the_order_is_that_of_benefit_and_certainty() -> None:
    ranked = sorted(KNOWLEDGE.interventions.values(), key=rank)
    keys = [
        (BENEFITS.index(one["expects"]["benefit"]), CERTAINTIES.index(one["expects"]["certainty"])) for one in ranked
    ]
    assert keys == sorted(keys)
    assert ranked[0]["expects"]["benefit"] == "urgent"
    assert ranked[1].id == "balance_exercise"
    assert ranked[-1].id == "glasses_change"


def test_an_expected_benefit_is_carried_by_evidence_for_it() -> None:
    """Nothing is said to lower falls without a line of evidence for it, and what trials contradict says so in its order."""
    for entry in KNOWLEDGE.interventions.values():
        directions = {effect["direction"] for effect in entry["evidence"]}
        if entry["expects"]["benefit"] == "fewer_falls":
            assert "for" in directions, entry.id
        if entry["expects"]["benefit"] == "both_ways":
            assert {"for", "against"} <= directions, entry.id


def test_three_stand_first_and_all_others_below() -> None:
    falls = {"falls_12m": 2, "injurious_falls_12m": 1}
    case = with_answers(fall_history=falls, home={"loose_rugs": True}, feet=FEET, medications={})
    case["answers"]["medications"] = [{"name": "zolpidem 5 mg"}]
    found = suggested(case)
    assert [one.order for one in found] == list(range(1, len(found) + 1))
    assert [one.id for one in found[:3]] == ["balance_exercise", "multifactorial_assessment", "home_modification"]
    assert [one.first for one in found] == [True] * 3 + [False] * (len(found) - 3)
    assert len(found) > 3


def test_ways_to_exercise_stand_on_one_card() -> None:
    found = suggested(steady())
    card = next(one for one in found if one.id == "balance_exercise")
    assert [way.id for way in card.covers] == ["otago", "tai_chi"]
    assert {"otago", "tai_chi"} & {one.id for one in found} == set()


def test_somebody_who_needs_a_person_beside_them_keeps_that_card() -> None:
    found = {one.id for one in suggested(with_answers(conditions={"cognitive_diagnosis": True}))}
    assert {"balance_exercise", "supervised_exercise"} <= found


def test_the_foot_check_of_diabetes_is_not_lost_under_foot_pain() -> None:
    feet_alone = {one.id: one for one in suggested(with_answers(feet=FEET))}
    assert {way.id for way in feet_alone["podiatry_multifaceted"].covers} == {
        "podiatry_care",
        "footwear_advice",
        "nail_callus_care",
    }
    with_diabetes = {one.id for one in suggested(with_answers(feet=FEET, conditions={"diabetes": True}))}
    assert "podiatry_care" in with_diabetes


def test_a_card_that_is_open_itself_covers_nothing() -> None:
    """Foot pain not asked: whether the programme fits is open, so footwear advice keeps its own card."""
    found = {one.id: one for one in suggested(with_answers(feet={"slippery_or_high_heel": True}))}
    assert found["podiatry_multifaceted"].open_question
    assert "footwear_advice" in found


def test_a_decision_gives_a_covered_one_its_own_card() -> None:
    decision = {"suggestion": "tai_chi", "decision": "accepted", "by": "DPM-7", "at": "2026-11-20T09:24:00-05:00"}
    answer = assess({**steady(), "decisions": [decision]}, KNOWLEDGE)
    by_id = {one["id"]: one for one in answer["suggestions"]}
    assert by_id["tai_chi"]["decision"]["decision"] == "accepted"
    assert by_id["balance_exercise"]["decision"] is None
    assert [way["id"] for way in by_id["balance_exercise"]["covers"]] == ["otago"]


def test_nothing_on_offer_is_lost_by_covering() -> None:
    everything = tuple(KNOWLEDGE.interventions)
    case = with_answers(feet=FEET, fall_history={"falls_12m": 2}, conditions={"cognitive_diagnosis": True})
    apart = {one.id for one in suggested(case, everything)}
    under = [one.id for card in suggested(case) for one in (card, *card.covers)]
    assert sorted(under) == sorted(apart)
    assert len(under) == len(set(under))


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"stay_independent": {"lost_feeling_in_feet": True}}, "the circulation is checked before any compression"),
        ({"medications": [{"name": "furosemide 40 mg"}]}, "no extra fluids or salt"),
    ],
)
def test_what_two_measures_ask_of_each_other_is_a_caution(answers: dict[str, Any], says: str) -> None:
    light = {"lightheaded_on_standing": True}
    case = with_answers(conditions=light)
    case["answers"] |= answers
    card = next(one for one in suggested(case) if one.id == "oh_management")
    assert any(says in caution for caution in card.cautions)
    no = {"stay_independent": {"lost_feeling_in_feet": False}, "medications": []}
    well = with_answers(conditions={**light, "neuropathy": False, "diabetes": False})
    well["answers"] |= no
    card = next(one for one in suggested(well) if one.id == "oh_management")
    assert not any(says in caution for caution in card.cautions)


def test_no_walking_programme_for_a_person_at_high_risk() -> None:
    high = with_answers(fall_history={"falls_12m": 2})
    low = with_answers(fall_history={"falls_12m": 0})
    for case, expected in ((high, True), (low, False)):
        card = next(one for one in assess(case, KNOWLEDGE)["suggestions"] if one["id"] == "balance_exercise")
        assert any("brisk walking" in caution for caution in card["cautions"]) is expected


def test_bladder_medicines_and_cataract_are_said_where_they_bear() -> None:
    case = with_answers(stay_independent={"rushes_to_toilet": True}, senses={"cataract": True, "vision_trouble": True})
    case["answers"]["medications"] = [{"name": "oxybutynin 5 mg"}]
    by_id = {one.id: one for one in suggested(case)}
    assert any("antimuscarinic is on the list" in caution for caution in by_id["bladder_care"].cautions)
    assert any("new glasses wait" in caution for caution in by_id["glasses_change"].cautions)


def test_what_rests_on_unverified_values_alone_says_so() -> None:
    case = with_answers(conditions={"recent_discharge": True}, concerns={"night_voids": 3})
    answer = assess(case, KNOWLEDGE)
    card = next(one for one in answer["suggestions"] if one["id"] == "clinician_review")
    assert card["rests_on"]["says"] == "Rests on unverified values alone: its evidence."
    card = next(one for one in answer["suggestions"] if one["id"] == "balance_exercise")
    assert card["rests_on"]["says"] is None
    bladder = next(one for one in answer["factors"] if one["id"] == "urinary_urgency")
    assert bladder["rests_on"] == "Rests on unverified values alone."
    told = with_answers(stay_independent={"rushes_to_toilet": True}, concerns={"night_voids": 3})
    bladder = next(one for one in assess(told, KNOWLEDGE)["factors"] if one["id"] == "urinary_urgency")
    assert bladder["rests_on"] is None
