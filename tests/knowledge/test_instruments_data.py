"""The files on questionnaires, tests, findings and levels, tested like code: whole, cited, without gaps, each limit with a use."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from surefoot.knowledge import load
from surefoot.knowledge.expression import parse, references
from surefoot.knowledge.links import places

KNOWLEDGE = load()
OWN_SOURCES = ("sources/cdc.yaml", "sources/tests.yaml", "sources/questionnaires.yaml", "sources/algorithms.yaml")

FORMS = list(KNOWLEDGE.questionnaires.values())
TESTS = list(KNOWLEDGE.tests.values())
ITEMS = [(form.id, item) for form in FORMS for item in form["items"]]
TABLES = [(table["id"], state["rows"]) for table in KNOWLEDGE.tables.values() for state in table["values"]]
NORMS = [(norm["id"], norm["rows"]) for test in TESTS for norm in test.get("norms", ())]

CONTRACT_STAY_INDEPENDENT = {
    "fallen_past_year": 2, "uses_or_advised_cane_or_walker": 2, "unsteady_walking": 1, "holds_furniture": 1,
    "worried_about_falling": 1, "pushes_with_hands_to_stand": 1, "trouble_stepping_onto_curb": 1,
    "rushes_to_toilet": 1, "lost_feeling_in_feet": 1, "medicine_lightheaded_or_tired": 1,
    "medicine_sleep_or_mood": 1, "often_sad_or_depressed": 1,
}  # fmt: skip
CONTRACT_TESTS = {
    "tug": {"time_s"},
    "chair_stand_30s": {"stands_count"},
    "four_stage_balance": {"stage", "time_s"},
    "single_leg_stance": {"time_s"},
    "gait_speed": {"distance_m", "time_s", "speed_mps"},
    "five_times_sit_to_stand": {"time_s"},
    "orthostatic_bp": {"supine_systolic_mmhg", "supine_diastolic_mmhg"},
}
STEADI_CHAIR_STANDS = {  # first and last age: women, men
    (60, 64): (12, 14), (65, 69): (11, 12), (70, 74): (10, 12), (75, 79): (10, 11),
    (80, 84): (9, 10), (85, 89): (8, 8), (90, 94): (4, 7),
}  # fmt: skip


def _used_by_rules() -> set[str]:
    """Every id that some rule names, those on when to ask included."""
    used = {id_ for rule in KNOWLEDGE.rules.values() for id_ in references(rule.node)}
    for data in KNOWLEDGE.files.values():
        for _, key, value in places(data):
            if key in ("ask_when", "offer_when", "when", "met", "applies"):
                used |= set(references(parse(value)))
    return used


def _limits() -> Iterator[Any]:
    for entry in (*TESTS, *FORMS):
        yield from entry.get("limits", ())
        yield from entry.get("values", ())
    yield from KNOWLEDGE.files["values/screening.yaml"]["values"]


@pytest.mark.parametrize(("id_", "rows"), [*TABLES, *NORMS], ids=lambda part: part if isinstance(part, str) else "")
def test_age_bands_leave_no_gap_and_no_overlap(id_: str, rows: list[Any]) -> None:
    for row in rows:
        assert row["age"][0] <= row["age"][1]
    for lower, upper in pairwise(rows):
        assert upper["age"][0] == lower["age"][1] + 1, f"{id_}: look at age {lower['age'][1] + 1}"


@pytest.mark.parametrize(("id_", "rows"), [*TABLES, *NORMS], ids=lambda part: part if isinstance(part, str) else "")
def test_every_band_speaks_of_everybody_or_of_both_sexes(id_: str, rows: list[Any]) -> None:
    for row in rows:
        assert ("all" in row) != ("female" in row and "male" in row), f"{id_}: ages {row['age']}"


def test_the_steadi_table_is_complete_from_60_to_94() -> None:
    (rows,) = [rows for id_, rows in TABLES if id_ == "chair_stand_30s.below_average"]
    assert {tuple(row["age"]): (row["female"], row["male"]) for row in rows} == STEADI_CHAIR_STANDS


def test_stay_independent_has_the_twelve_items_of_the_contract_with_their_weights() -> None:
    form = KNOWLEDGE.questionnaires["stay_independent"]
    weights = {item["id"]: item["weight"] for item in form["items"]}
    assert weights == CONTRACT_STAY_INDEPENDENT
    assert [0, sum(weights.values())] == form["score"]["range"] == [0, 14]


@pytest.mark.parametrize(("form", "item"), ITEMS, ids=[f"{form}.{item['id']}" for form, item in ITEMS])
def test_every_item_speaks_both_languages_and_says_which_answer_is_riskier(form: str, item: dict[str, Any]) -> None:
    assert item["text"]["en"] != item["text"]["es"]
    if item["type"] == "yes_no":
        assert item["riskier"] in ("yes", "no")
    if item["type"] in ("count", "number"):
        assert item["riskier"] in ("higher", "lower")
        assert "range" in item, "a number needs the bounds of what can be"


def test_no_two_items_of_a_form_share_an_id() -> None:
    for form in FORMS:
        ids = [item["id"] for item in form["items"]]
        assert len(ids) == len(set(ids))


def test_an_item_asked_elsewhere_names_an_item_of_the_same_type() -> None:
    types = {f"{form}.{item['id']}": item["type"] for form, item in ITEMS}
    twins = [(f"{form}.{item['id']}", item["same_as"]) for form, item in ITEMS if "same_as" in item]
    assert {first for first, _ in twins} == {
        *(f"three_key_questions.{item}" for item in ("fallen_past_year", "unsteady", "worried")),
        *(f"foot_warning.{item}" for item in ("infected", "cold_or_dark")),
        *(f"conditions.{item}" for item in ("cognitive_diagnosis", "depression_diagnosis")),
        "stay_independent.often_sad_or_depressed",
    }
    assert all(types.get(second) == types[first] for first, second in twins)


def test_wording_that_is_not_free_is_never_asked_of_a_patient() -> None:
    shown = [
        f"{form.id}.{item['id']}"
        for form in FORMS
        if form["licence"]["status"] == "score_only"
        for item in form["items"]
        if not item.get("staff_only")
    ]
    assert not shown


def test_questions_about_a_fall_are_asked_only_after_a_fall() -> None:
    items = {item["id"]: item for item in KNOWLEDGE.questionnaires["fall_history"]["items"]}
    assert items.pop("near_falls")["ask_when"] == {"not": "any_fall"}
    assert items.pop("circumstances")["ask_when"] == {"all_of": ["form.extra_fall_details", "any_fall"]}
    assert {item.get("ask_when") for item in items.values()} == {"any_fall", "injurious_fall"}


def test_the_ids_of_the_contract_are_there() -> None:
    asked = {f"{form}.{item['id']}" for form, item in ITEMS}
    assert {"fall_history.falls_12m", "fall_history.injurious_falls_12m", "home.loose_rugs"} <= asked
    assert set(KNOWLEDGE.algorithms) >= {"steadi_2019", "wfg_2022", "wfg_2022_3kq", "wfg_hicks_2024"}
    assert set(KNOWLEDGE.algorithms["steadi_2019"].levels) == {"at_risk", "not_at_risk"}
    for algorithm in ("wfg_2022", "wfg_2022_3kq", "wfg_hicks_2024"):
        assert set(KNOWLEDGE.algorithms[algorithm].levels) == {"low", "intermediate", "high"}


@pytest.mark.parametrize("test", CONTRACT_TESTS)
def test_the_trials_of_the_contract_fit_the_tests(test: str) -> None:
    fields = {field["id"] for field in KNOWLEDGE.tests[test]["fields"]}
    assert fields >= CONTRACT_TESTS[test]


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.id)
def test_scores_read_fields_that_exist(test: Any) -> None:
    fields = {field["id"]: field for field in test["fields"]}
    for score in test["scores"]:
        pair = [*score.get("ratio", ()), *score.get("drop", ()), *score.get("items", {}).get("fields", ())]
        pair += [other["field"] for other in score.get("also", ())]
        pair += [score[key]["field"] for key in ("zero_when", "unable_when") if key in score]
        named = [*([score["field"]] if "field" in score else []), *pair, *score.get("where", {})]
        assert named or "sum_of" in score
        assert set(named) <= set(fields), score["id"]
        for key, word in score.get("where", {}).items():
            assert word in {choice["id"] for choice in fields[key]["choices"]}


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.id)
def test_a_measured_field_has_bounds_and_says_whose_they_are(test: Any) -> None:
    for field in test["fields"]:
        if field["type"] in ("number", "whole"):
            assert field["range"][0] < field["range"][1]
            assert field["range_basis"]


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.id)
def test_every_protocol_guards_the_person_and_says_when_to_stop(test: Any) -> None:
    protocol = test["protocol"]
    assert protocol["guard"]
    assert protocol["stop"]
    assert protocol["say"]["en"] != protocol["say"]["es"]


def test_only_tests_of_physical_performance_are_said_to_be_so() -> None:
    answers = {test.id: test["performance_test"]["answer"] for test in TESTS}
    no = {"orthostatic_bp", "monofilament_10g", "vibration_perception", "foot_pain_mfpdi", "ankle_rom"}
    no |= {"hallux_valgus_grade", "visual_acuity"}
    review = {"manual_muscle_test", "paper_grip_test", "postural_sway", "itug", "gait_parameters"}
    review |= {"grip_strength", "ankle_strength_dynamometry", "knee_extension_strength"}
    assert {id_ for id_, answer in answers.items() if answer == "no"} == no
    assert {id_ for id_, answer in answers.items() if answer == "review"} == review


def test_every_limit_is_read_by_a_rule_or_says_why_not() -> None:
    used = _used_by_rules()
    silent = [limit["id"] for limit in _limits() if limit["id"] not in used and "not_used" not in limit]
    assert not silent
    both = [limit["id"] for limit in _limits() if limit["id"] in used and "not_used" in limit]
    assert not both, "a limit that a rule reads must not say that it is not used"


def test_every_table_is_read_by_a_rule() -> None:
    assert set(KNOWLEDGE.tables) <= _used_by_rules()


def test_limits_of_one_test_that_conflict_keep_their_own_names() -> None:
    for test in TESTS:
        named = [(limit["name"], limit["label"]) for limit in test.get("limits", ())]
        assert len(named) == len(set(named))


def test_every_source_listed_is_used() -> None:
    used = {
        source
        for data in KNOWLEDGE.files.values()
        for _, key, value in places(data)
        if key in ("source", "strict_source")
        for source in value
    }
    listed = {source["id"] for file in OWN_SOURCES for source in KNOWLEDGE.files[file]["sources"]}
    assert not listed - used


def test_one_norm_of_a_test_is_shown_first() -> None:
    for test in TESTS:
        norms = test.get("norms", ())
        assert sum(norm.get("preferred", False) for norm in norms) == bool(norms), test.id


@pytest.mark.parametrize("finding", ["loss_of_consciousness_with_fall", "head_injury_with_fall", "foot_sore"])
def test_what_cannot_wait_says_so_in_both_languages(finding: str) -> None:
    urgent = KNOWLEDGE.findings[finding]["urgent"]
    assert urgent["en"]
    assert urgent["es"]
