"""Norms: at both ends of the ages of every one, beyond them none; and none from people who were measured another way."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from surefoot.assessment import assess
from surefoot.assessment.norms import norms_of
from surefoot.engine import CaseReader
from surefoot.instruments import Score, case_facts
from surefoot.instruments.score import Taken
from surefoot.knowledge import load

KNOWLEDGE = load()
DAY = date(2026, 11, 20)
NORMS = [(test.id, norm) for test in KNOWLEDGE.tests.values() for norm in test.get("norms", ())]
ROWS = [(test, norm, row, sex) for test, norm in NORMS for row in norm["rows"] for sex in ("female", "male")]
TABLES = list(KNOWLEDGE.tables.values())


def reader(age: int | None, sex: str = "female", tests: Any = ()) -> CaseReader:
    born = {} if age is None else {"birth_date": f"{DAY.year - age}-01-15"}
    case = {"patient": {**born, "sex": sex}, "visit": {"date": DAY.isoformat()}, "tests": list(tests)}
    return CaseReader(KNOWLEDGE, KNOWLEDGE.as_of(DAY), case_facts(case, KNOWLEDGE))


def fitting_score(test: str, norm: Any) -> Score:
    """A score of the norm's own kind, taken as its people were."""
    specs = [
        spec
        for spec in KNOWLEDGE.tests[test]["scores"]
        if spec["id"] in norm.get("scores", [spec["id"]]) and spec["unit"] == norm["unit"]
    ]
    taken = Taken(
        norm.get("pick", specs[0]["pick"]),
        norm.get("of_trials", 1),
        ceiling_s=norm.get("ceiling_s"),
        eyes=norm.get("eyes"),
        side=norm.get("side"),
    )
    return Score(specs[0]["id"], test, specs[0]["label"], norm["unit"], "measured", 1.0, taken=taken)


@pytest.mark.parametrize(("test", "norm", "row", "sex"), ROWS)
def test_a_norm_holds_at_both_ends_of_its_ages(test: str, norm: Any, row: Any, sex: str) -> None:
    for age in row["age"]:
        found = norms_of(fitting_score(test, norm), reader(int(age), sex), DAY).fitting
        (one,) = [one for one in found if one["id"] == norm["id"]]
        assert one["age"] == list(row["age"])
        assert one["n"] is None or one["n_says"]
        cell = row.get("all") or row[sex]
        assert {key: one[key] for key in cell} == cell


@pytest.mark.parametrize(("test", "norm"), NORMS, ids=lambda part: part if isinstance(part, str) else part["id"])
def test_no_norm_is_carried_beyond_its_ages(test: str, norm: Any) -> None:
    first, last = int(norm["rows"][0]["age"][0]), int(norm["rows"][-1]["age"][1])
    for age in (first - 1, last + 1):
        found = norms_of(fitting_score(test, norm), reader(age), DAY)
        assert norm["id"] not in {one["id"] for one in found.fitting}
        if not found.fitting:
            assert found.none == f"no norm for age {age}"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table["id"])
def test_no_limit_of_a_table_is_carried_beyond_its_ages(table: Any) -> None:
    (state,) = table["values"]
    first, last = int(state["rows"][0]["age"][0]), int(state["rows"][-1]["age"][1])
    (finding,) = [rule.id for rule in KNOWLEDGE.rules.values() if _looks_up(rule.node, table["id"])]
    test = table["id"].partition(".")[0]
    trial = {"chair_stand_30s": {"stands_count": 0}, "grip_strength": {"force_kg": 1.0, "side": "left"}}[test]
    said = {}
    for age in (first - 1, first, last, last + 1):
        said[age] = reader(age, tests=[{"test": test, "trials": [trial]}]).answer(finding).answer.value
    assert said == {first - 1: "not_known", first: "yes", last: "yes", last + 1: "not_known"}


def _looks_up(node: Any, table: str) -> bool:
    parts = getattr(node, "parts", ())
    return getattr(node, "id", None) == table or any(_looks_up(part, table) for part in parts)


def of_one(score: str, *trials: dict[str, Any], age: int = 72, **about: Any) -> dict[str, Any]:
    test = score.partition(".")[0]
    case = {
        "schema": "surefoot-case/1",
        "patient": {"birth_date": f"{DAY.year - age}-01-15", "sex": "female"},
        "visit": {"date": DAY.isoformat()},
        "tests": [{"test": test, "trials": list(trials)}],
        **about,
    }
    found: dict[str, Any] = next(one for one in assess(case, KNOWLEDGE)["scores"] if one["id"] == score)
    return found


def left_out(score: dict[str, Any]) -> dict[str, str]:
    return {one["id"].partition(".")[2]: one["says"] for one in score["norms_left_out"]}


def test_the_best_of_three_has_the_norm_of_the_best_of_three_alone() -> None:
    trials = [{"time_s": 20.0}, {"time_s": 12.0}, {"time_s": 16.0}]
    best, mean = of_one("single_leg_stance.time_s", *trials), of_one("single_leg_stance.mean_s", *trials)
    assert [norm["id"] for norm in best["norms"]] == [
        "single_leg_stance.norm_springer_2007",
        "single_leg_stance.norm_springer_2007_by_sex",
        "single_leg_stance.norm_bohannon_2006",
    ]
    assert [norm["id"] for norm in mean["norms"]] == ["single_leg_stance.norm_springer_2007_mean"]
    assert best["taken"]["pick"] == "best"
    assert (best["taken"]["trials_counted"], best["taken"]["ceiling_s"], best["taken"]["eyes"]) == (3, 45, "open")


@pytest.mark.parametrize(
    ("trials", "says"),
    [
        ([{"time_s": 20.0}], "its numbers rest on 3 trials, this result on 1"),
        ([{"time_s": 20.0, "ceiling_s": 30}] * 3, "its times end at 45 s, this one at 30 s"),
        ([{"time_s": 52.0}] * 3, "its times end at 45 s, this one did not"),
    ],
)
def test_a_norm_of_another_ceiling_or_of_more_trials_is_left_out_and_says_why(
    trials: list[dict[str, Any]], says: str
) -> None:
    score = of_one("single_leg_stance.time_s", *trials)
    assert [norm["id"] for norm in score["norms"]] == ["single_leg_stance.norm_bohannon_2006"]
    assert left_out(score) == {"norm_springer_2007": says, "norm_springer_2007_by_sex": says}


def test_a_time_at_the_ceiling_needs_no_further_trial() -> None:
    score = of_one("single_leg_stance.time_s", {"time_s": 45.0})
    assert score["taken"]["at_ceiling"]
    assert [norm["mean"] for norm in score["norms"]] == [21.5, 16.7, 17.2]


def test_norms_of_two_ceilings_are_kept_apart() -> None:
    thirty = of_one("single_leg_stance_eyes_closed.time_s", *[{"time_s": 5.0, "ceiling_s": 30}] * 3)
    assert [norm["id"] for norm in thirty["norms"]] == ["single_leg_stance_eyes_closed.norm_bohannon_1984"]
    assert set(left_out(thirty)) == {"norm_springer_2007"}
    own = of_one("single_leg_stance_eyes_closed.time_s", *[{"time_s": 5.0}] * 3)
    assert [norm["id"] for norm in own["norms"]] == ["single_leg_stance_eyes_closed.norm_springer_2007"]
    assert left_out(own) == {"norm_bohannon_1984": "its times end at 30 s, this one at 45 s"}


@pytest.mark.parametrize(
    ("trial", "holds"),
    [
        ({"distance_m": 3, "time_s": 3}, True),
        ({"distance_m": 30, "time_s": 30}, True),
        ({"distance_m": 2.9, "time_s": 3}, False),
        ({"distance_m": 30.1, "time_s": 30}, False),
        ({"distance_m": 4, "time_s": 4, "walk_start": "moving"}, True),
        ({"distance_m": 4, "time_s": 4, "walk_start": "standing"}, False),
        ({"speed_mps": 1.0}, True),
    ],
)
def test_a_norm_of_walking_holds_for_its_courses_and_its_start(trial: dict[str, Any], holds: bool) -> None:
    score = of_one("gait_speed.speed_mps", trial)
    ids = {norm["id"] for norm in score["norms"]}
    assert ("gait_speed.norm_bohannon_andrews_2011" in ids) is holds
    assert ("norm_bohannon_andrews_2011" in left_out(score)) is not holds


def test_the_norm_of_the_right_hand_is_no_norm_of_the_left_or_of_the_better_hand() -> None:
    trials = [{"side": "left", "force_kg": 20.0}, {"side": "right", "force_kg": 24.0}]
    assert [norm["mean"] for norm in of_one("grip_strength.right_kg", *trials)["norms"]] == [22.5]
    assert of_one("grip_strength.left_kg", *trials)["norms"] == []
    assert of_one("grip_strength.force_kg", *trials)["norms"] == []


def test_three_reaches_are_the_norms_own_three() -> None:
    reach = of_one("functional_reach.reach_cm", *[{"reach_cm": 25.0}] * 3)
    assert [norm["mean"] for norm in reach["norms"]] == [26.6]
    one = of_one("functional_reach.reach_cm", {"reach_cm": 25.0})
    assert one["no_norm"] == "no norm: its numbers rest on 3 trials, this result on 1"


def test_a_part_of_the_battery_has_its_norm_and_the_total_has_none() -> None:
    trial = {"score": 8, "balance_score": 3, "gait_score": 3, "chair_score": 2, "course": "four_metres"}
    assert [norm["mean"] for norm in of_one("sppb.balance_score", trial)["norms"]] == [3.71]
    total = of_one("sppb.score", trial)
    assert (total["norms"], total["norms_left_out"], total["no_norm"]) == ([], [], None)
