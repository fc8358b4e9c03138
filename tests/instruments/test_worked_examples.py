"""The worked examples of the sources: what a published rule says of a case, and published computations to the printed digits."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from surefoot.assessment import assess
from surefoot.knowledge import load

KNOWLEDGE = load()
DAY = date(2026, 11, 20)


def assessed(test: str, *trials: dict[str, Any], age: int = 72, sex: str = "female", **about: Any) -> dict[str, Any]:
    case = {
        "schema": "surefoot-case/1",
        "patient": {"birth_date": f"{DAY.year - age}-01-15", "sex": sex},
        "visit": {"date": DAY.isoformat()},
        "tests": [{"test": test, "trials": list(trials)}],
        **about,
    }
    return assess(case, KNOWLEDGE)


def finding(result: dict[str, Any], id_: str) -> str:
    return next(str(one["answer"]) for one in result["findings"] if one["id"] == id_)


def test_nine_stands_of_a_woman_of_72_are_below_her_reference_of_10_to_15() -> None:  # we05
    result = assessed("chair_stand_30s", {"stands_count": 9})
    (score,) = result["scores"]
    assert finding(result, "chair_stand_below_average") == "yes"
    assert [(norm["low"], norm["high"]) for norm in score["norms"]] == [(10, 15)]
    assert KNOWLEDGE.tests["chair_stand_30s"]["loinc"]["code"] == "66247-8"


@pytest.mark.parametrize(
    ("age", "sex", "stands", "below"),
    [(66, "male", 12, "no"), (66, "male", 11, "yes"), (92, "female", 4, "no"), (92, "female", 3, "yes")],
)
def test_stands_at_the_limit_of_the_table(age: int, sex: str, stands: int, below: str) -> None:  # we17, we18
    result = assessed("chair_stand_30s", {"stands_count": stands}, age=age, sex=sex)
    assert finding(result, "chair_stand_below_average") == below


@pytest.mark.parametrize(
    ("before", "after", "error", "beyond"),
    [(40, 44, 5, "no"), (40, 45, 5, "yes"), (30, 36, 7, "no"), (50, 54, 4, "yes")],
)
def test_a_change_of_the_berg_scale(before: int, after: int, error: int, beyond: str) -> None:  # we19
    previous = [{"date": "2026-08-20", "scores": {"berg_balance_scale.score": before}}]
    (change,) = assessed("berg_balance_scale", {"score": after}, previous=previous)["changes"]
    names = {5: "mdc_from_35", 7: "mdc_from_25", 4: "mdc_from_45"}
    (judged,) = [one for one in change["errors"] if one["id"] == f"berg_balance_scale.{names[error]}"]
    assert (judged["value"], judged["beyond"]) == (error, beyond)


@pytest.mark.parametrize(("tandem_s", "increased"), [(9.9, "yes"), (10.0, "no")])
def test_tandem_stance_at_its_limit(tandem_s: float, increased: str) -> None:  # we20
    result = assessed("four_stage_balance", {"stage": "tandem", "time_s": tandem_s})
    assert finding(result, "tandem_not_held") == increased


@pytest.mark.parametrize(
    ("reach_cm", "band", "short"), [(15.2, "OR 4.02", "yes"), (20.0, "OR 2.00", "yes"), (26.0, None, "no")]
)
def test_a_reach_in_its_band(reach_cm: float, band: str | None, short: str) -> None:  # we21
    result = assessed("functional_reach", {"reach_cm": reach_cm})
    said = {name: finding(result, name) for name in ("functional_reach_6in_or_less", "functional_reach_6_to_10in")}
    expected = {"OR 4.02": ("yes", "no"), "OR 2.00": ("no", "yes"), None: ("no", "no")}[band]
    assert tuple(said.values()) == expected
    assert finding(result, "functional_reach_short") == short
    limits = {limit["id"]: limit for limit in KNOWLEDGE.tests["functional_reach"]["limits"]}
    assert "4.02" in limits["functional_reach.limit_duncan_6in"]["accuracy"][0]["says"]
    assert "2.00" in limits["functional_reach.limit_duncan_10in"]["accuracy"][0]["says"]


@pytest.mark.parametrize(
    ("standing", "drops", "low"),
    [((128, 80), (22, 5), "yes"), ((135, 74), (15, 11), "yes"), ((135, 78), (15, 7), "no")],
)
def test_a_fall_of_blood_pressure(standing: tuple[int, int], drops: tuple[int, int], low: str) -> None:  # we22
    systolic, diastolic = standing
    result = assessed(
        "orthostatic_bp",
        {
            "supine_systolic_mmhg": 150,
            "supine_diastolic_mmhg": 85,
            "standing_3min_systolic_mmhg": systolic,
            "standing_3min_diastolic_mmhg": diastolic,
        },
    )
    values = {score["id"].rpartition(".")[2]: score["value"] for score in result["scores"]}
    assert (values["systolic_drop_3min_mmhg"], values["diastolic_drop_3min_mmhg"]) == drops
    assert finding(result, "orthostatic_drop") == low


def test_the_battery_of_the_example_scores_eight_and_is_low_performance() -> None:  # we23
    trials = [{"part": stance, "time_s": 10.0} for stance in ("side_by_side", "semi_tandem")]
    trials += [{"part": "tandem", "time_s": 6.0}, {"part": "walk", "course": "four_metres", "time_s": 5.0}]
    result = assessed("sppb", *trials, {"part": "chair", "time_s": 14.0})
    values = {score["id"].rpartition(".")[2]: score["value"] for score in result["scores"]}
    assert (values["balance_score"], values["gait_4m_score"], values["chair_score"], values["score"]) == (3, 3, 2, 8)
    limits = {limit["id"]: limit["values"][0]["value"] for limit in KNOWLEDGE.tests["sppb"]["limits"]}
    assert values["score"] <= limits["sppb.limit_ewgsop2"]


@pytest.mark.parametrize(
    ("sex", "force_kg", "ewgsop2", "awgs"),
    [
        ("male", 26.9, "yes", "yes"),
        ("male", 27.0, "no", "yes"),
        ("female", 16.0, "no", "yes"),
        ("female", 15.9, "yes", "yes"),
    ],
)
def test_a_weak_grip_by_two_consensus_texts(sex: str, force_kg: float, ewgsop2: str, awgs: str) -> None:  # we24
    result = assessed("grip_strength", {"side": "right", "force_kg": force_kg}, sex=sex)
    assert (finding(result, "grip_low_ewgsop2"), finding(result, "grip_low_awgs")) == (ewgsop2, awgs)


@pytest.mark.parametrize(("time_s", "within"), [(10.2, True), (10.3, False)])
def test_a_time_beside_the_interval_of_the_mean(time_s: float, within: bool) -> None:  # we25
    result = assessed("tug", {"time_s": time_s}, age=74)
    (score,) = result["scores"]
    norm = score["norms"][0]
    assert (norm["id"], norm["low"], norm["high"]) == ("tug.norm_bohannon_2006", 8.2, 10.2)
    assert (time_s <= norm["high"]) is within
    assert "interval is that of the mean" in norm["caution"]
    limits = [limit for limit in KNOWLEDGE.tests["tug"]["limits"] if limit["id"] != "tug.limit_hicks"]
    fall = [limit["values"][0]["value"] for limit in limits if "not_used" not in limit]
    assert all(time_s < limit for limit in fall)


def after(before: float, ratio: float) -> float:
    odds = before / (1 - before) * ratio
    return odds / (1 + odds)


@pytest.mark.parametrize(
    ("test", "limit", "before", "positive", "negative", "printed"),
    [
        ("tug", "tug.limit_barry", 0.51, 1.20, 0.93, ("56 %", "49 %")),
        ("tug", "tug.limit_barry", 0.52, 1.53, 0.79, ("62 %", "46 %")),  # we09
        ("functional_reach", "functional_reach.limit_lusardi", 0.30, 7.9, 0.5, ("77 %", "17 %")),  # we10
        ("five_times_sit_to_stand", "five_times_sit_to_stand.limit_12", 0.30, 1.62, 0.58, ("41 %", "20 %")),  # we12
    ],
)
def test_published_chances_after_a_test_follow_from_their_ratios(
    test: str, limit: str, before: float, positive: float, negative: float, printed: tuple[str, str]
) -> None:
    """As printed, to the digit; 17 % was printed where the ratio gives 17.6, cut and not rounded."""
    (said,) = [
        one["says"]
        for entry in KNOWLEDGE.tests[test]["limits"]
        if entry["id"] == limit
        for one in entry["accuracy"]
        if f"{before:.0%}".replace("%", " %") in one["says"] and printed[0] in one["says"]
    ]
    assert printed[1] in said
    for chance, text in zip((after(before, positive), after(before, negative)), printed, strict=True):
        assert int(text.removesuffix(" %")) in (round(chance * 100), int(chance * 100))


def test_the_ratio_printed_for_the_mini_bestest_does_not_follow_from_its_accuracy() -> None:
    (limit,) = [
        one for one in KNOWLEDGE.tests["mini_bestest"]["limits"] if one["id"] == "mini_bestest.limit_prospective"
    ]
    assert round(0.91 / (1 - 0.71), 1) == 3.1
    assert any("2.4" in one["says"] and "3.1" in one["says"] for one in limit["accuracy"])
