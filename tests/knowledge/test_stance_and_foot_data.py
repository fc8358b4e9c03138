"""Tests of stance and foot: each limit from both sides, the trial that counts, every source used."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from surefoot.engine import CaseReader
from surefoot.instruments.facts import case_facts
from surefoot.instruments.scores import test_scores as scores_of
from surefoot.knowledge import load
from surefoot.knowledge.links import places

KNOWLEDGE = load()
SOURCES = KNOWLEDGE.files["sources/tests_stance_and_foot.yaml"]["sources"]
FINDINGS = {entry["id"] for entry in KNOWLEDGE.files["findings/stance_and_foot.yaml"]["findings"]}


def case(test: str, *trials: dict[str, Any]) -> dict[str, Any]:
    """A synthetic case with one test."""
    return {
        "patient": {"id": "P-1", "birth_date": "1951-01-15", "sex": "female"},
        "visit": {"date": "2026-11-20"},
        "tests": [{"test": test, "trials": list(trials)}],
        "answers": {},
    }


def answer(finding: str, test: str, **trial: Any) -> str:
    """What one finding says after one trial."""
    facts = case_facts(case(test, trial), KNOWLEDGE)
    reader = CaseReader(KNOWLEDGE, KNOWLEDGE.as_of(date(2026, 11, 20)), facts)
    return reader.answer(finding).answer.value


EDGES: list[tuple[str, str, str, float, float]] = [  # finding, test, field, just not, just so
    ("foam_stance_short", "romberg_modified_foam", "time_s", 20.0, 19.9),
]


@pytest.mark.parametrize(("stride", "says"), [(1.04, "no"), (1.03, "yes")])
def test_stride_length_is_read_against_the_height(stride: float, says: str) -> None:
    assert answer("stride_short_for_height", "gait_parameters", stride_length_m=stride, body_height_m=2.0) == says
    assert answer("stride_short_for_height", "gait_parameters", stride_length_m=stride) == "not_known"


@pytest.mark.parametrize(("finding", "test", "field", "no", "yes"), EDGES, ids=[edge[0] for edge in EDGES])
def test_each_finding_answers_from_both_sides_of_its_limit(
    finding: str, test: str, field: str, no: float, yes: float
) -> None:
    assert answer(finding, test, **{field: no}) == "no"
    assert answer(finding, test, **{field: yes}) == "yes"
    assert answer(finding, test, **{field: yes, "assistance": "hands_on"}) == "not_known"
    assert answer(finding, test) == "not_known"


def test_every_finding_of_the_file_is_tried_at_its_edge() -> None:
    assert {edge[0] for edge in EDGES} | {"stride_short_for_height"} == FINDINGS


def test_foam_that_could_not_be_stood_on_counts_as_zero() -> None:
    assert answer("foam_stance_short", "romberg_modified_foam", outcome="unable") == "yes"


def test_each_condition_of_the_sensory_test_is_the_mean_of_its_own_trials() -> None:
    trials = [{"condition": "firm_open", "time_s": 30.0}]
    trials += [{"condition": "foam_closed", "time_s": time} for time in (6.0, 9.0, 12.0)]
    scores = scores_of(case("mctsib", *trials), KNOWLEDGE)
    assert scores["mctsib.foam_closed_s"].value == pytest.approx(9.0)
    assert scores["mctsib.firm_open_s"].value == 30.0
    assert scores["mctsib.foam_open_s"].value is None


def test_eyes_and_feet_of_the_romberg_are_kept_apart() -> None:
    trials = [
        {"stance": "tandem", "eyes": "open", "time_s": 40.0},
        {"stance": "tandem", "eyes": "closed", "time_s": 7.5},
        {"stance": "tandem", "eyes": "closed", "time_s": 9.5},
    ]
    scores = scores_of(case("romberg_sharpened", *trials), KNOWLEDGE)
    assert scores["romberg_sharpened.tandem_open_s"].value == 40.0
    assert scores["romberg_sharpened.tandem_closed_s"].value == 9.5
    assert scores["romberg_sharpened.feet_together_closed_s"].value is None


def test_sites_that_do_not_feel_are_counted_for_each_foot() -> None:
    left = {"side": "left", "sites_tested_count": 3, "sites_not_felt_count": 1}
    scores = scores_of(case("monofilament_10g", left), KNOWLEDGE)
    assert scores["monofilament_10g.left_not_felt_count"].value == 1
    assert scores["monofilament_10g.right_not_felt_count"].value is None


def test_acuity_is_distance_over_line_and_the_better_eye_counts() -> None:
    trials = [
        {"eye": "left", "chart_distance": 20, "chart_line": 50},
        {"eye": "right", "chart_distance": 6, "chart_line": 12},
    ]
    scores = scores_of(case("visual_acuity", *trials), KNOWLEDGE)
    assert scores["visual_acuity.better_eye"].value == pytest.approx(0.5)
    assert scores["visual_acuity.left"].value == pytest.approx(0.4)


def test_the_isokinetic_ratio_is_flexors_over_extensors_or_as_the_device_gives_it() -> None:
    torques = {"side": "left", "flexor_peak_torque_nm": 60.0, "extensor_peak_torque_nm": 100.0}
    scores = scores_of(case("isokinetic_knee", torques, {"side": "right", "flexor_extensor_ratio": 0.55}), KNOWLEDGE)
    assert scores["isokinetic_knee.left_ratio"].value == pytest.approx(0.6)
    assert scores["isokinetic_knee.right_ratio"].value == pytest.approx(0.55)


@pytest.mark.parametrize(
    ("test", "trial", "score", "value"),
    [
        ("manual_muscle_test", {"muscle": "knee_extensors", "side": "left", "grade": 4}, "left_knee_extensors", 4),
        ("paper_grip_test", {"side": "right", "held": 0}, "right_held", 0),
        ("vibration_perception", {"side": "left", "right_answers_count": 2}, "left_count", 2),
        ("foot_pain_mfpdi", {"total_score": 12, "statements_count": 7}, "score", 12),
        ("ankle_rom", {"side": "right", "distance_cm": 8.5}, "right_cm", 8.5),
        ("hallux_valgus_grade", {"side": "left", "grade": 2}, "left", 2),
    ],
)
def test_each_side_keeps_its_own_number(test: str, trial: dict[str, Any], score: str, value: float) -> None:
    scores = scores_of(case(test, trial), KNOWLEDGE)
    assert scores[f"{test}.{score}"].value == value
    others = [one for name, one in scores.items() if ("left" in name) != ("left" in score)]
    assert all(one.value is None for one in others if "side" in trial)


@pytest.mark.parametrize(
    "test",
    [
        "monofilament_10g",
        "vibration_perception",
        "foot_pain_mfpdi",
        "ankle_rom",
        "hallux_valgus_grade",
        "visual_acuity",
    ],
)
def test_what_measures_no_performance_is_no_performance_test(test: str) -> None:
    assert KNOWLEDGE.tests[test]["performance_test"]["answer"] == "no"


def _cited(data: Any) -> set[str]:
    return {source for _, key, value in places(data) if key == "source" for source in value}


def _tests_of_the_file() -> list[Any]:
    own = {source["id"] for source in SOURCES}
    return [test for test in KNOWLEDGE.tests.values() if _cited(test.data) & own]


def test_every_source_of_the_file_is_used() -> None:
    used = {source for data in KNOWLEDGE.files.values() for source in _cited(data)}
    assert {source["id"] for source in SOURCES} <= used


def test_norms_follow_each_other_without_gap_or_overlap() -> None:
    norms = [norm for test in _tests_of_the_file() for norm in test.get("norms", ())]
    assert norms
    for norm in norms:
        rows = norm["rows"]
        assert all(after["age"][0] == before["age"][1] + 1 for before, after in pairwise(rows))
