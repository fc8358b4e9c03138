"""What stands behind a test and the time spent on it: a result, a test that was done, contact that was not shared."""

from __future__ import annotations

import pytest

from surefoot.billing import ledger_faults
from tests.billing.cases import WHO, decided, span, states, whole_case

SAME_TIME = "Another span lies over this one, or may, so whether contact was one on one is not known."


def spans(case):
    return decided(case)["time"]["spans"]


@pytest.mark.parametrize(
    "test",
    [
        {"test": "chair_stand_30s", "trials": [{"used_arms": False}]},
        {"test": "gait_speed", "trials": [{"distance_m": 4}]},
        {"test": "tug", "trials": [{"time_s": 14.2, "practice": True}]},
        {"test": "tug", "trials": [{"time_s": 14.2, "invalid": "stopwatch late"}]},
        {"test": "four_stage_balance", "trials": [{"stage": "tandem"}]},
    ],
)
def test_a_trial_without_a_result_measures_nothing(test):
    answer = decided(whole_case("ama") | {"tests": [test]})
    assert (states(answer)["R06"], states(answer)["R09"]) == ("missing", "missing")
    assert answer["may_submit"] == "not_known"


@pytest.mark.parametrize(
    "test",
    [
        {"test": "chair_stand_30s", "trials": [{"used_arms": True}]},
        {"test": "chair_stand_30s", "trials": [{"stands_count": 0}]},
        {"test": "gait_speed", "trials": [{"distance_m": 4, "time_s": 6.2}]},
        {"test": "tug", "trials": [{"outcome": "unable"}]},
        {"test": "tug", "trials": [{"time_s": 30, "practice": True}, {"time_s": 14.2}]},
    ],
)
def test_a_result_and_an_attempt_without_success_both_count(test):
    answer = decided(whole_case("ama") | {"tests": [test]})
    assert (states(answer)["R06"], answer["may_submit"]) == ("met", "yes")


@pytest.mark.parametrize(
    "beside",
    [
        span(4, 16, "perform", patient="P-002", one_on_one=False),
        span(4, 16, "perform", patient="P-002", one_on_one=None),
        span(5, 6, "perform", patient="P-002", one_on_one=False, patient_present=False),
        span(5, 6, "document", one_on_one=False, patient_present=False),
        span(5, 6, "document", one_on_one=False, provider=None),
        span(5, 6, "document", one_on_one=False, end=None),
        span(5, 6, "document", one_on_one=False, start=None),
        span(5, 6, "document", one_on_one=False, provider=f" {WHO} "),
    ],
)
@pytest.mark.parametrize("policy", ["cms", "ama"])
def test_a_provider_in_two_places_is_not_known_to_be_one_on_one(policy, beside):
    case = whole_case(policy)
    case["ledger"].append(beside)
    assert ledger_faults(case) == []
    answer = decided(case)
    assert (answer["may_submit"], answer["units"]) == ("not_known", None)
    assert (states(answer)["R07"], states(answer)["R16"]) == ("missing", "missing")
    assert (spans(case)[1]["counts"], spans(case)[1]["why"]) == ("not_known", SAME_TIME)


@pytest.mark.parametrize(
    "beside",
    [
        span(25, 30, "document", one_on_one=False),
        span(4, 16, "questionnaire", one_on_one=False, provider="MA-9"),
        span(4, 16, "perform", provider="PT-2", patient="P-002"),
        {"activity": "document", "provider": WHO},
    ],
)
def test_another_time_or_another_person_divides_nothing(beside):
    case = whole_case()
    case["ledger"].append(beside)
    assert ledger_faults(case) == []
    assert (decided(case)["may_submit"], decided(case)["units"]) == ("yes", 2)


def test_two_providers_who_both_claim_the_patient_are_not_both_one_on_one():
    case = whole_case("ama")
    case["providers"].append({"id": "PT-2", "credential": "PT"})
    case["ledger"].append(span(5, 9, "analyze_with_patient", provider="PT-2", one_on_one=True))
    assert [fault.code for fault in ledger_faults(case)] == ["SF-C105"]
    del case["ledger"][1]["one_on_one"]
    assert ledger_faults(case) == []
    assert decided(case)["may_submit"] == "not_known"


@pytest.mark.parametrize("policy", ["cms", "ama"])
def test_performing_that_took_no_time_is_no_performing(policy):
    case = whole_case(policy)
    case["ledger"] = [span(0, 24, "prepare"), span(24, 24, "perform")]
    answer = decided(case)
    assert (answer["may_submit"], states(answer)["R16"]) == ("not_known", "missing")
    assert (spans(case)[1]["counts"], spans(case)[1]["why"]) == ("no", "No time passed between start and end.")


def test_a_stopwatch_stopped_at_once_spoils_no_other_span():
    case = whole_case()
    case["ledger"].append(span(25, 25, "perform"))
    assert (decided(case)["may_submit"], decided(case)["units"]) == ("yes", 2)


@pytest.mark.parametrize(("skilled", "counts"), [(True, "yes"), (None, "not_known"), (False, "no")])
def test_asked_and_not_sure_whether_it_was_skilled_is_not_known(skilled, counts):
    case = whole_case("ama")
    case["ledger"] = [part | {"skilled": skilled} for part in case["ledger"]]
    answer = decided(case)
    assert {one["counts"] for one in answer["time"]["spans"]} == {counts}
    assert answer["may_submit"] == {"yes": "yes", "not_known": "not_known", "no": "no"}[counts]


@pytest.mark.parametrize("named", ["single_leg_stance", "gait_speed"])
def test_time_on_a_test_that_the_record_does_not_show_done_is_not_known(named):
    case = whole_case()
    case["ledger"][1]["test"] = named
    answer = decided(case)
    assert answer["may_submit"] == "not_known"
    assert spans(case)[1]["why"] == "The record does not show that the test it names was done."
    case["ledger"][1]["test"] = "tug"
    assert decided(case)["may_submit"] == "yes"


@pytest.mark.parametrize("nothing", ["\u200b", ".", "\u2060\ufeff", "\u3164", "\x00", "- -", "…"])
@pytest.mark.parametrize(("part", "key", "id_"), [("visit", "reason", "R12"), ("report", "interpretation", "R09")])
def test_a_text_that_says_nothing_is_no_evidence(part, key, id_, nothing):
    case = whole_case("ama")
    case[part][key] = nothing
    answer = decided(case)
    assert (states(answer)[id_], answer["may_submit"]) == ("missing", "not_known")
