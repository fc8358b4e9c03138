"""The files on physical tests: all of them there, whole protocols, numbers tied to the score they were made for, codes that can be."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from surefoot.knowledge import load
from surefoot.units import UNITS

KNOWLEDGE = load()
TESTS = list(KNOWLEDGE.tests.values())
ALL = {
    "tug", "tug_cognitive", "tug_manual", "eight_foot_up_and_go", "chair_stand_30s", "four_stage_balance",
    "single_leg_stance", "single_leg_stance_eyes_closed", "gait_speed", "gait_speed_fast", "five_times_sit_to_stand",
    "functional_reach", "berg_balance_scale", "mini_bestest", "tinetti_poma", "dynamic_gait_index",
    "functional_gait_assessment", "four_square_step", "sppb", "romberg_modified_foam", "romberg_sharpened", "mctsib",
    "alternate_step_test", "grip_strength", "heel_rise", "ankle_strength_dynamometry", "knee_extension_strength",
    "manual_muscle_test", "paper_grip_test", "isokinetic_knee", "monofilament_10g", "vibration_perception",
    "foot_pain_mfpdi", "ankle_rom", "hallux_valgus_grade", "visual_acuity", "orthostatic_bp", "postural_sway", "itug",
    "gait_parameters",
}  # fmt: skip


def test_every_test_of_the_field_is_known() -> None:
    assert set(KNOWLEDGE.tests) == ALL
    assert len(ALL) == 40


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.id)
def test_a_protocol_says_which_trial_counts_which_side_and_when_none_counts(test: Any) -> None:
    protocol = test["protocol"]
    for key in ("setup", "steps", "stop", "guard", "validity", "counts", "sides"):
        assert protocol[key], key


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.id)
def test_a_number_names_its_score_where_several_scores_share_its_unit(test: Any) -> None:
    ids = {score["id"]: score["unit"] for score in test["scores"]}
    shared = {unit for unit, count in Counter(ids.values()).items() if count > 1}
    for entry in (*test.get("limits", ()), *test.get("norms", ())):
        assert "scores" in entry or entry["unit"] not in shared, entry["id"]
        assert {ids.get(id_) for id_ in entry.get("scores", ())} <= {entry["unit"]}, entry["id"]


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.id)
def test_a_limit_of_a_score_is_compared_with_that_score_alone(test: Any) -> None:
    for limit in test.get("limits", ()):
        for rule in KNOWLEDGE.rules.values():
            for score in _compared_with(rule.node, limit["id"]):
                assert score in limit.get("scores", [score]), f"{rule.id} compares {score} with {limit['id']}"


def _compared_with(node: Any, limit: str) -> list[str]:
    parts = getattr(node, "parts", ())
    found = [score for part in parts for score in _compared_with(part, limit)]
    if len(parts) == 2 and getattr(parts[1], "id", None) == limit:
        found.append(str(getattr(parts[0], "id", None)))
    return found


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.id)
def test_a_score_is_made_of_scores_that_stand_before_it(test: Any) -> None:
    before: set[str] = set()
    for score in test["scores"]:
        parts = [band["of"] for band in score.get("bands", {}).get("parts", ())]
        for part in score.get("sum_of", {}).get("parts", ()):
            parts += [part] if isinstance(part, str) else part
        assert set(parts) <= before, score["id"]
        before.add(score["id"])
    ranged = {score["id"]: score.get("range") for score in test["scores"]}
    summed = [score for score in test["scores"] if "sum_of" in score]
    for score in summed:
        firsts = [part if isinstance(part, str) else part[0] for part in score["sum_of"]["parts"]]
        assert [sum(ranged[id_][end] for id_ in firsts) for end in (0, 1)] == score["range"]


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.id)
def test_bands_rise_and_the_last_one_takes_the_rest(test: Any) -> None:
    for score in test["scores"]:
        for band in score.get("bands", {}).get("parts", ()):
            *edges, last = band["rows"]
            at = [row.get("below", row.get("up_to")) for row in edges]
            assert at == sorted(at)
            assert None not in at
            assert set(last) == {"points"}


def test_a_band_of_the_walk_belongs_to_the_length_of_the_walk() -> None:
    scores = {score["id"]: score for score in KNOWLEDGE.tests["sppb"]["scores"]}
    for length, course in (("4m", "four_metres"), ("3m", "three_metres")):
        (band,) = scores[f"sppb.gait_{length}_score"]["bands"]["parts"]
        assert band["of"] == f"sppb.walk_{length}_s"
        assert scores[band["of"]]["where"] == {"part": "walk", "course": course}


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.id)
def test_what_the_protocol_holds_fixed_is_a_range_or_words(test: Any) -> None:
    ids = [condition["id"] for condition in test.get("conditions", ())]
    assert len(ids) == len(set(ids))
    for condition in test.get("conditions", ()):
        assert ("range" in condition) != ("words" in condition), condition["id"]
        if "range" in condition:
            (low, high), (least, most) = condition["range"], condition["plausible"]
            assert least < low <= high < most


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.id)
def test_a_code_of_loinc_ends_in_its_check_digit(test: Any) -> None:
    codes = [test["loinc"]] if test.get("loinc") else []
    for code in (*codes, *test.get("loinc_related", ())):
        number, _, digit = code["code"].partition("-")
        assert _check_digit(number) == int(digit), code["code"]
        assert code["source"]


def _check_digit(number: str) -> int:
    doubled = [int(figure) * (2 if place % 2 == 0 else 1) for place, figure in enumerate(reversed(number))]
    return -sum(value // 10 + value % 10 for value in doubled) % 10


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.id)
def test_a_field_ends_in_the_suffix_of_its_unit(test: Any) -> None:
    for field in test["fields"]:
        suffix = UNITS[field["unit"]].suffix if "unit" in field else ""
        if suffix.startswith("_") and field["unit"] != "count":
            assert field["id"].endswith(suffix), field["id"]
