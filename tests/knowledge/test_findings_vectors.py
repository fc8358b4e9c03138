"""Findings at their edges: one person each, the answer that follows from the published rule."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from surefoot.engine import CaseReader
from surefoot.instruments.facts import case_facts
from surefoot.knowledge import load


def answer(
    finding: str, tests: list[dict[str, Any]] | None = None, answers: dict[str, Any] | None = None, **who: Any
) -> str:
    """What one finding says of a case of 2026-11-20."""
    knowledge = load()
    person = {"id": "P-1"} | {key: who[key] for key in ("sex",) if key in who}
    if "age" in who:
        person["birth_date"] = f"{2026 - who['age']}-01-15"
    case = {"patient": person, "visit": {"date": "2026-11-20"}, "tests": tests or [], "answers": answers or {}}
    reader = CaseReader(knowledge, knowledge.as_of(date(2026, 11, 20)), case_facts(case, knowledge))
    return reader.answer(finding).answer.value


def done(test: str, *trials: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"test": test, "trials": list(trials)}]


@pytest.mark.parametrize(
    ("time_s", "steadi", "wfg", "hicks"),
    [
        (9.9, "no", "no", "no"),
        (10.0, "no", "no", "no"),
        (11.9, "no", "no", "yes"),
        (12.0, "yes", "no", "yes"),
        (15.0, "yes", "no", "yes"),
        (15.34, "yes", "yes", "yes"),
    ],
)
def test_timed_up_and_go_against_each_limit(time_s: float, steadi: str, wfg: str, hicks: str) -> None:
    tests = done("tug", {"time_s": time_s})
    found = tuple(answer(finding, tests) for finding in ("tug_slow_steadi", "tug_slow_wfg", "tug_slow_hicks"))
    assert found == (steadi, wfg, hicks)


@pytest.mark.parametrize(
    ("age", "sex", "stands", "expected"),
    [
        (66, "male", 12, "no"),
        (66, "male", 11, "yes"),
        (92, "female", 4, "no"),
        (92, "female", 3, "yes"),
        (77, None, 9, "yes"),
        (77, None, 10, "not_known"),
        (59, "female", 3, "not_known"),
        (95, "female", 3, "not_known"),
    ],
)
def test_chair_stand_against_the_table(age: int, sex: str | None, stands: int, expected: str) -> None:
    who = {"age": age} | ({"sex": sex} if sex else {})
    assert answer("chair_stand_below_average", done("chair_stand_30s", {"stands_count": stands}), **who) == expected


def test_a_chair_stand_that_needs_the_arms_scores_zero() -> None:
    tests = done("chair_stand_30s", {"stands_count": 12, "used_arms": True})
    assert answer("chair_stand_below_average", tests, age=70, sex="male") == "yes"


@pytest.mark.parametrize(
    ("trials", "expected"),
    [
        ([{"stage": "tandem", "time_s": 9.9}], "yes"),
        ([{"stage": "tandem", "time_s": 10.0}], "no"),
        ([{"stage": "semi_tandem", "time_s": 6.0}], "yes"),
        ([{"stage": "side_by_side", "time_s": 3.0}], "yes"),
        ([{"stage": "semi_tandem", "time_s": 10.0}], "not_known"),
        ([{"stage": "one_leg", "time_s": 2.0}], "not_known"),
    ],
)
def test_tandem_stance_and_the_stages_before_it(trials: list[dict[str, Any]], expected: str) -> None:
    assert answer("tandem_not_held", done("four_stage_balance", *trials)) == expected


@pytest.mark.parametrize(
    ("lying", "one", "three", "expected"),
    [
        ((150, 85), None, (128, 80), "yes"),
        ((150, 85), None, (135, 74), "yes"),
        ((150, 85), None, (135, 78), "no"),
        ((150, 85), (130, 80), None, "yes"),
        ((150, 85), (140, 80), None, "not_known"),
        ((150, 85), (130, 80), (145, 80), "yes"),
    ],
)
def test_orthostatic_readings(
    lying: tuple[int, int], one: tuple[int, int] | None, three: tuple[int, int] | None, expected: str
) -> None:
    trial = {}
    for position, reading in (("supine", lying), ("standing_1min", one), ("standing_3min", three)):
        if reading:
            trial |= {f"{position}_systolic_mmhg": reading[0], f"{position}_diastolic_mmhg": reading[1]}
    assert answer("orthostatic_drop", done("orthostatic_bp", trial)) == expected


def test_gait_speed_comes_from_distance_and_time_or_as_it_is() -> None:
    assert answer("gait_slow_wfg", done("gait_speed", {"distance_m": 4.0, "time_s": 5.0})) == "yes"
    assert answer("gait_slow_wfg", done("gait_speed", {"speed_mps": 0.81})) == "no"


def test_one_leg_below_five_seconds_takes_the_best_trial() -> None:
    assert answer("one_leg_short", done("single_leg_stance", {"time_s": 3.0}, {"time_s": 5.0})) == "no"
    assert answer("one_leg_short", done("single_leg_stance", {"time_s": 4.9})) == "yes"


@pytest.mark.parametrize(
    ("home", "expected"),
    [
        ({"loose_rugs": True}, "yes"),
        ({"loose_rugs": False}, "not_known"),
        ({"night_light": False}, "yes"),
        ({"has_stairs": False}, "not_known"),
        ({"stairs_handrail": False}, "yes"),
    ],
)
def test_one_hazard_at_home_is_enough(home: dict[str, bool], expected: str) -> None:
    assert answer("home_hazard", answers={"home": home}) == expected


def test_a_home_without_hazard_or_stairs_is_a_no() -> None:
    items = load().questionnaires["home"]["items"]
    safe = {item["id"]: item["riskier"] == "no" for item in items if not item["id"].startswith("stairs_")}
    assert answer("home_hazard", answers={"home": safe | {"has_stairs": False}}) == "no"


@pytest.mark.parametrize(
    ("history", "any_fall", "recurrent", "injurious"),
    [
        ({"falls_12m": 0}, "no", "no", "no"),
        ({"falls_12m": 1}, "yes", "no", "not_known"),
        ({"falls_12m": 2}, "yes", "yes", "not_known"),
        ({"injurious_falls_12m": 1}, "yes", "not_known", "yes"),
        ({"injurious_falls_12m": 0}, "not_known", "not_known", "no"),
        ({"falls_12m": None}, "not_known", "not_known", "not_known"),
    ],
)
def test_falls_told_in_several_ways(history: dict[str, Any], any_fall: str, recurrent: str, injurious: str) -> None:
    given = {"fall_history": history}
    found = tuple(answer(finding, answers=given) for finding in ("any_fall", "recurrent_falls", "injurious_fall"))
    assert found == (any_fall, recurrent, injurious)


def test_the_riskier_of_two_accounts_of_a_fall_counts() -> None:
    given = {"fall_history": {"falls_12m": 0}, "stay_independent": {"fallen_past_year": True}}
    assert answer("any_fall", answers=given) == "yes"


@pytest.mark.parametrize(
    ("score", "sex", "expected"),
    [(3, "female", "yes"), (3, "male", "no"), (4, "male", "yes"), (2, "female", "no"), (3, None, "not_known")],
)
def test_audit_c_by_sex(score: int, sex: str | None, expected: str) -> None:
    who = {"sex": sex} if sex else {}
    assert answer("audit_c_positive", answers={"entered_scores": {"audit_c": score}}, **who) == expected
