"""Trials become scores by the protocol's rule: which count, which is taken, what unable, help and deviation mean."""

from __future__ import annotations

from typing import Any

import pytest

from surefoot.instruments import Score, test_scores
from surefoot.knowledge import Knowledge


def score(knowledge: Knowledge, id_: str, **entry: Any) -> Score:
    case = {"tests": [{"test": id_.split(".")[0], **entry}]}
    return test_scores(case, knowledge)[id_]


def test_a_measured_time_is_the_score(knowledge: Knowledge) -> None:
    found = score(knowledge, "tug.time_s", trials=[{"time_s": 14.2}])
    assert (found.value, found.status, found.evidence) == (14.2, "measured", "tests[0].trials[0]")


@pytest.mark.parametrize(
    ("trial", "status", "why"),
    [
        ({"time_s": 14.2, "assistance": True}, "not_comparable", "hands-on help"),
        ({"time_s": 14.2, "assistance": "hands_on"}, "not_comparable", "hands-on help"),
        ({"time_s": 14.2, "deviation": "course of 2 m"}, "not_comparable", "course of 2 m"),
        ({"time_s": 14.2, "invalid": "started too early"}, "no_trial", "started too early"),
        ({"time_s": 14.2, "practice": True}, "no_trial", "not measured"),
        ({"outcome": "unable"}, "unable", "unable"),
        ({}, "no_trial", "not measured"),
        ({"time_s": None}, "no_trial", "not measured"),
    ],
)
def test_what_may_not_be_compared_is_not_known_to_rules(
    trial: dict[str, Any], status: str, why: str, knowledge: Knowledge
) -> None:
    found = score(knowledge, "tug.time_s", trials=[trial])
    assert found.status == status
    assert why in (found.reason or "")
    assert found.fact.value is None


@pytest.mark.parametrize("help_given", [False, "none", "standby"])
def test_standing_by_is_no_help(help_given: Any, knowledge: Knowledge) -> None:
    assert score(knowledge, "tug.time_s", trials=[{"time_s": 9.0, "assistance": help_given}]).fact.value == 9.0


def test_not_done_keeps_its_reason(knowledge: Knowledge) -> None:
    found = score(knowledge, "single_leg_stance.time_s", not_done={"reason": "no_equipment"})
    assert (found.status, found.reason, found.value) == ("not_done", "not done: no equipment", None)


def test_needing_the_arms_is_the_protocols_own_zero(knowledge: Knowledge) -> None:
    found = score(knowledge, "chair_stand_30s.stands_count", trials=[{"outcome": "unable"}])
    assert (found.value, found.status, found.fact.value) == (0.0, "unable", 0.0)


def test_speed_is_distance_over_time(knowledge: Knowledge) -> None:
    found = score(
        knowledge, "gait_speed.speed_mps", trials=[{"distance_m": 4, "time_s": 5}, {"distance_m": 4, "time_s": 8}]
    )
    assert found.value == pytest.approx(0.8)


def test_each_stance_has_its_own_score(knowledge: Knowledge) -> None:
    trials = [{"stage": "semi_tandem", "time_s": 10}, {"stage": "tandem", "time_s": 6.0}]
    case = {"tests": [{"test": "four_stage_balance", "trials": trials}]}
    found = test_scores(case, knowledge)
    values = {id_: one.value for id_, one in found.items()}
    assert sorted(value for value in values.values() if value is not None) == [6.0, 10.0]


def test_two_entries_of_one_test_are_read_together(knowledge: Knowledge) -> None:
    case = {
        "tests": [{"test": "tug", "not_done": {"reason": "declined"}}, {"test": "tug", "trials": [{"time_s": 11.0}]}]
    }
    assert test_scores(case, knowledge)["tug.time_s"].value == 11.0


test_scores.__test__ = False  # type: ignore[attr-defined]
