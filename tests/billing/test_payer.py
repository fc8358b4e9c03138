"""The Medicare layer beyond the worked examples: plan of care, performers, signer, signs, edits outside their quarter."""

from __future__ import annotations

import pytest

from tests.billing.cases import KNOWLEDGE, WHO, at, decided, gates, span, whole_case, without


def with_performer(credential, responsible="DPM"):
    """A second person performs the tests; the responsible provider does the rest."""
    case = whole_case()
    case["providers"] = [{"id": WHO, "credential": responsible}, {"id": "X-2", "credential": credential}]
    case["ledger"][1]["provider"] = "X-2"
    return case


@pytest.mark.parametrize(
    ("plan", "held"),
    [
        ({"certified_on": "2026-11-20"}, set()),
        ({"certified_on": "2026-11-21"}, {"plan_of_care_other_period"}),
        ({"certified_on": "2026-09-01", "ends_on": "2026-11-19"}, {"plan_of_care_other_period"}),
        ({"certified_on": "2026-09-01", "ends_on": "2026-11-20"}, set()),
        ({"certified_on": "2026-08-22"}, set()),
        ({"certified_on": "2026-08-21"}, {"plan_of_care_too_long"}),
        ({}, {"plan_of_care_missing"}),
        ({"certified_on": "2026-11-20", "discipline": "SLP"}, {"discipline_not_known"}),
    ],
)
def test_plan_of_care(plan, held):
    answer = decided(whole_case() | {"plan_of_care": plan})
    assert set(gates(answer)) == held
    assert set(gates(answer).values()) <= {"hold"}
    assert answer["may_submit"] == ("not_known" if held else "yes")


@pytest.mark.parametrize(
    ("credential", "plan", "modifiers"),
    [("DPM", {}, ["GP"]), ("DPM", {"discipline": "OT"}, ["GO"]), ("PT", {}, ["GP"]), ("OT", {}, ["GO"]),
     ("PT", {"discipline": "OT"}, [])],
)  # fmt: skip
def test_therapy_modifier_by_discipline(credential, plan, modifiers):
    case = whole_case()
    case["providers"][0]["credential"] = credential
    case["plan_of_care"] |= plan
    assert decided(case)["payer"]["modifiers"] == modifiers


@pytest.mark.parametrize("credential", ["DPM", "MD", "DO", "PT", "OT", "PA", "NP", "CNS"])
def test_who_may_furnish_it(credential):
    case = whole_case()
    case["providers"][0]["credential"] = credential
    assert decided(case)["may_submit"] == "yes"


@pytest.mark.parametrize(("credential", "gate"), [("AT", "unqualified_performer"), ("MA", "unqualified_performer")])
def test_who_may_not(credential, gate):
    case = whole_case()
    case["providers"][0]["credential"] = credential
    answer = decided(case)
    assert (answer["may_submit"], gates(answer)[gate]) == ("no", "block")


def test_a_known_performer_stays_known_where_no_time_counts():
    answer = decided(whole_case() | {"tests": []})
    assert (answer["may_submit"], gates(answer)) == ("no", {})


def test_a_medical_assistant_in_part_is_held():
    answer = decided(with_performer("MA"))
    assert gates(answer)["unqualified_performer_in_part"] == "hold"
    assert answer["may_submit"] != "yes"


def test_a_therapist_assistant_in_part_is_marked_and_reviewed():
    answer = decided(with_performer("PTA", responsible="PT"))
    assert (answer["may_submit"], answer["payer"]["modifiers"]) == ("yes", ["GP", "CQ"])
    assert "assistant_in_part" in [one["id"] for one in answer["reviews"]]


def test_an_assistant_does_not_own_the_report():
    case = with_performer("PTA", responsible="PT")
    case["report"]["signed"]["by"] = "X-2"
    assert gates(decided(case))["signer_not_qualified"] == "hold"


def test_no_sign_on_record_is_held():
    case = whole_case()
    case["visit"]["diagnoses"] = ["Z00.00"]
    case["answers"] = {"stay_independent": {"worried_about_falling": True}}
    answer = decided(case)
    assert (answer["may_submit"], gates(answer)) == ("not_known", {"no_sign_on_record": "hold"})
    case["visit"]["diagnoses"] = ["R26.81"]
    assert decided(case)["may_submit"] == "yes"
    case["visit"]["diagnoses"] = []
    case["answers"]["fall_history"] = {"falls_12m": 1}
    assert decided(case)["may_submit"] == "yes"


@pytest.mark.parametrize("sign", [{"conditions": {"near_fainting": True}}, {"fall_history": {"falls_6m": 1}}])
def test_a_sign_among_the_answers_of_the_form(sign):
    case = whole_case() | {"answers": sign}
    case["visit"]["diagnoses"] = ["Z91.81"]
    assert decided(case)["may_submit"] == "yes"


def test_reviews_leave_the_decision_as_it_is():
    answer = decided(whole_case())
    ids = [one["id"] for one in answer["reviews"]]
    assert ids == [
        "contractor_reading_differs",
        "edition_not_checked",
        "diagnosis_table_of_another_day",
        "edits_outside_quarter",
        "scope_not_attested",
    ]
    assert all(one["settled_by"] is None and one["source"] for one in answer["reviews"])
    assert answer["may_submit"] == "yes"


def test_an_edit_without_a_setting_is_held():
    case = without(whole_case(), "visit.setting") | {"other_services": [{"code": "97161"}]}
    assert gates(decided(case))["same_day_edit_setting_not_known"] == "hold"


def test_a_code_outside_the_table_and_one_without_times_are_reviews():
    answer = decided(whole_case() | {"other_services": [{"code": "0001T", "minutes": 10}]})
    ids = {one["id"]: one["says"] for one in answer["reviews"]}
    assert {"edit_not_checked", "service_without_times", "code_not_known_timed"} <= set(ids)
    assert "0001T" in ids["edit_not_checked"]


def test_a_timed_code_without_minutes_is_held():
    answer = decided(whole_case() | {"other_services": [{"code": "97110"}]})
    assert gates(answer) == {"units_not_known": "hold", "timed_minutes_missing": "hold"}


def test_another_discipline_is_not_pooled():
    case = whole_case() | {"other_services": [{"code": "97112", "minutes": 12, "discipline": "OT"}]}
    case["ledger"] = [span(0, 10, "perform")]
    assert (decided(case)["may_submit"], decided(case)["units"]) == ("yes", 1)


def test_the_provider_settles_a_tie_with_a_reason():
    case = whole_case() | {"other_services": [{"code": "97110", "minutes": 8}]}
    case["ledger"] = [span(0, 8, "perform")]
    assert (decided(case)["may_submit"], decided(case)["units"]) == ("not_known", None)
    assert "tie" in [one["id"] for one in decided(case)["reviews"]]
    case["units_override"] = {"units": 1, "reason": "testing was the larger part", "by": WHO, "at": at(40)}
    assert (decided(case)["may_submit"], decided(case)["units"]) == ("yes", 1)


def test_kx_is_claimed_only_where_the_amount_and_the_year_are_known():
    assert "kx_not_checked" in [one["id"] for one in decided(whole_case())["payer"]["notes"]]
    later = whole_case() | {"claim": {"therapy_year_to_date_usd": "9000.00"}}
    later["visit"]["date"] = later["plan_of_care"]["certified_on"] = "2027-02-01"
    answer = decided(later)
    assert "KX" not in answer["payer"]["modifiers"]
    assert "kx_amount_not_known" in [one["id"] for one in answer["payer"]["notes"]]


def test_the_layers_are_not_mixed():
    blocked = decided(whole_case() | {"other_services": [{"code": "97161"}]})
    assert (blocked["code_selection"]["answer"], blocked["payer"]["answer"]) == ("yes", "no")
    unreasoned = decided(without(whole_case(), "visit.reason"))
    assert (unreasoned["code_selection"]["answer"], unreasoned["payer"]["answer"]) == ("not_known", "yes")


def test_each_gate_and_modifier_names_its_source():
    answer = decided(whole_case() | {"other_services": [{"code": "97161"}, {"code": "95851"}]})
    for one in (*answer["payer"]["gates"], *answer["payer"]["modifier_reasons"]):
        assert set(one["sources"]) <= set(KNOWLEDGE.sources)
        assert one["source"]
        assert "{" not in one["says"]
