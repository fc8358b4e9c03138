"""An exercise is for the person alone only within what they safely held; a boundary on both sides, each missing input, help, near fall."""

from __future__ import annotations

from typing import Any

import pytest

from surefoot.plan.exercises import Exercises
from tests.plan.people import HOLD_S, KNOWLEDGE, STAGES, entry_of, held, reader_of, steady, without

ALL = sorted(KNOWLEDGE.exercises)
SEATED = {"ankle_moves", "knee_straightening"}
CHAIR = {"chair_rise_with_hands", "chair_rise_no_hands"}
# the hardest stage that each exercise asks for
STAGE = {
    "heel_raises": "side_by_side",
    "stand_feet_together": "side_by_side",
    "stand_half_step": "semi_tandem",
    "march_at_counter": "semi_tandem",
    "walk_sideways": "tandem",
    "stand_heel_to_toe": "tandem",
    "walk_heel_to_toe": "one_leg",
    "stand_on_one_leg": "one_leg",
}
WALKING = {"march_at_counter", "walk_sideways", "walk_heel_to_toe"}
CHAIR_STAND = SEATED | CHAIR | {"heel_raises"}


def alone(case: dict[str, Any], intervention: str = "balance_exercise") -> dict[str, str]:
    found = Exercises(reader_of(case)).of(intervention)
    return {exercise.id: exercise.alone.value for exercise in found}


def answer(case: dict[str, Any], id_: str) -> str:
    return alone(case, KNOWLEDGE.exercises[id_]["for"][0])[id_]


def test_every_exercise_is_tried_here() -> None:
    assert set(ALL) == SEATED | CHAIR | set(STAGE)


@pytest.mark.parametrize("id_", ALL)
def test_who_holds_everything_may_do_it_alone(id_: str) -> None:
    assert answer(steady(), id_) == "yes"


@pytest.mark.parametrize(("id_", "stage"), STAGE.items())
def test_the_stage_it_needs_decides_on_both_sides(id_: str, stage: str) -> None:
    short = held(steady(), stage, HOLD_S - 0.1)
    assert answer(held(steady(), stage, HOLD_S), id_) == "yes"
    assert answer(short, id_) == "no"


@pytest.mark.parametrize(("id_", "stage"), STAGE.items())
def test_an_earlier_stage_not_held_is_a_no_too(id_: str, stage: str) -> None:
    for earlier in STAGES[: STAGES.index(stage)]:
        assert answer(held(steady(), earlier, HOLD_S - 0.1), id_) == "no"


@pytest.mark.parametrize(("id_", "stage"), STAGE.items())
def test_without_the_balance_test_it_is_not_known(id_: str, stage: str) -> None:
    assert answer(without(steady(), "four_stage_balance"), id_) == "not_known"


@pytest.mark.parametrize(("id_", "stage"), STAGE.items())
def test_a_stage_held_with_help_is_no_stage_held(id_: str, stage: str) -> None:
    case = steady()
    for trial in entry_of(case, "four_stage_balance")["trials"]:
        trial |= {"assistance": True} if trial["stage"] == stage else {}
    assert answer(case, id_) == "no"


@pytest.mark.parametrize("id_", ALL)
@pytest.mark.parametrize("event", ["near_fall", "fall", "symptoms"])
@pytest.mark.parametrize("test", ["tug", "four_stage_balance", "chair_stand_30s"])
def test_after_a_near_fall_fall_or_symptoms_in_any_test_nothing_is_for_home_alone(
    id_: str, event: str, test: str
) -> None:
    case = steady()
    entry_of(case, test)["trials"][0]["event"] = event
    assert answer(case, id_) == "no"


@pytest.mark.parametrize("id_", ALL)
@pytest.mark.parametrize("more", [{"practice": True}, {"invalid": "started late"}])
def test_a_near_fall_counts_in_practice_and_in_a_trial_that_does_not_count(id_: str, more: dict[str, Any]) -> None:
    case = steady()
    entry_of(case, "tug")["trials"].append({"time_s": 9.0, "event": "near_fall", **more})
    assert answer(case, id_) == "no"


@pytest.mark.parametrize("id_", ALL)
@pytest.mark.parametrize("assistance", [True, "hands_on"])
def test_hands_on_help_in_any_test_leaves_nothing_for_home_alone(id_: str, assistance: Any) -> None:
    case = steady()
    entry_of(case, "tug")["trials"][0]["assistance"] = assistance
    assert answer(case, id_) == "no"


@pytest.mark.parametrize("id_", ALL)
def test_standing_by_is_no_help(id_: str) -> None:
    case = steady()
    entry_of(case, "tug")["trials"][0]["assistance"] = "standby"
    assert answer(case, id_) == "yes"


@pytest.mark.parametrize(("stands", "with_hands", "without_hands"), [(0, "no", "no"), (1, "yes", "no"), (9, "yes", "no"), (10, "yes", "yes")])  # fmt: skip
def test_the_chair_stand_decides_on_both_sides(stands: int, with_hands: str, without_hands: str) -> None:
    case = steady()
    entry_of(case, "chair_stand_30s")["trials"] = [{"stands_count": stands}]
    assert (answer(case, "chair_rise_with_hands"), answer(case, "chair_rise_no_hands")) == (with_hands, without_hands)
    assert {answer(case, id_) for id_ in SEATED} == {"yes"}
    assert answer(case, "heel_raises") == with_hands


@pytest.mark.parametrize("trial", [{"used_arms": True}, {"outcome": "unable"}])
def test_who_needs_the_arms_does_not_rise_alone(trial: dict[str, Any]) -> None:
    case = steady()
    entry_of(case, "chair_stand_30s")["trials"] = [trial]
    assert {answer(case, id_) for id_ in CHAIR} == {"no"}


@pytest.mark.parametrize("id_", sorted(CHAIR_STAND))
@pytest.mark.parametrize("reason", [None, "unsafe", "declined"])
def test_without_the_chair_stand_it_is_not_known(id_: str, reason: str | None) -> None:
    case = without(steady(), "chair_stand_30s")
    if reason:
        case["tests"].append({"test": "chair_stand_30s", "not_done": {"reason": reason}})
    assert answer(case, id_) == "not_known"


@pytest.mark.parametrize("id_", sorted(WALKING))
@pytest.mark.parametrize(("time_s", "expected"), [(11.9, "yes"), (12.0, "no")])
def test_a_slow_walk_decides_on_both_sides(id_: str, time_s: float, expected: str) -> None:
    case = steady()
    entry_of(case, "tug")["trials"][0]["time_s"] = time_s
    assert answer(case, id_) == expected
    assert answer(case, "stand_heel_to_toe") == "yes"


@pytest.mark.parametrize("id_", sorted(WALKING))
def test_without_the_timed_walk_it_is_not_known(id_: str) -> None:
    assert answer(without(steady(), "tug"), id_) == "not_known"


@pytest.mark.parametrize("id_", ["stand_on_one_leg", "walk_heel_to_toe"])
@pytest.mark.parametrize(
    ("side", "time_s", "expected"), [("left", 10.0, "yes"), ("left", 9.9, "no"), ("right", 9.9, "no")]
)
def test_one_leg_that_gives_way_is_enough(id_: str, side: str, time_s: float, expected: str) -> None:
    case = steady()
    for trial in entry_of(case, "single_leg_stance")["trials"]:
        trial["time_s"] = time_s if trial["side"] == side else 30.0
    assert answer(case, id_) == expected


def test_one_leg_may_be_known_from_either_test() -> None:
    assert answer(without(steady(), "single_leg_stance"), "stand_on_one_leg") == "yes"
    case = steady()
    entry_of(case, "four_stage_balance")["trials"].pop()
    assert answer(case, "stand_on_one_leg") == "yes"
    assert answer(without(case, "single_leg_stance"), "stand_on_one_leg") == "not_known"


def test_a_harder_stage_held_stands_in_for_one_not_written_down() -> None:
    case = steady()
    entry_of(case, "four_stage_balance")["trials"] = [{"stage": "tandem", "time_s": 10.0}]
    assert {answer(case, id_) for id_ in ("stand_feet_together", "stand_half_step", "stand_heel_to_toe")} == {"yes"}
    entry_of(case, "four_stage_balance")["trials"][0]["time_s"] = 6.0
    assert {answer(case, id_) for id_ in ("stand_feet_together", "stand_half_step")} == {"not_known"}


@pytest.mark.parametrize("id_", ALL)
def test_fainting_or_a_memory_problem_holds_it_back(id_: str) -> None:
    faints = steady()
    faints["answers"] |= {"fall_history": {"falls_12m": 1, "loss_of_consciousness": True}}
    forgets = steady()
    forgets["answers"]["conditions"]["cognitive_diagnosis"] = True
    assert (answer(faints, id_), answer(forgets, id_)) == ("no", "no")


@pytest.mark.parametrize("id_", ALL)
def test_what_was_not_asked_is_not_a_no(id_: str) -> None:
    unasked = steady()
    unasked["answers"] = {"three_key_questions": {"fallen_past_year": True}}
    assert answer(unasked, id_) == "not_known"


@pytest.mark.parametrize("id_", ALL)
def test_with_no_test_at_all_it_is_not_known(id_: str) -> None:
    assert answer({**steady(), "tests": []}, id_) == "not_known"


def test_an_eye_chart_is_no_sign_of_steadiness() -> None:
    case = {**steady(), "tests": [{"test": "visual_acuity", "trials": [{}]}]}
    facts = reader_of(case).facts
    assert facts["tests.fall_or_near_fall"].value is None
    assert facts["tests.symptoms"].value is None
    assert facts["tests.hands_on_help"].value is None


def test_each_answer_says_why() -> None:
    says = {one.id: one.says for one in Exercises(reader_of(held(steady(), "tandem", 6.0))).of("balance_exercise")}
    assert says["stand_half_step"].startswith("May be done alone: Semi-tandem stance held")
    assert says["stand_heel_to_toe"].startswith("With a therapist only:")
    assert says["stand_heel_to_toe"] == "With a therapist only: Tandem stance (6 s < 10 s)."
    missing = {one.id: one for one in Exercises(reader_of({**steady(), "tests": []})).of("balance_exercise")}
    assert "because it is not known: 4-Stage Balance Test; A fall" in missing["stand_heel_to_toe"].says
    assert "four_stage_balance.tandem_s" in missing["stand_heel_to_toe"].missing


def test_more_held_never_takes_an_exercise_away() -> None:
    """Each stage held adds exercises and removes none."""
    before: set[str] = set()
    for stage in STAGES:
        case = steady()
        trials = [{"stage": one, "time_s": HOLD_S} for one in STAGES[: STAGES.index(stage) + 1]]
        entry_of(case, "four_stage_balance")["trials"] = trials
        now = {id_ for id_, one in alone(case).items() if one == "yes"}
        assert before <= now
        before = now
