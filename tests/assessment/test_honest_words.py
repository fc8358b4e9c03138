"""What is said is what was answered, tried and measured: nothing doubled, nothing lost, no rounding that turns a comparison around."""

from __future__ import annotations

from typing import Any

import pytest

from surefoot.assessment import assess
from surefoot.knowledge import Knowledge

Case = dict[str, Any]


def case(**parts: Any) -> Case:
    return {
        "schema": "surefoot-case/1",
        "patient": {"birth_date": "1948-03-02", "sex": "female"},
        "visit": {"date": "2026-11-20", "setting": "office"},
        **parts,
    }


def score(result: dict[str, Any], id_: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in result["scores"] if one["id"] == id_)
    return found


def test_an_answer_is_quoted_as_it_was_asked(knowledge: Knowledge) -> None:
    result = assess(case(answers={"stay_independent": {"unsteady_walking": True, "fallen_past_year": True}}), knowledge)
    grounds = " ".join(ground for factor in result["factors"] for ground in factor["grounds"])
    assert "Sometimes I feel unsteady when I am walking." in grounds
    assert "Do you feel unsteady" not in grounds
    assert result["conflicts"] == []


def test_contradicting_answers_are_both_told_and_the_riskier_counts(knowledge: Knowledge) -> None:
    answers = {
        "stay_independent": {"fallen_past_year": True, "medicine_sleep_or_mood": True},
        "fall_history": {"falls_12m": 0, "injurious_falls_12m": 1},
        "medications": [],
    }
    result = assess(case(answers=answers), knowledge)
    said = {conflict["id"] for conflict in result["conflicts"]}
    assert {"no_fall_yet_a_consequence", "more_injuries_than_falls", "no_medicine_yet_one_told"} <= said
    assert next(finding["answer"] for finding in result["findings"] if finding["id"] == "any_fall") == "yes"


@pytest.mark.parametrize(
    ("test", "trial", "id_", "says"),
    [
        ("tug", {"time_s": 11.99}, "tug.time_s", "11.99 s, below the limit of 12 s"),
        ("tug", {"time_s": 10.01}, "tug.time_s", "10.01 s"),
        (
            "four_stage_balance",
            {"stage": "tandem", "time_s": 9.96},
            "four_stage_balance.tandem_s",
            "held 9.96 s, below the limit of 10 s",
        ),
        (
            "gait_speed",
            {"distance_m": 4, "time_s": 4.995},
            "gait_speed.speed_mps",
            "0.801 m/s, above the limit of 0.8 m/s",
        ),
    ],
)
def test_the_digits_that_decide_are_shown(test: str, trial: Case, id_: str, says: str, knowledge: Knowledge) -> None:
    result = assess(case(tests=[{"test": test, "trials": [trial]}]), knowledge)
    assert says in score(result, id_)["sentence"]


def test_attempted_and_unable_is_a_result(knowledge: Knowledge) -> None:
    tests = [
        {
            "test": "four_stage_balance",
            "trials": [{"stage": "semi_tandem", "time_s": 10}, {"stage": "tandem", "outcome": "unable"}],
        },
        {"test": "tug", "trials": [{"outcome": "unable"}]},
    ]
    result = assess(case(tests=tests), knowledge)
    assert score(result, "four_stage_balance.tandem_s")["value"] == 0
    assert "attempted and not held" in score(result, "four_stage_balance.tandem_s")["sentence"]
    assert score(result, "tug.time_s")["status"] == "unable"
    assert "attempted and unable" in score(result, "tug.time_s")["sentence"]
    assert next(finding["answer"] for finding in result["findings"] if finding["id"] == "tandem_not_held") == "yes"


def test_an_interrupted_timing_is_said_beside_the_time(knowledge: Knowledge) -> None:
    result = assess(case(tests=[{"test": "tug", "trials": [{"time_s": 13.0, "interrupted_timing": True}]}]), knowledge)
    assert "interrupted" in score(result, "tug.time_s")["sentence"]


def test_why_there_is_no_norm(knowledge: Knowledge) -> None:
    chair = [{"test": "chair_stand_30s", "trials": [{"stands_count": 8}]}]
    for sex in ("other", "unknown", None):
        person = case(tests=chair)
        person["patient"]["sex"] = sex
        assert (
            "sex used for norms is not known"
            in score(assess(person, knowledge), "chair_stand_30s.stands_count")["no_norm"]
        )
    old = case(tests=chair)
    old["patient"]["birth_date"] = "1920-01-01"
    assert score(assess(old, knowledge), "chair_stand_30s.stands_count")["no_norm"] == "no norm for age 106"


def test_one_fall_without_any_consequence_is_low(knowledge: Knowledge) -> None:
    history = dict.fromkeys(("loss_of_consciousness", "unable_to_get_up", "long_lie_ge_60min"), False)
    answers = {
        "fall_history": {"falls_12m": 1, "injurious_falls_12m": 0, **history},
        "frailty_scales": {"clinical_frailty_scale": 2},
    }
    tests = [{"test": "tug", "trials": [{"time_s": 14.0}]}]
    levels = assess(case(answers=answers, tests=tests), knowledge)["levels"]
    assert levels["wfg_2022"]["level"] == "low"
    assert levels["wfg_hicks_2024"]["level"] == "intermediate"


def test_null_outside_the_answers_is_not_known(knowledge: Knowledge) -> None:
    nothing = {
        "schema": "surefoot-case/1",
        "patient": {"id": None, "birth_date": None, "sex": None},
        "visit": {"date": "2026-11-20", "setting": None, "reason": None, "diagnoses": None, "status": None},
        "answers": {"home": "unsure", "stay_independent": None, "medications": None},
        "tests": None,
        "ledger": [{"start": None, "end": None, "activity": None}],
        "report": {"signed": None},
        "plan_of_care": None,
        "other_services": None,
    }
    assert assess({**nothing, "answers": None}, knowledge)["levels"]["steadi_2019"]["level"] == "not_known"
    result = assess(nothing, knowledge)
    assert result["levels"]["steadi_2019"]["level"] == "not_known"
    assert result["billing"]["may_submit"] != "yes"


def test_earlier_visits_are_taken_whole_or_as_scores(contract_case: Case, knowledge: Knowledge) -> None:
    whole = {**contract_case, "visit": {**contract_case["visit"], "date": "2026-05-20"}, "ledger": [], "previous": []}
    whole["tests"] = [{"test": "tug", "trials": [{"time_s": 16.0}]}]
    contract_case["previous"] = [whole, {"date": "2026-01-10", "scores": {"tug.time_s": 15.0}}]
    changes = assess(contract_case, knowledge)["changes"]
    assert [(change["since"], change["before"]) for change in changes if change["id"] == "tug.time_s"] == [
        ("2026-05-20", 16.0),
        ("2026-01-10", 15.0),
    ]


@pytest.mark.parametrize(("before", "beyond"), [(14.3, "no"), (40.0, "yes"), (11.9, "not_known")])
def test_a_change_is_beyond_error_only_where_no_error_that_may_fit_says_otherwise(
    before: float, beyond: str, knowledge: Knowledge
) -> None:
    tests = [{"test": "tug", "trials": [{"time_s": 14.2}]}]
    previous = [{"date": "2026-05-20", "scores": {"tug.time_s": before}}]
    (change,) = assess(case(tests=tests, previous=previous), knowledge)["changes"]
    assert len({error["value"] for error in change["errors"]}) > 1
    assert change["beyond_error"] == beyond


def test_a_change_without_a_published_error_is_not_known(knowledge: Knowledge) -> None:
    tests = [{"test": "four_stage_balance", "trials": [{"stage": "tandem", "time_s": 6.0}]}]
    previous = [{"date": "2026-05-20", "scores": {"four_stage_balance.tandem_s": 1.0}}]
    (change,) = assess(case(tests=tests, previous=previous), knowledge)["changes"]
    assert (change["errors"], change["beyond_error"]) == ([], "not_known")


def test_a_level_is_no_surer_than_what_decided_it(knowledge: Knowledge) -> None:
    answers = {"fall_history": {"falls_12m": 2}}
    level = assess(case(answers=answers), knowledge)["levels"]["wfg_2022"]
    rows = level["trace"]["because"]
    order = ["verified", "secondary", "unverified"]
    assert order.index(level["confidence"]) == max(order.index(row["confidence"]) for row in rows if row["confidence"])
