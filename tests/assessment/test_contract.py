"""The main job on the complete case: levels, factors, and the decision with evidence given and taken away."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from surefoot.assessment import assess
from surefoot.knowledge import Knowledge

Case = dict[str, Any]


def decided(case: Case, knowledge: Knowledge) -> Case:
    """The same case with every suggestion accepted by the provider."""
    offered = assess(case, knowledge)["suggestions"]
    case = copy.deepcopy(case)
    case["decisions"] = [
        {"suggestion": one["id"], "decision": "accepted", "by": "DPM-7", "at": "2026-11-20T09:24:00-05:00"}
        for one in offered
    ]
    return case


def billing(case: Case, knowledge: Knowledge) -> dict[str, Any]:
    answer: dict[str, Any] = assess(case, knowledge)["billing"]
    return answer


def test_levels_and_factors(contract_case: Case, knowledge: Knowledge) -> None:
    result = assess(contract_case, knowledge)
    assert result["levels"]["steadi_2019"]["level"] == "at_risk"
    assert result["levels"]["wfg_2022"]["level"] == "high"
    yes = {factor["id"] for factor in result["factors"] if factor["answer"] == "yes"}
    assert {"previous_falls", "gait_balance_problem", "leg_weakness", "fall_risk_drugs", "home_hazards"} <= yes


def test_undecided_suggestions_keep_it_open(contract_case: Case, knowledge: Knowledge) -> None:
    answer = billing(contract_case, knowledge)
    states = {one["id"]: one["state"] for one in answer["code_selection"]["requirements"]}
    assert answer["may_submit"] != "yes"
    assert states["R25"] == "missing"


@pytest.mark.parametrize("policy", ["cms", "ama"])
def test_every_suggestion_decided_is_yes_for_two_units(policy: str, contract_case: Case, knowledge: Knowledge) -> None:
    contract_case["visit"]["payer_policy"] = policy
    answer = billing(decided(contract_case, knowledge), knowledge)
    assert (answer["may_submit"], answer["units"]) == ("yes", 2)


def test_declining_everything_with_a_reason_is_considered_too(contract_case: Case, knowledge: Knowledge) -> None:
    case = decided(contract_case, knowledge)
    for decision in case["decisions"]:
        decision |= {"decision": "declined", "reason": "patient prefers to wait", "declined_by": "patient"}
    assert billing(case, knowledge)["may_submit"] == "yes"


def test_four_minutes_are_no(contract_case: Case, knowledge: Knowledge) -> None:
    case = decided(contract_case, knowledge)
    for index, span in enumerate(case["ledger"]):
        span["start"], span["end"] = (f"2026-11-20T09:0{index}:00-05:00", f"2026-11-20T09:0{index + 1}:00-05:00")
    assert billing(case, knowledge)["may_submit"] == "no"
    case["ledger"] = case["ledger"][:1]
    case["ledger"][0]["end"] = "2026-11-20T09:04:00-05:00"
    assert billing(case, knowledge)["may_submit"] == "no"


def drop(*path: str) -> Callable[[Case], None]:
    def change(case: Case) -> None:
        place: Any = case
        for key in path[:-1]:
            place = place[key]
        del place[path[-1]]

    return change


def from_spans(key: str, value: Any = None) -> Callable[[Case], None]:
    def change(case: Case) -> None:
        for span in case["ledger"]:
            span.pop(key)
            if value is not None:
                span[key] = value

    return change


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(drop("tests"), id="tests"),
        pytest.param(lambda case: case.update(tests=[]), id="no tests"),
        pytest.param(drop("visit", "reason"), id="reason"),
        pytest.param(drop("report", "interpretation"), id="interpretation"),
        pytest.param(drop("report", "analysis"), id="analysis"),
        pytest.param(drop("report", "plan_of_care_impact"), id="plan impact"),
        pytest.param(drop("report", "signed"), id="signature"),
        pytest.param(drop("report", "signed", "by"), id="who signed"),
        pytest.param(drop("report"), id="report"),
        pytest.param(drop("decisions"), id="decisions"),
        pytest.param(lambda case: case["decisions"].pop(), id="one decision"),
        pytest.param(from_spans("patient_present"), id="presence"),
        pytest.param(from_spans("patient_present", False), id="absence"),
        pytest.param(from_spans("one_on_one"), id="one on one"),
        pytest.param(from_spans("one_on_one", False), id="not one on one"),
        pytest.param(drop("plan_of_care"), id="plan of care"),
        pytest.param(drop("providers"), id="credentials"),
        pytest.param(lambda case: case["providers"][0].update(credential="MA"), id="medical assistant"),
        pytest.param(lambda case: case["providers"][0].pop("credential"), id="no credential"),
        pytest.param(from_spans("provider"), id="performer"),
        pytest.param(drop("ledger"), id="ledger"),
        pytest.param(lambda case: case["visit"].update(status="cancelled"), id="cancelled"),
        pytest.param(
            lambda case: case.update(other_services=[{"code": "97161", "minutes": 30}]), id="evaluation the same day"
        ),
    ],
)
def test_evidence_taken_away_is_never_yes(
    change: Callable[[Case], None], contract_case: Case, knowledge: Knowledge
) -> None:
    case = decided(contract_case, knowledge)
    change(case)
    assert billing(case, knowledge)["may_submit"] != "yes"


def test_the_same_case_gives_the_same_answer(contract_case: Case, knowledge: Knowledge) -> None:
    assert assess(contract_case, knowledge) == assess(copy.deepcopy(contract_case), knowledge)


def test_before_a_value_has_begun_nothing_is_compared_with_it(contract_case: Case, knowledge: Knowledge) -> None:
    from datetime import date

    result = assess(contract_case, knowledge, as_of=date(1999, 1, 1))
    tug = next(score for score in result["scores"] if score["id"] == "tug.time_s")
    assert all(one["answer"] == "not_known" for one in tug["comparisons"])
    assert result["levels"]["steadi_2019"]["level"] == "not_known"
