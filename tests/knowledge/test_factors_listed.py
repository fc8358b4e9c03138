"""Every fall-risk factor of the reference list is there, modifiable or not, under its own id or the one named beside it."""

from __future__ import annotations

import pytest

from surefoot.knowledge import Knowledge
from surefoot.knowledge.expression import references

REFERENCE = {
    "previous_fall": ["previous_falls"],
    "age_and_sex": ["age"],
    "advanced_factors_not_captured_well": ["nutrition_vitamin_d_muscle", "sleep_problem", "recent_discharge"],
    **{
        id_: [id_]
        for id_ in (
            "gait_balance_problem", "leg_weakness", "walking_aid", "concern_about_falling", "fall_risk_drugs", "polypharmacy",
            "orthostatic_hypotension", "vision_impairment", "hearing_loss", "dizziness_vestibular", "urinary_urgency", "neuropathy",
            "foot_pain_deformity", "footwear", "home_hazards", "alcohol", "depression", "cognitive_impairment", "frailty", "pain",
            "parkinson", "stroke", "diabetes", "long_lie_risk", "osteoporosis_fracture", "syncope_or_unexplained_fall", "arthritis",
            "sleep_problem", "lives_alone", "recent_discharge",
        )
    },
}  # fmt: skip

# What the reference's list names as identifying a factor, as the facts of this product.
IDENTIFIES = {
    "concern_about_falling": {"stay_independent.worried_about_falling", "entered_scores.short_fes_i"},
    "vision_impairment": {"senses.acuity_worse_than_20_40", "senses.cataract", "senses.multifocals_outdoors"},
    "hearing_loss": {"senses.hearing_trouble", "entered_scores.hhie_s"},
    "dizziness_vestibular": {"conditions.vertigo_in_bed", "conditions.dizziness"},
    "urinary_urgency": {"stay_independent.rushes_to_toilet", "concerns.night_voids", "concerns.leakage"},
    "foot_pain_deformity": {"feet.foot_pain", "feet.bunion", "feet.lesser_toe_deformity", "feet.nails_or_callus", "feet.sore"},
    "footwear": {"feet.footwear_indoors", "feet.slippery_or_high_heel", "feet.no_fastening"},
    "home_hazards": {"home.loose_rugs", "home.stairs_handrail", "home.night_light", "entered_scores.home_fast"},
    "alcohol": {"entered_scores.audit_c", "patient.sex"},
    "depression": {"stay_independent.often_sad_or_depressed", "phq_2.little_interest", "phq_2.feeling_down", "entered_scores.phq_2"},
    "cognitive_impairment": {"entered_scores.mini_cog", "conditions.cognitive_diagnosis"},
    "frailty": {"frailty_scales.frail_scale", "frailty_scales.clinical_frailty_scale"},
    "pain": {"concerns.pain_most_days", "concerns.pain_several_places"},
    "diabetes": {"conditions.diabetes", "conditions.uses_insulin"},
    "long_lie_risk": {"fall_history.unable_to_get_up", "living.lives_alone", "fall_history.falls_12m"},
    "osteoporosis_fracture": {"conditions.fragility_fracture", "conditions.dxa_osteoporosis", "conditions.long_term_steroids"},
    "syncope_or_unexplained_fall": {
        "fall_history.loss_of_consciousness", "fall_history.unexplained_fall", "fall_history.circumstances.cannot_say",
    },
    "sleep_problem": {"concerns.sleep_trouble", "concerns.sleep_aid", "concerns.night_voids"},
    "recent_discharge": {"conditions.recent_discharge"},
    "nutrition_vitamin_d_muscle": {"conditions.low_vitamin_d", "entered_scores.mst", "conditions.sarcopenia_diagnosis"},
}  # fmt: skip


@pytest.mark.parametrize("named", REFERENCE)
def test_every_factor_of_the_reference_is_there_and_says_what_would_settle_it(named: str, knowledge: Knowledge) -> None:
    for id_ in REFERENCE[named]:
        assert knowledge.factors[id_]["settle"]
        assert knowledge.factors[id_]["plain"]["es"]


@pytest.mark.parametrize("factor", IDENTIFIES)
def test_what_identifies_a_factor_feeds_its_rule(factor: str, knowledge: Knowledge) -> None:
    read, waiting = set(), [factor]
    while waiting:
        id_ = waiting.pop()
        named = set(references(knowledge.rules[id_].node)) if id_ in knowledge.rules else set()
        waiting += named - read
        read |= named
    assert IDENTIFIES[factor] <= read
