"""Sums: a part that is missing never counts as zero, and a sum that was entered beside other parts is kept and said."""

from __future__ import annotations

from typing import Any

import pytest

from surefoot.assessment import assess
from surefoot.knowledge import load

KNOWLEDGE = load()
BALANCE = [{"part": stance, "time_s": 10.0} for stance in ("side_by_side", "semi_tandem")]
BALANCE += [{"part": "tandem", "time_s": 6.0}]
WALK = {"part": "walk", "course": "four_metres", "time_s": 5.0}
CHAIR = {"part": "chair", "time_s": 14.0}


def assessed(*trials: dict[str, Any], test: str = "sppb") -> dict[str, Any]:
    case = {
        "schema": "surefoot-case/1",
        "patient": {"birth_date": "1951-01-15", "sex": "female"},
        "visit": {"date": "2026-11-20"},
        "tests": [{"test": test, "trials": list(trials)}],
    }
    return assess(case, KNOWLEDGE)


def score(result: dict[str, Any], id_: str = "sppb.score") -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in result["scores"] if one["id"] == id_)
    return found


def test_times_make_the_score_of_the_battery() -> None:
    result = assessed(*BALANCE, WALK, CHAIR)
    values = {id_: score(result, f"sppb.{id_}")["value"] for id_ in ("balance_score", "gait_4m_score", "chair_score")}
    assert values == {"balance_score": 3, "gait_4m_score": 3, "chair_score": 2}
    total = score(result)
    assert (total["value"], total["status"], total["taken"]["pick"]) == (8, "measured", "sum")
    assert total["taken"]["trials_counted"] == 5
    assert result["conflicts"] == []


@pytest.mark.parametrize("missing", range(5))
def test_a_missing_part_leaves_the_total_not_known_and_never_zero(missing: int) -> None:
    trials = [*BALANCE, WALK, CHAIR]
    total = score(assessed(*trials[:missing], *trials[missing + 1 :]))
    assert (total["value"], total["status"]) == (None, "partial")
    low, high = total["range"]
    assert low <= 8 <= high
    assert high > 0
    assert total["comparisons"] == []
    assert f"between {low:g} and {high:g} points" in total["sentence"]
    assert "not measured" in total["sentence"]


@pytest.mark.parametrize(("entered", "counts"), [(9, 8), (7, 7), (0, 0), (12, 8)])
def test_a_total_that_does_not_follow_from_its_parts_is_kept_and_the_riskier_counts(entered: int, counts: int) -> None:
    result = assessed({"score": entered}, *BALANCE, WALK, CHAIR)
    total = score(result)
    assert total["value"] == counts
    assert f"entered as {entered} point" in total["reason"]
    assert "worked out from its parts as 8 points" in total["reason"]
    (conflict,) = result["conflicts"]
    assert conflict["id"] == "sppb.score.entered_and_worked_out"
    assert conflict["counts"] == "the riskier result"


def test_a_total_within_what_its_parts_allow_is_no_conflict() -> None:
    result = assessed({"score": 9}, *BALANCE, WALK)
    assert (score(result)["value"], result["conflicts"]) == (9, [])


def test_a_total_that_its_parts_rule_out_is_not_known() -> None:
    result = assessed({"score": 12}, *BALANCE, WALK)
    total = score(result)
    assert (total["value"], total["status"], total["range"]) == (None, "partial", [6, 10])
    assert result["conflicts"][0]["counts"] == "neither until the provider settles it"


def test_two_walks_over_two_courses_leave_open_which_one_counts() -> None:
    total = score(assessed(*BALANCE, WALK, {**WALK, "course": "three_metres"}, CHAIR))
    assert (total["value"], total["status"]) == (None, "partial")
    assert "counts is open" in total["reason"]


def test_a_part_done_with_hands_on_help_keeps_the_total_from_being_compared() -> None:
    total = score(assessed(*BALANCE, WALK, {**CHAIR, "assistance": True}))
    assert (total["value"], total["status"], total["reason"]) == (8, "not_comparable", "done with hands-on help")
    assert [one["id"] for one in total["taken"]["deviations"]] == ["assistance"]


def test_a_battery_that_was_not_done_is_told_once_by_its_total() -> None:
    case = {
        "schema": "surefoot-case/1",
        "patient": {},
        "visit": {"date": "2026-11-20"},
        "tests": [{"test": "sppb", "not_done": {"reason": "unsafe"}}],
    }
    (one,) = assess(case, KNOWLEDGE)["scores"]
    assert (one["id"], one["status"], one["reason"]) == ("sppb.score", "not_done", "not done: unsafe")


def test_items_that_were_not_rated_are_named() -> None:
    result = assessed({"balance_sitting": 1, "balance_rising": 2}, test="tinetti_poma")
    balance = score(result, "tinetti_poma.balance_score")
    assert (balance["value"], balance["range"]) == (None, [3, 16])
    assert "Balance: turning all the way around (0 to 2) not rated" in balance["reason"]
    assert score(result, "tinetti_poma.score")["range"] == [3, 28]


def test_an_item_of_a_trial_that_was_helped_is_not_compared() -> None:
    rated = {
        field["id"]: field["range"][1] for field in KNOWLEDGE.tests["tinetti_poma"]["fields"] if "licence" in field
    }
    whole = score(assessed(rated, test="tinetti_poma"), "tinetti_poma.score")
    assert (whole["value"], whole["status"]) == (28, "measured")
    helped = score(assessed({**rated, "assistance": True}, test="tinetti_poma"), "tinetti_poma.score")
    assert (helped["value"], helped["status"]) == (28, "not_comparable")


def test_conditions_add_up_only_when_all_were_told() -> None:
    trials = [
        {"condition": name, "time_s": time}
        for name, time in (("firm_open", 30.0), ("firm_closed", 30.0), ("foam_open", 25.0), ("foam_closed", 10.0))
    ]
    assert score(assessed(*trials, test="mctsib"), "mctsib.total_s")["value"] == 95
    assert score(assessed(*trials[:2], test="mctsib"), "mctsib.total_s")["range"] == [60, 120]
