"""What was done otherwise than the protocol says is kept, said, and compared with nothing; both ends of every condition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from surefoot.assessment import assess
from surefoot.cases import case_faults
from surefoot.instruments import Score
from surefoot.instruments import test_scores as scores_of
from surefoot.knowledge import load

KNOWLEDGE = load()
TRIALS: dict[str, dict[str, Any]] = {  # one plain trial of each test that holds something fixed
    "tug": {"time_s": 9.0}, "tug_cognitive": {"time_s": 9.0}, "tug_manual": {"time_s": 9.0},
    "eight_foot_up_and_go": {"time_s": 5.0}, "chair_stand_30s": {"stands_count": 12},
    "five_times_sit_to_stand": {"time_s": 9.0}, "four_stage_balance": {"stage": "tandem", "time_s": 10.0},
    "single_leg_stance": {"time_s": 9.0}, "single_leg_stance_eyes_closed": {"time_s": 3.0},
    "gait_speed": {"speed_mps": 1.0}, "gait_speed_fast": {"speed_mps": 1.0}, "functional_reach": {"reach_cm": 30.0},
    "berg_balance_scale": {"score": 50}, "mini_bestest": {"score": 20}, "tinetti_poma": {"score": 26},
    "dynamic_gait_index": {"score": 20}, "functional_gait_assessment": {"score": 25}, "four_square_step": {"time_s": 9.0},
    "alternate_step_test": {"time_s": 9.0}, "heel_rise": {"side": "left", "repetitions_count": 9},
    "romberg_modified_foam": {"time_s": 20.0}, "romberg_sharpened": {"stance": "tandem", "eyes": "open", "time_s": 9.0},
    "mctsib": {"condition": "firm_open", "time_s": 30.0}, "postural_sway": {"stance": "one_leg_open", "area_cm2": 5.0},
    "itug": {"total_s": 9.0}, "gait_parameters": {"stride_length_m": 1.0}, "sppb": {"score": 10},
}  # fmt: skip
CONDITIONS = [(test.id, condition) for test in KNOWLEDGE.tests.values() for condition in test.get("conditions", ())]
FLOORS = ("firm", "carpet", "foam", "sloped", "uneven", "other")
STEP = 0.5


def case(test: str, *trials: dict[str, Any]) -> dict[str, Any]:
    return {
        "schema": "surefoot-case/1",
        "patient": {"birth_date": "1951-01-15", "sex": "female"},
        "visit": {"date": "2026-11-20"},
        "tests": [{"test": test, "trials": list(trials)}],
    }


def tried(test: str, *trials: dict[str, Any]) -> Score:
    """The first score of a test that anybody tried."""
    assert case_faults(case(test, *trials), KNOWLEDGE) == []
    return next(score for score in scores_of(case(test, *trials), KNOWLEDGE).values() if score.value is not None)


def test_every_test_that_holds_something_fixed_is_tried() -> None:
    assert {test for test, _ in CONDITIONS} == set(TRIALS)


def _recorded() -> Iterator[tuple[str, str, Any, bool]]:
    for test, condition in CONDITIONS:
        if "range" in condition:
            low, high = condition["range"]
            yield from ((test, condition["id"], value, True) for value in (low, high))
            yield from ((test, condition["id"], value, False) for value in (low - STEP, high + STEP))
        elif condition["id"] == "floor":
            yield from ((test, "floor", floor, floor in condition["words"]) for floor in FLOORS)
        else:
            yield from ((test, "aid", aid, aid == "none") for aid in ("none", "cane"))


@pytest.mark.parametrize(("test", "key", "value", "fits"), list(_recorded()))
def test_a_condition_is_compared_as_the_protocol_has_it_and_not_otherwise(
    test: str, key: str, value: Any, fits: bool
) -> None:
    score = tried(test, {**TRIALS[test], key: value})
    assert (score.status == "measured") is fits
    assert score.taken is not None
    assert [one.id for one in score.taken.deviations] == ([] if fits else [key])
    assert score.fact.value == (score.value if fits else None)


@pytest.mark.parametrize("test", TRIALS)
def test_what_nobody_recorded_is_taken_to_be_as_the_protocol_says(test: str) -> None:
    assert tried(test, TRIALS[test]).status == "measured"


def test_a_deviation_is_told_with_the_protocol_its_source_and_no_norm() -> None:
    (score,) = assess(case("tug", {"time_s": 14.0, "course_m": 4.0}), KNOWLEDGE)["scores"]
    assert score["status"] == "not_comparable"
    assert score["value"] == 14.0
    assert (score["comparisons"], score["norms"]) == ([], [])
    says = "done differently: length of the course 4 m, the protocol has 3 m (10 ft)"
    assert score["reason"] == says
    assert score["no_norm"] == f"no norm: {says}"
    (deviation,) = score["taken"]["deviations"]
    assert deviation == {
        "id": "course_m",
        "says": says,
        "protocol": "3 m (10 ft)",
        "source": ["loinc-89422-0"],
        "confidence": "verified",
    }
    assert says in score["sentence"]


def test_everything_that_was_done_otherwise_is_told() -> None:
    score = tried(
        "tug", {"time_s": 14.0, "course_m": 4.0, "floor": "carpet", "assistance": True, "deviation": "in a corridor"}
    )
    assert score.taken is not None
    assert [one.id for one in score.taken.deviations] == ["assistance", "deviation", "course_m", "floor"]


def test_one_trial_by_the_protocol_counts_beside_others_that_were_not() -> None:
    score = tried("eight_foot_up_and_go", {"time_s": 5.0, "course_m": 2.0}, {"time_s": 7.0})
    assert (score.value, score.status) == (7.0, "measured")


def test_a_mean_in_which_one_trial_was_done_otherwise_leaves_that_one_out() -> None:
    score = tried("functional_reach", {"reach_cm": 20.0}, {"reach_cm": 40.0, "floor": "foam"}, {"reach_cm": 24.0})
    assert (score.value, score.status) == (22.0, "measured")


@pytest.mark.parametrize(
    ("test", "trial", "code"),
    [
        ("tug", {"time_s": 9.0, "course_m": 0.1}, "SF-C005"),
        ("tug", {"time_s": 9.0, "course_m": "three"}, "SF-C004"),
        ("tug", {"time_s": 9.0, "chair_height_cm": 400}, "SF-C005"),
        ("tug", {"time_s": 9.0, "floor": "ice"}, "SF-C004"),
        ("berg_balance_scale", {"score": 50, "course_m": -1}, "SF-C005"),
        ("monofilament_10g", {"side": "left", "sites_tested_count": 3, "sites_not_felt_count": 4}, "SF-C011"),
    ],
)
def test_what_cannot_be_is_a_fault(test: str, trial: dict[str, Any], code: str) -> None:
    assert [fault.code for fault in case_faults(case(test, trial), KNOWLEDGE)] == [code]


def test_all_sites_may_be_without_feeling() -> None:
    trial = {"side": "left", "sites_tested_count": 3, "sites_not_felt_count": 3}
    assert case_faults(case("monofilament_10g", trial), KNOWLEDGE) == []


def test_a_trial_that_the_protocol_does_not_count_says_why() -> None:
    found = scores_of(case("four_square_step", {"time_s": 12.0, "object_touched": True}), KNOWLEDGE)
    score = found["four_square_step.time_s"]
    assert (score.status, score.value) == ("no_trial", None)
    assert score.reason == "no valid trial: a cane was touched, balance was lost or a square missed"
