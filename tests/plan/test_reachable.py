"""Every factor and every intervention is reached by some person; none is offered to somebody without one of its factors."""

from __future__ import annotations

from typing import Any

import pytest

from surefoot.plan import suggest
from tests.plan.people import KNOWLEDGE, reader_of

Answers = dict[str, Any]
FALLEN = {"fall_history": {"falls_12m": 1}}

# what a person tells, or has measured, that makes the factor a yes
TELLS: dict[str, Answers] = {
    "previous_falls": FALLEN,
    "syncope_or_unexplained_fall": {"fall_history": {"falls_12m": 1, "loss_of_consciousness": True}},
    "long_lie_risk": {"fall_history": {"falls_12m": 1, "unable_to_get_up": True}},
    "recent_discharge": {"conditions": {"recent_discharge": True}},
    "age": {},
    "gait_balance_problem": {"three_key_questions": {"unsteady": True}},
    "leg_weakness": {"stay_independent": {"pushes_with_hands_to_stand": True}},
    "walking_aid": {"stay_independent": {"uses_or_advised_cane_or_walker": True}},
    "concern_about_falling": {"three_key_questions": {"worried": True}},
    "frailty": {"frailty_scales": {"clinical_frailty_scale": 6}},
    "fall_risk_drugs": {"medications": [{"name": "lorazepam"}]},
    "polypharmacy": {"medications": [{"name": "metformin"}] * 5},
    "orthostatic_hypotension": {"conditions": {"lightheaded_on_standing": True}},
    "vision_impairment": {"senses": {"cataract": True}},
    "hearing_loss": {"senses": {"hearing_trouble": True}},
    "dizziness_vestibular": {"conditions": {"vertigo_in_bed": True}},
    "urinary_urgency": {"stay_independent": {"rushes_to_toilet": True}},
    "neuropathy": {"stay_independent": {"lost_feeling_in_feet": True}},
    "foot_pain_deformity": {"feet": {"any_problem": True, "nails_or_callus": True, "foot_pain": True}},
    "footwear": {"feet": {"slippery_or_high_heel": True}},
    "home_hazards": {"home": {"loose_rugs": True}},
    "lives_alone": {"living": {"lives_alone": True}},
    "alcohol": {"entered_scores": {"audit_c": 8}},
    "depression": {"stay_independent": {"often_sad_or_depressed": True}},
    "cognitive_impairment": {"conditions": {"cognitive_diagnosis": True}},
    "sleep_problem": {"concerns": {"sleep_trouble": True}},
    "pain": {"concerns": {"pain_most_days": True}},
    "parkinson": {"conditions": {"parkinson": True}},
    "stroke": {"conditions": {"stroke": True}},
    "diabetes": {"conditions": {"diabetes": True, "uses_insulin": True}},
    "arthritis": {"conditions": {"arthritis": True}},
    "osteoporosis_fracture": {"conditions": {"osteoporosis": True}},
    "nutrition_vitamin_d_muscle": {"conditions": {"low_vitamin_d": True}},
}
# beside a factor, what makes the rule of an intervention a yes
ALSO: dict[str, Answers] = {
    "home_modification": FALLEN,
    "multifactorial_assessment": {"fall_history": {"falls_12m": 2}},
    "life_embedded": {"fall_history": {"falls_12m": 2}},
    "perturbation_training": FALLEN,
    "floor_recovery_alarm": FALLEN,
    "glasses_change": {"senses": {"vision_trouble": True}},
    "podiatry_multifaceted": {"feet": {"any_problem": True, "foot_pain": True}},
    "oh_management": {"conditions": {"lightheaded_on_standing": True}},
    "bladder_care": {"stay_independent": {"rushes_to_toilet": True}},
}
FACTORS = sorted(KNOWLEDGE.factors)
INTERVENTIONS = sorted(KNOWLEDGE.interventions)


def person(*told: Answers, setting: str = "office", age: str = "1948-03-02") -> dict[str, Any]:
    answers: Answers = {}
    for more in told:
        for form, given in more.items():
            answers[form] = {**answers.get(form, {}), **given} if isinstance(given, dict) else given
    return {
        "schema": "surefoot-case/1",
        "patient": {"id": "T-1", "birth_date": age, "sex": "female"},
        "visit": {"date": "2026-11-20", "setting": setting},
        "answers": answers,
        "tests": [],
    }


def offered(case: dict[str, Any]) -> tuple[set[str], set[str]]:
    """Ids on offer, on whichever card, and the factors that are a yes."""
    reader = reader_of(case)
    factors = {id_: reader.answer(id_) for id_ in KNOWLEDGE.factors}
    cards = suggest(reader, factors)
    return {one.id for card in cards for one in (card, *card.covers)}, {
        id_ for id_, trace in factors.items() if trace.answer.value == "yes"
    }


@pytest.mark.parametrize("factor", FACTORS)
def test_each_factor_is_reached(factor: str) -> None:
    assert factor in offered(person(TELLS[factor]))[1]


@pytest.mark.parametrize("factor", FACTORS)
def test_each_factor_can_be_left_unknown_or_be_a_no(factor: str) -> None:
    """Nobody has a factor without saying anything, except by age, and that not at fifty."""
    assert factor not in offered(person(age="1976-03-02"))[1]


@pytest.mark.parametrize("intervention", INTERVENTIONS)
def test_each_intervention_is_reached_by_each_factor_it_is_for(intervention: str) -> None:
    setting = "facility" if intervention == "hip_protector" else "office"
    for factor in KNOWLEDGE.interventions[intervention]["for"]:
        case = person(TELLS[factor], ALSO.get(intervention, {}), setting=setting)
        assert intervention in offered(case)[0], factor


@pytest.mark.parametrize("factor", FACTORS)
def test_nothing_is_offered_to_somebody_without_one_of_its_factors(factor: str) -> None:
    ids, yes = offered(person(TELLS[factor], FALLEN))
    assert [id_ for id_ in ids if not yes & set(KNOWLEDGE.interventions[id_]["for"])] == []


@pytest.mark.parametrize("intervention", INTERVENTIONS)
def test_with_everything_told_but_its_own_factors_it_is_not_offered(intervention: str) -> None:
    own = set(KNOWLEDGE.interventions[intervention]["for"])
    for factor in sorted(set(FACTORS) - own):
        ids, yes = offered(person(TELLS[factor]))
        assert intervention not in ids or yes & own, factor


def test_a_person_who_tells_nothing_is_offered_nothing() -> None:
    assert offered(person(age="1976-03-02")) == (set(), set())


def test_what_is_for_reference_only_is_offered_to_nobody() -> None:
    everybody = [person(told, FALLEN, setting=where) for told in TELLS.values() for where in ("office", "facility")]
    ids = set().union(*(offered(case)[0] for case in everybody))
    assert ids & set(KNOWLEDGE.references) == set()
    assert set(KNOWLEDGE.references) == {"vitamin_d", "ankle_foot_orthosis_balance_brace"}
