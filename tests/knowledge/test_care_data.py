"""The files on medicines, fall-risk factors and interventions, tested like code: cited, linked, honest both ways, easy to read."""

from __future__ import annotations

import doctest
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from tests.knowledge import readability
from tests.knowledge.readability import fernandez_huerta, flesch_kincaid_grade

from surefoot.engine import CaseReader
from surefoot.instruments.facts import case_facts
from surefoot.instruments.medicines import recognise
from surefoot.knowledge import load
from surefoot.knowledge.expression import parse, references
from surefoot.knowledge.links import places

KNOWLEDGE = load()
OWN_SOURCES = ("sources/evidence.yaml", "sources/medications.yaml")
CLASSES = KNOWLEDGE.medication_classes
FACTORS = KNOWLEDGE.factors
INTERVENTIONS = KNOWLEDGE.interventions
NAMES = [name for file in KNOWLEDGE.medication_names for name in file.get("names", ())]
OTHER = [ingredient for file in KNOWLEDGE.medication_names for ingredient in file.get("other_ingredients", ())]
IN_CLASS = {ingredient: entry.id for entry in CLASSES.values() for ingredient in entry["ingredients"]}
ACCEPTANCE_FACTORS = {"previous_falls", "gait_balance_problem", "leg_weakness", "fall_risk_drugs", "home_hazards"}
NEVER_HARMFUL_ALONE = {
    "beta_blockers", "calcium_channel_blockers", "ace_inhibitors_arbs", "thiazide_diuretics", "nsaids",
    "proton_pump_inhibitors", "anticoagulants_antiplatelets", "antiparkinson", "insulin", "cholinesterase_inhibitors",
}  # fmt: skip
PROMISES = ("prevent", "never fall", "will not fall", "evitar caídas", "evitará", "no se caerá", "prevenir")
DAY = "2026-11-20"


def reader(answers: dict[str, Any], tests: list[dict[str, Any]] | None = None) -> CaseReader:
    case = {
        "schema": "surefoot-case/1", "patient": {"id": "T-1", "birth_date": "1948-03-02", "sex": "female"},
        "visit": {"date": DAY}, "answers": answers, "tests": tests or [],
    }  # fmt: skip
    return CaseReader(KNOWLEDGE, KNOWLEDGE.as_of(date.fromisoformat(DAY)), case_facts(case, KNOWLEDGE))


def said(rule: str, answers: dict[str, Any], tests: list[dict[str, Any]] | None = None) -> str:
    return reader(answers, tests).answer(rule).answer.value


def took(*names: str) -> dict[str, Any]:
    return {"medications": [{"name": name} for name in names]}


def effects() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every effect of a class or a factor and every piece of evidence of an intervention."""
    groups = ((CLASSES, "effects"), (FACTORS, "effects"), (INTERVENTIONS, "evidence"))
    for entries, key in groups:
        for entry in entries.values():
            yield from ((entry.id, effect) for effect in entry.get(key, ()))


# sources ------------------------------------------------------------------------------------------------------------


def own_source_ids() -> list[str]:
    return [source["id"] for name in OWN_SOURCES for source in KNOWLEDGE.files[name]["sources"]]


def test_every_source_listed_here_is_used():
    used = {
        source
        for data in KNOWLEDGE.files.values()
        for _, key, value in places(data)
        if key in ("source", "strict_source") and isinstance(value, list)
        for source in value
    }
    assert [source for source in own_source_ids() if source not in used] == []


def cited(data: Any) -> Iterator[dict[str, Any]]:
    """Every part of a file that carries a source and a confidence."""
    if isinstance(data, dict):
        if "source" in data and "confidence" in data:
            yield data
        data = list(data.values())
    if isinstance(data, list):
        for part in data:
            yield from cited(part)


def test_what_is_called_verified_rests_on_a_publication():
    own = {"surefoot-proposal", "surefoot-drug-names"}
    sure = [part for data in KNOWLEDGE.files.values() for part in cited(data) if part["confidence"] == "verified"]
    assert len(sure) > 100
    assert [part for part in sure if own & set(part["source"])] == []


def test_an_interval_holds_its_estimate():
    wrong = [(id_, e["says"]) for id_, e in effects() if "ci" in e and not e["ci"][0] <= e["value"] <= e["ci"][1]]
    assert wrong == []


def test_a_value_says_what_it_measures():
    assert [(id_, e["says"]) for id_, e in effects() if "value" in e and "measure" not in e] == []


# medicines ----------------------------------------------------------------------------------------------------------


def test_an_ingredient_stands_in_one_class_only():
    listed = Counter(ingredient for entry in CLASSES.values() for ingredient in entry["ingredients"])
    assert [ingredient for ingredient, count in listed.items() if count > 1] == []
    assert set(IN_CLASS) & set(OTHER) == set()


def test_every_name_leads_to_known_ingredients():
    known = set(IN_CLASS) | set(OTHER)
    assert [(name["name"], i) for name in NAMES for i in name["ingredients"] if i not in known] == []


def test_there_are_enough_names_and_each_stands_once():
    assert len(NAMES) >= 150
    listed = Counter(name["name"] for name in NAMES)
    assert [name for name, count in listed.items() if count > 1] == []
    assert [name for name in listed if name != name.lower() or len(name.split()) > 5] == []


def test_no_name_hides_another():
    """Two names that read as the same words would leave it to chance which one counts."""
    read = [tuple(recognise(name["name"], KNOWLEDGE).ingredients) for name in NAMES]
    wrong = [name["name"] for name, found in zip(NAMES, read, strict=True) if set(found) != set(name["ingredients"])]
    assert wrong == []


@pytest.mark.parametrize(
    ("written", "class_id"),
    [
        ("Ambien 5 mg nightly", "z_drugs"),
        ("acetaminophen PM", "first_gen_antihistamines"),
        ("Tylenol PM", "first_gen_antihistamines"),
        ("Lasix 40 mg", "loop_diuretics"),
        ("lorazepam 0.5 mg", "benzodiazepines"),
        ("Toprol XL 25", "beta_blockers"),
        ("Eliquis", "anticoagulants_antiplatelets"),
        ("Lantus 20 units", "insulin"),
        ("difenhidramina", "first_gen_antihistamines"),
        ("Tylenol with codeine", "opioids"),
    ],
)
def test_a_written_medicine_finds_its_class(written: str, class_id: str):
    assert class_id in recognise(written, KNOWLEDGE).classes


def test_lithium_is_no_antipsychotic():
    assert recognise("lithium 300 mg", KNOWLEDGE).ingredients == ("lithium",)
    assert recognise("lithium 300 mg", KNOWLEDGE).classes == ()


def test_only_classes_tied_to_falls_count_as_fall_risk_drugs():
    counted = {id_.removeprefix("medication_class.") for id_ in references(KNOWLEDGE.rules["fall_risk_drug"].node)}
    assert counted == {entry.id for entry in CLASSES.values() if entry["fall_risk"] == "yes"}
    assert set(CLASSES) >= NEVER_HARMFUL_ALONE
    assert counted & NEVER_HARMFUL_ALONE == set()


def test_a_class_tied_to_falls_names_a_publication():
    own = {"surefoot-proposal", "surefoot-drug-names"}
    tied = [entry for entry in CLASSES.values() if entry["fall_risk"] == "yes"]
    assert [entry.id for entry in tied if not set(entry["source"]) - own or entry["confidence"] == "unverified"] == []


@pytest.mark.parametrize("confidence", ["verified", "secondary"])
def test_the_effect_that_grounds_a_class_is_cited(confidence: str):
    for entry in CLASSES.values():
        if entry["fall_risk"] == "yes" and entry["confidence"] == confidence:
            assert entry.get("effects") or entry.get("note"), (
                f"{entry.id} shows neither an effect nor why there is none"
            )


def test_heart_medicines_alone_are_never_flagged():
    answers = took("lisinopril 10 mg", "metoprolol", "hydrochlorothiazide", "amlodipine", "omeprazole", "ibuprofen")
    assert said("fall_risk_drug", answers) == "no"
    assert said("fall_risk_drugs", answers) == "no"


def test_a_medicine_nobody_knows_is_never_a_no():
    assert said("fall_risk_drug", took("metformin", "xyzzyplugh")) == "not_known"
    assert said("fall_risk_drug", took("zolpidem", "xyzzyplugh")) == "yes"
    assert said("fall_risk_drug", {}) == "not_known"
    assert said("fall_risk_drug", {"medications": []}) == "no"


@pytest.mark.parametrize(
    ("count", "five", "ten"), [(4, "no", "no"), (5, "yes", "no"), (9, "yes", "no"), (10, "yes", "yes")]
)
def test_polypharmacy_counts_what_is_listed(count: int, five: str, ten: str):
    answers = took(*["metformin"] * count)
    assert said("medicines_five_or_more", answers) == said("polypharmacy", answers) == five
    assert said("medicines_ten_or_more", answers) == ten


@pytest.mark.parametrize(
    ("names", "two", "three"),
    [
        (["sertraline"], "no", "no"),
        (["sertraline", "lorazepam"], "yes", "no"),
        (["sertraline", "lorazepam", "gabapentin"], "yes", "yes"),
        (["sertraline", "xyzzyplugh"], "not_known", "not_known"),
    ],
)
def test_medicines_that_act_on_the_brain_are_counted_by_class(names: list[str], two: str, three: str):
    assert said("two_or_more_cns_active", took(*names)) == two
    assert said("three_or_more_cns_active", took(*names)) == three


# factors ------------------------------------------------------------------------------------------------------------


def test_there_are_the_factors_that_are_promised():
    assert len(FACTORS) >= 30
    assert set(FACTORS) >= ACCEPTANCE_FACTORS


def test_with_nothing_asked_no_factor_is_a_no():
    empty = reader({})
    assert {id_ for id_ in FACTORS if empty.answer(id_).answer.value != "not_known"} == {"age"}


def test_a_factor_not_known_says_what_would_settle_it():
    assert [entry.id for entry in FACTORS.values() if not entry.get("settle")] == []


def test_what_we_put_together_ourselves_is_called_a_proposal():
    composed = [id_ for id_, entry in FACTORS.items() if len(list(references(parse(entry["rule"])))) > 2]
    assert [id_ for id_ in composed if FACTORS[id_]["basis"] != "proposal"] == []


CLEAN_TESTS = [
    {"test": "tug", "trials": [{"time_s": 8.0, "aid": "none"}]},
    {"test": "chair_stand_30s", "trials": [{"stands_count": 16}]},
    {"test": "four_stage_balance", "trials": [{"stage": "tandem", "time_s": 10.0}]},
    {
        "test": "orthostatic_bp",
        "trials": [
            {
                "supine_systolic_mmhg": 130, "supine_diastolic_mmhg": 80, "standing_1min_systolic_mmhg": 128,
                "standing_1min_diastolic_mmhg": 80, "standing_3min_systolic_mmhg": 128, "standing_3min_diastolic_mmhg": 80,
            }
        ],
    },
]  # fmt: skip


def everything_well() -> dict[str, Any]:
    """Every yes/no question answered on its good side, every score low."""
    answers: dict[str, Any] = {
        form.id: {item["id"]: item.get("riskier") == "no" for item in form["items"] if item["type"] == "yes_no"}
        for form in KNOWLEDGE.questionnaires.values()
        if form.id != "medications"
    }
    answers["fall_history"]["falls_12m"] = 0
    answers["feet"]["footwear_indoors"] = "shoes"
    answers["entered_scores"] |= {"audit_c": 0}
    answers["frailty_scales"] |= {"clinical_frailty_scale": 2}
    return answers | took("metformin 500 mg", "lisinopril 10 mg")


def test_a_person_without_problems_gets_a_real_no():
    well = reader(everything_well(), CLEAN_TESTS)
    assert {id_ for id_ in FACTORS if well.answer(id_).answer.value != "no"} == {"age"}


@pytest.mark.parametrize(
    ("factor", "answers", "tests", "answer"),
    [
        ("leg_weakness", {"stay_independent": {"pushes_with_hands_to_stand": False}}, [], "not_known"),
        ("leg_weakness", {}, [CLEAN_TESTS[1]], "no"),
        ("leg_weakness", {"stay_independent": {"pushes_with_hands_to_stand": True}}, [CLEAN_TESTS[1]], "yes"),
        ("gait_balance_problem", {"three_key_questions": {"unsteady": False}}, [CLEAN_TESTS[0]], "not_known"),
        ("gait_balance_problem", {}, CLEAN_TESTS, "no"),
        ("gait_balance_problem", {"three_key_questions": {"unsteady": True}}, CLEAN_TESTS, "yes"),
        ("orthostatic_hypotension", {"conditions": {"lightheaded_on_standing": False}}, [], "not_known"),
        ("orthostatic_hypotension", {"conditions": {"lightheaded_on_standing": True}}, [], "yes"),
        ("fall_risk_drugs", {"stay_independent": {"medicine_sleep_or_mood": True}}, [], "yes"),
        ("fall_risk_drugs", {"stay_independent": {"medicine_sleep_or_mood": False}}, [], "not_known"),
        ("urinary_urgency", {"stay_independent": {"rushes_to_toilet": False}}, [], "no"),
        (
            "urinary_urgency",
            {"stay_independent": {"rushes_to_toilet": False}, "concerns": {"leakage": True}},
            [],
            "yes",
        ),
        ("vision_impairment", {"senses": {"vision_trouble": False}}, [], "not_known"),
        ("foot_pain_deformity", {"feet": {"any_problem": False}}, [], "no"),
        ("foot_pain_deformity", {"feet": {"any_problem": True, "bunion": True}}, [], "yes"),
        ("long_lie_risk", {"three_key_questions": {"fallen_past_year": False}}, [], "no"),
        ("long_lie_risk", {"fall_history": {"falls_12m": 1}, "living": {"lives_alone": True}}, [], "yes"),
        ("syncope_or_unexplained_fall", {"fall_history": {"falls_12m": 1}}, [], "not_known"),
    ],
)
def test_a_factor_answers_as_the_person_told(factor: str, answers: Any, tests: Any, answer: str):
    assert said(factor, answers, tests) == answer


# interventions ------------------------------------------------------------------------------------------------------


def test_there_are_the_interventions_that_are_promised():
    assert len(INTERVENTIONS) >= 25
    assert "balance_exercise" in INTERVENTIONS


def test_whatever_can_change_has_something_to_offer():
    offered = {factor for entry in INTERVENTIONS.values() for factor in entry["for"]}
    assert offered <= set(FACTORS)
    changeable = {id_ for id_, entry in FACTORS.items() if entry["modifiable"] != "no"}
    assert changeable - offered == set()


def test_evidence_says_which_way_it_points():
    assert [entry.id for entry in INTERVENTIONS.values() for e in entry["evidence"] if "direction" not in e] == []


@pytest.mark.parametrize(
    "id_",
    ["balance_exercise", "medication_review", "home_modification", "podiatry_multifaceted",
     "multifactorial_assessment", "pacemaker_carotid_sinus", "cataract_surgery", "hip_protector", "otago",
     "supervised_exercise", "cbt_exercise"],
)  # fmt: skip
def test_what_found_nothing_or_harm_is_shown_too(id_: str):
    directions = {evidence["direction"] for evidence in INTERVENTIONS[id_]["evidence"]}
    assert "for" in directions
    assert directions & {"none", "against"}


def test_new_glasses_are_shown_with_their_harm():
    directions = {evidence["direction"] for evidence in INTERVENTIONS["glasses_change"]["evidence"]}
    assert directions == {"for", "mixed", "against"}
    assert {"against"} <= {
        e["direction"] for e in INTERVENTIONS["glasses_change"]["evidence"] if e.get("value") == 1.57
    }


def test_vitamin_d_and_ankle_braces_are_kept_with_both_sides_and_not_suggested():
    assert set(KNOWLEDGE.references) == {"vitamin_d", "ankle_foot_orthosis_balance_brace"}
    for entry in KNOWLEDGE.references.values():
        directions = {evidence["direction"] for evidence in entry["evidence"]}
        assert "for" in directions
        assert directions & {"none", "against"}
    said = str(KNOWLEDGE.references["vitamin_d"].data)
    assert all(part in said for part in ("April 2018", "draft of December 17, 2024, not final", "deficiency"))
    titles = [(entry["label"] + entry["what"]).lower() for entry in INTERVENTIONS.values()]
    assert [title for title in titles if "vitamin" in title or "brace" in title or "orthos" in title] == []


def test_the_home_is_offered_to_people_at_higher_risk_only():
    rule = INTERVENTIONS["home_modification"].nodes["offer_when"]
    fallen, steady = {"fall_history": {"falls_12m": 1}}, {"three_key_questions": {"fallen_past_year": False}}
    assert reader(fallen).read(rule).answer.value == "yes"
    assert reader(steady).read(rule).answer.value == "no"


def test_the_order_leaves_no_tie():
    orders = Counter(entry["order"] for entry in INTERVENTIONS.values())
    assert [order for order, count in orders.items() if count > 1] == []


def test_no_medicine_is_stopped_by_a_suggestion():
    review = INTERVENTIONS["medication_review"]
    assert any("without the prescriber" in caution["says"] for caution in review["cautions"])
    assert "Do not stop any on your own" in review["patient_text"]["en"]


# words for patients -------------------------------------------------------------------------------------------------

TEXTS = [
    *((f"factor {entry.id}", entry["plain"]) for entry in FACTORS.values()),
    *((f"intervention {entry.id}", entry["patient_text"]) for entry in INTERVENTIONS.values()),
    *((f"reference {entry.id}", entry["patient_text"]) for entry in KNOWLEDGE.references.values()),
]


@pytest.mark.parametrize(("name", "text"), TEXTS, ids=[name for name, _ in TEXTS])
def test_a_patient_can_read_it(name: str, text: dict[str, str]):
    """Sixth grade in English; 70 or easier on the Spanish scale. Syllables are counted by rule, near enough for both."""
    assert flesch_kincaid_grade(text["en"]) <= 6
    assert fernandez_huerta(text["es"]) >= 70


def test_syllables_are_counted_as_shown():
    assert doctest.testmod(readability).failed == 0


def test_texts_promise_nothing_and_score_nobody():
    found = [
        (name, word) for name, text in TEXTS for part in text.values() for word in PROMISES if word in part.lower()
    ]
    assert found == []
    assert [name for name, text in TEXTS for part in text.values() if any(sign.isdigit() for sign in part)] == []


def test_the_words_for_medicines_are_short():
    assert [entry.id for entry in CLASSES.values() for part in entry["plain"].values() if len(part.split()) > 14] == []
