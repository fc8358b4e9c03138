"""Further tests of mobility, balance and calf strength: each limit from both sides, bands whole, every source used."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from tests.knowledge.readability import fernandez_huerta, flesch_kincaid_grade

from surefoot.assessment import assess
from surefoot.engine import CaseReader
from surefoot.errors import CaseRefused
from surefoot.instruments.facts import case_facts
from surefoot.instruments.scores import test_scores as scores_of
from surefoot.knowledge import load
from surefoot.knowledge.links import places

KNOWLEDGE = load()
SOURCES = KNOWLEDGE.files["sources/tests_mobility.yaml"]["sources"]
FINDINGS = {entry["id"] for entry in KNOWLEDGE.files["findings/mobility.yaml"]["findings"]}
STANDARD_BATTERY_ENDS = 100
SIXTH_GRADE = 6.9
EASY_SPANISH = 70


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


EDGES = [  # finding, test, field, just not, just so
    ("tug_cognitive_slow", "tug_cognitive", "time_s", 10.97, 10.98),
    ("eight_foot_up_and_go_slow", "eight_foot_up_and_go", "time_s", 8.4, 8.5),
    ("gait_fast_slow", "gait_speed_fast", "speed_mps", 1.13, 1.12),
    ("functional_reach_6in_or_less", "functional_reach", "reach_cm", 15.25, 15.24),
    ("functional_reach_6_to_10in", "functional_reach", "reach_cm", 15.24, 15.25),
    ("functional_reach_6_to_10in", "functional_reach", "reach_cm", 25.4, 25.39),
    ("functional_reach_short", "functional_reach", "reach_cm", 22.0, 21.9),
    ("four_square_step_slow", "four_square_step", "time_s", 15.0, 15.1),
    ("mini_bestest_low", "mini_bestest", "score", 19, 18),
    ("poma_below_25", "tinetti_poma", "score", 25, 24),
    ("poma_class_high", "tinetti_poma", "score", 19, 18),
    ("poma_class_medium", "tinetti_poma", "score", 18, 19),
    ("poma_class_medium", "tinetti_poma", "score", 25, 24),
    ("dynamic_gait_index_low", "dynamic_gait_index", "score", 20, 19),
    ("functional_gait_low", "functional_gait_assessment", "score", 23, 22),
]


@pytest.mark.parametrize(("finding", "test", "field", "no", "yes"), EDGES)
def test_each_finding_answers_from_both_sides_of_its_limit(
    finding: str, test: str, field: str, no: float, yes: float
) -> None:
    assert answer(finding, test, **{field: no}) == "no"
    assert answer(finding, test, **{field: yes}) == "yes"
    assert answer(finding, test, **{field: yes, "assistance": "hands_on"}) == "not_known"


def test_every_finding_of_the_file_is_tried_at_its_edge() -> None:
    assert {edge[0] for edge in EDGES} == FINDINGS


def test_a_fast_walk_is_read_from_distance_and_time() -> None:
    assert answer("gait_fast_slow", "gait_speed_fast", distance_m=4.0, time_s=4.0) == "yes"
    assert answer("gait_fast_slow", "gait_speed_fast", distance_m=4.0, time_s=3.0) == "no"


def test_the_time_added_by_the_cup_needs_both_times() -> None:
    both = scores_of(case("tug_manual", {"time_s": 16.0, "single_time_s": 11.5}), KNOWLEDGE)
    assert both["tug_manual.difference_s"].value == pytest.approx(4.5)
    alone = scores_of(case("tug_manual", {"time_s": 16.0}), KNOWLEDGE)
    assert alone["tug_manual.difference_s"].value is None


def test_the_faster_of_two_trials_counts() -> None:
    scores = scores_of(case("eight_foot_up_and_go", {"time_s": 8.9}, {"time_s": 8.1}), KNOWLEDGE)
    assert scores["eight_foot_up_and_go.time_s"].value == 8.1


@pytest.mark.parametrize(
    ("reach_cm", "six_or_less", "six_to_ten", "short"),
    [(15.2, "yes", "no", "yes"), (20.0, "no", "yes", "yes"), (26.0, "no", "no", "no")],
)
def test_a_reach_falls_into_one_band_of_duncan(reach_cm: float, six_or_less: str, six_to_ten: str, short: str) -> None:
    findings = ("functional_reach_6in_or_less", "functional_reach_6_to_10in", "functional_reach_short")
    said = tuple(answer(finding, "functional_reach", reach_cm=reach_cm) for finding in findings)
    assert said == (six_or_less, six_to_ten, short)


def test_three_reaches_count_as_their_mean() -> None:
    trials = ({"reach_cm": reach} for reach in (20.0, 22.0, 27.0))
    assert scores_of(case("functional_reach", *trials), KNOWLEDGE)["functional_reach.reach_cm"].value == 23.0


def test_a_reach_that_was_not_possible_is_no_reach_of_zero() -> None:
    assert answer("functional_reach_6in_or_less", "functional_reach", outcome="unable") == "not_known"


BERG_ERRORS = {  # first scores of the band: smallest change beyond error
    (0, 24): "berg_balance_scale.mdc_from_0", (25, 34): "berg_balance_scale.mdc_from_25",
    (35, 44): "berg_balance_scale.mdc_from_35", (45, 56): "berg_balance_scale.mdc_from_45",
}  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "beyond"),
    [
        (40, 44, "no"),
        (40, 45, "yes"),
        (30, 36, "no"),
        (30, 37, "yes"),
        (50, 53, "no"),
        (50, 54, "yes"),
        (24, 29, "yes"),
    ],
)
def test_a_change_of_the_berg_scale_is_judged_by_the_error_of_its_first_score(
    before: int, after: int, beyond: str
) -> None:
    (error,) = [id_ for (low, high), id_ in BERG_ERRORS.items() if low <= before <= high]
    now = {**case("berg_balance_scale", {"score": after}), "schema": "surefoot-case/1"}
    now["previous"] = [{"date": "2026-08-20", "scores": {"berg_balance_scale.score": before}}]
    (change,) = assess(now, KNOWLEDGE)["changes"]
    assert {judged["id"]: judged["beyond"] for judged in change["errors"]}[error] == beyond


def test_the_bands_of_the_berg_errors_are_named_and_leave_no_gap() -> None:
    bands = sorted(BERG_ERRORS)
    assert (bands[0][0], bands[-1][1]) == (0, 56)
    assert all(upper[0] == lower[1] + 1 for lower, upper in pairwise(bands))
    errors = {error["id"]: error for error in KNOWLEDGE.tests["berg_balance_scale"]["errors"]}
    for (low, high), id_ in BERG_ERRORS.items():
        assert errors[id_]["population"].endswith(f"{low} to {high}")


def test_every_total_of_the_tinetti_assessment_has_at_most_one_class() -> None:
    said = {
        score: [answer(f"poma_class_{name}", "tinetti_poma", score=score) for name in ("high", "medium")]
        for score in range(29)
    }
    assert [score for score, classes in said.items() if classes == ["yes", "no"]] == list(range(19))
    assert [score for score, classes in said.items() if classes == ["no", "yes"]] == list(range(19, 25))
    assert [score for score, classes in said.items() if classes == ["no", "no"]] == list(range(25, 29))


TOTALS = {
    "berg_balance_scale": 56, "mini_bestest": 28, "tinetti_poma": 28, "dynamic_gait_index": 24,
    "functional_gait_assessment": 30,
}  # fmt: skip


@pytest.mark.parametrize("test", TOTALS)
def test_wording_that_is_not_free_is_entered_as_a_score_within_its_range(test: str) -> None:
    entry = KNOWLEDGE.tests[test]
    assert entry["licence"]["status"] == "score_only"
    (total,) = [field for field in entry["fields"] if field["id"] == "score"]
    assert total["range"] == [0, TOTALS[test]]
    assert total.get("required") or "items" in entry["scores"][0], "a total, or the items it is made of"


def test_points_are_entered_under_names_of_ours_and_add_up_to_the_published_parts() -> None:
    entry = KNOWLEDGE.tests["tinetti_poma"]
    fields = {field["id"]: field for field in entry["fields"]}
    for part, items, highest in (("balance_score", 9, 16), ("gait_score", 7, 12)):
        (score,) = [score for score in entry["scores"] if score["id"] == f"tinetti_poma.{part}"]
        named = [fields[id_] for id_ in score["items"]["fields"]]
        assert len(named) == items
        assert sum(field["range"][1] for field in named) == highest == score["range"][1]
        assert all(field["licence"]["status"] == "score_only" for field in named)


def test_a_mini_bestest_of_the_older_scoring_is_refused() -> None:
    old = {**case("mini_bestest", {"score": 30}), "schema": "surefoot-case/1"}
    with pytest.raises(CaseRefused):
        assess(old, KNOWLEDGE)


def test_a_band_between_two_limits_is_not_told_as_beyond_both() -> None:
    reach = {**case("functional_reach", {"reach_cm": 20.0}), "schema": "surefoot-case/1"}
    (score,) = assess(reach, KNOWLEDGE)["scores"]
    said = {one["id"]: one["answer"] for one in score["comparisons"]}
    assert said["functional_reach.limit_duncan_6in"] == "no"
    assert said["functional_reach.limit_duncan_10in"] == "yes"
    assert len(said) == len(score["comparisons"])


@pytest.mark.parametrize(
    ("course", "held", "other"),
    [
        ("four_metres", "sppb.gait_4m_score", "sppb.gait_3m_score"),
        ("three_metres", "sppb.gait_3m_score", "sppb.gait_4m_score"),
    ],
)
def test_the_walk_of_the_battery_keeps_its_length(course: str, held: str, other: str) -> None:
    trial = {"score": 8, "balance_score": 3, "gait_score": 3, "chair_score": 2, "course": course}
    scores = scores_of(case("sppb", trial), KNOWLEDGE)
    assert scores["sppb.score"].value == 8
    assert scores[held].value == 3
    assert scores[other].value is None


def test_the_example_of_the_battery_lies_at_the_limit_of_low_performance() -> None:
    limits = {limit["id"]: limit["values"][0]["value"] for limit in KNOWLEDGE.tests["sppb"]["limits"]}
    assert limits["sppb.limit_ewgsop2"] == 3 + 3 + 2
    classes = [limits[f"sppb.class_{name}"] for name in ("severe", "low", "intermediate")]
    assert classes == [3, 6, 9]


@pytest.mark.parametrize(
    ("part", "score"),
    [
        ("Walk of 4 m", "sppb.gait_4m_score"),
        ("Walk of 3 m", "sppb.gait_3m_score"),
        ("Five stands", "sppb.chair_score"),
    ],
)
def test_the_bands_of_the_battery_are_those_its_steps_tell(part: str, score: str) -> None:
    (step,) = [step for step in KNOWLEDGE.tests["sppb"]["protocol"]["steps"] if step.startswith(part)]
    told = [float(number) for number in re.findall(r"\d+\.\d+", step)]
    (spec,) = [one for one in KNOWLEDGE.tests["sppb"]["scores"] if one["id"] == score]
    bands = [row["below"] for row in spec["bands"]["parts"][0]["rows"] if "below" in row]
    assert len(bands) == 3
    for edge in bands:
        assert edge in told or round(edge - 0.01, 2) in told, "an edge that the steps do not tell"


def test_each_leg_has_its_own_heel_rises_and_norms_end_with_the_study() -> None:
    trials = [{"repetitions_count": 12, "side": "left"}, {"repetitions_count": 16, "side": "right"}]
    done = {**case("heel_rise", *trials), "schema": "surefoot-case/1"}
    left, right = assess(done, KNOWLEDGE)["scores"]
    assert (left["value"], right["value"]) == (12, 16)
    assert [norm["mean"] for norm in left["norms"]] == [16, 17]
    done["patient"]["birth_date"] = "1944-01-15"
    assert all(score["no_norm"] == "no norm for age 82" for score in assess(done, KNOWLEDGE)["scores"])


def _tests_of_the_file() -> list[Any]:
    own = {source["id"] for source in SOURCES}
    return [
        test for test in KNOWLEDGE.tests.values() if test["order"] > STANDARD_BATTERY_ENDS and _cited(test.data) & own
    ]


def _cited(data: Any) -> set[str]:
    return {source for _, key, value in places(data) if key == "source" for source in value}


def test_every_source_of_the_file_is_used() -> None:
    used = {source for data in KNOWLEDGE.files.values() for source in _cited(data)}
    assert {source["id"] for source in SOURCES} <= used


def test_the_words_to_say_are_easy_in_both_languages() -> None:
    for test in _tests_of_the_file():
        say = test["protocol"]["say"]
        assert flesch_kincaid_grade(say["en"]) <= SIXTH_GRADE, test.id
        assert fernandez_huerta(say["es"]) >= EASY_SPANISH, test.id


def test_no_rule_reads_a_limit_that_was_not_seen() -> None:
    for test in _tests_of_the_file():
        for limit in test.get("limits", ()):
            if any(state["confidence"] == "unverified" for state in limit["values"]):
                assert "not_used" in limit, limit["id"]
