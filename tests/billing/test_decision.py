"""The whole decision on one complete visit, and on the same visit with one thing taken away."""

from __future__ import annotations

import pytest

from tests.billing.cases import ACCEPTED, at, decided, gates, span, states, suggested, whole_case, without

TAKEN_AWAY = {
    "tests": ["tests"],
    "reason": ["visit.reason"],
    "interpretation": ["report.interpretation"],
    "analysis": ["report.analysis"],
    "plan impact": ["report.plan_of_care_impact"],
    "signature": ["report.signed"],
    "name of the signer": ["report.signed.by"],
    "time of the signature": ["report.signed.at"],
    "report": ["report"],
    "presence": ["ledger.*.patient_present"],
    "one on one": ["ledger.*.one_on_one"],
    "performer of the spans": ["ledger.*.provider"],
    "credentials": ["providers.*.credential"],
    "list of providers": ["providers"],
    "start": ["ledger.*.start"],
    "activity": ["ledger.*.activity"],
    "ledger": ["ledger"],
    "status": ["visit.status"],
    "setting": ["visit.setting"],
}


def test_the_whole_visit_is_yes():
    answer = decided(whole_case())
    assert (answer["may_submit"], answer["units"]) == ("yes", 2)
    assert answer["payer"]["modifiers"] == ["GP"]
    assert answer["payer"]["gates"] == []
    assert answer["time"]["countable_s"] == 1500
    assert answer["time"]["other_readings"]["cms_8_minute"]["by_code"] == {"97750": 2}
    assert answer["time"]["other_readings"]["strict_delivery_only"] == {"countable_minutes": 16, "units": 1}


def test_by_the_codes_own_rules_no_payer_adds_anything():
    answer = decided(whole_case("ama"))
    assert (answer["may_submit"], answer["units"]) == ("yes", 2)
    assert (answer["payer"]["modifiers"], answer["payer"]["gates"]) == ([], [])


@pytest.mark.parametrize("policy", ["cms", "ama"])
def test_an_undecided_suggestion_leaves_it_open(policy):
    answer = decided(whole_case(policy), suggested(ACCEPTED, None))
    assert answer["may_submit"] == "not_known"
    assert states(answer)["R25"] == "missing"
    assert answer["code_selection"]["answer"] == "yes"


@pytest.mark.parametrize("policy", ["cms", "ama"])
@pytest.mark.parametrize("what", TAKEN_AWAY)
def test_nothing_missing_leads_to_yes(policy, what):
    case = whole_case(policy)
    for path in TAKEN_AWAY[what]:
        case = without(case, path)
    assert decided(case)["may_submit"] == "not_known"


def test_without_plan_of_care_medicare_holds_and_the_code_itself_does_not():
    answer = decided(without(whole_case(), "plan_of_care"))
    assert answer["may_submit"] == "not_known"
    assert gates(answer)["plan_of_care_missing"] == "hold"
    assert decided(without(whole_case("ama"), "plan_of_care"))["may_submit"] == "yes"


@pytest.mark.parametrize("policy", ["cms", "ama"])
def test_four_minutes_are_no(policy):
    case = whole_case(policy)
    case["ledger"] = [span(0, 1, "prepare"), span(1, 4, "perform")]
    answer = decided(case)
    assert (answer["may_submit"], answer["units"]) == ("no", 0)
    assert states(answer)["R23"] == "not_met"
    assert states(answer)["R19"] == "not_met"


@pytest.mark.parametrize("policy", ["cms", "ama"])
def test_a_questionnaire_alone_is_never_97750(policy):
    case = whole_case(policy) | {"tests": []}
    assert decided(case)["may_submit"] == "no"
    assert states(decided(case))["R04"] == "not_met"
    assert decided(without(case, "tests"))["may_submit"] != "yes"


@pytest.mark.parametrize(
    ("status", "expected"),
    [("completed", "yes"), ("ended_early", "yes"), ("cancelled", "no"), ("entered_in_error", "no")],
)
@pytest.mark.parametrize("policy", ["cms", "ama"])
def test_the_status_of_the_visit(policy, status, expected):
    case = whole_case(policy)
    case["visit"]["status"] = status
    assert decided(case)["may_submit"] == expected


@pytest.mark.parametrize("policy", ["cms", "ama"])
def test_remote_minutes_never_count(policy):
    case = whole_case(policy)
    case["visit"]["setting"] = "telehealth"
    answer = decided(case)
    assert answer["may_submit"] == "no"
    assert answer["time"]["countable_s"] == 0
    assert {one["counts"] for one in answer["time"]["spans"]} == {"no"}


@pytest.mark.parametrize("policy", ["cms", "ama"])
def test_a_device_changes_nothing(policy):
    plain, with_device = whole_case(policy), whole_case(policy)
    with_device["tests"][0]["device"] = "any brand of balance platform"
    assert decided(with_device) == decided(plain)


def test_a_device_alone_is_no_evidence():
    case = whole_case() | {"tests": [{"test": "tug", "device": "any brand"}]}
    answer = decided(case)
    assert answer["may_submit"] != "yes"
    assert states(answer)["R03"] == "missing"  # as open as it is without the device


def test_the_answer_names_where_its_evidence_stands():
    requirements = {one["id"]: one for one in decided(whole_case())["code_selection"]["requirements"]}
    assert requirements["R07"]["evidence"] == ["ledger[0]", "ledger[1]", "ledger[2]", "ledger[3]"]
    assert requirements["R12"]["evidence"] == ["visit.reason"]
    assert requirements["R07"]["source"] == "cpt-2024-p870"
    assert all(one["cure"] is None for one in requirements.values() if one["state"] == "met")


def test_a_span_that_may_or_may_not_count_leaves_the_units_open():
    case = whole_case()
    del case["ledger"][3]["patient_present"]
    answer = decided(case)
    assert answer["time"]["countable_s"] is None
    assert answer["time"]["countable_s_range"] == [1200, 1500]
    assert (answer["may_submit"], answer["units"]) == ("not_known", None)


def test_a_span_known_not_to_count_is_left_out_and_spoils_nothing():
    case = whole_case()
    case["ledger"].append(span(25, 35, "document", patient_present=False, one_on_one=False))
    case["ledger"].append(span(35, 40, "analyze_with_patient", patient_present=False))
    assert decided(case)["may_submit"] == "yes"
    assert decided(case)["units"] == 2


def test_an_unknown_policy_is_held():
    answer = decided(whole_case("no-such-plan"))
    assert (answer["may_submit"], answer["units"]) == ("not_known", None)
    assert gates(answer) == {"policy_not_known": "hold"}


def test_a_visit_before_the_rules_that_are_known_is_not_judged():
    case = whole_case("ama")
    for key, path in (("date", "visit"), ("certified_on", "plan_of_care")):
        case[path][key] = "2009-05-04"
    case["report"]["signed"]["at"] = at(31, day="2009-05-04")
    case["ledger"] = [
        part
        | {
            "start": part["start"].replace("2026-11-20", "2009-05-04"),
            "end": part["end"].replace("2026-11-20", "2009-05-04"),
        }
        for part in case["ledger"]
    ]
    answer = decided(case)
    assert answer["may_submit"] == "not_known"
    assert states(answer)["R27"] == "missing"
    assert answer["units"] is None
