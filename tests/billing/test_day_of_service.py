"""The day of service: its other services, and that its own edits and amounts decide whatever day's knowledge is asked for."""

from __future__ import annotations

import json
from datetime import date

import pytest

from surefoot.assessment import assess
from surefoot.billing import ledger_faults
from tests.billing.cases import DAY, KNOWLEDGE, at, decided, gates, span, states, whole_case


def reviews(answer):
    return [one["id"] for one in answer["reviews"]]


@pytest.mark.parametrize("again", [{"minutes": 120}, {"start": at(60), "end": at(90)}, {}])
def test_the_same_code_again_is_held_by_medicare_and_reviewed_under_every_policy(again):
    case = whole_case() | {"other_services": [{"code": "97750", **again}]}
    answer = decided(case)
    assert (answer["may_submit"], gates(answer)["same_code_again"]) == ("not_known", "hold")
    assert answer["units"] in (2, None)
    case["visit"]["payer_policy"] = "ama"
    assert "same_code_again" in reviews(decided(case))


@pytest.mark.parametrize(
    ("service", "expected"),
    [
        ({"minutes": 60, "start": at(60), "end": at(70)}, ["SF-C107"]),
        ({"minutes": 11, "start": at(60), "end": at(70)}, ["SF-C107"]),
        ({"minutes": 11, "start": at(60), "end": at(70, 1)}, []),
        ({"minutes": 10, "start": at(60), "end": at(70)}, []),
        ({"minutes": 8, "start": at(60), "end": at(70)}, []),
        ({"minutes": 60, "start": at(60)}, []),
        ({"minutes": 60}, []),
    ],
)
def test_more_minutes_than_start_and_end_hold_are_a_fault(service, expected):
    case = whole_case() | {"other_services": [{"code": "97110", **service}]}
    assert [fault.code for fault in ledger_faults(case)] == expected


def test_pooling_is_named_only_where_another_timed_code_took_part():
    short = whole_case()
    short["ledger"] = [span(0, 4, "perform")]
    remote = whole_case()
    remote["visit"]["setting"] = "telehealth"
    for case in (short, remote):
        for services in (None, [], [{"code": "97110", "minutes": 0}], [{"code": "99213", "minutes": 20}]):
            case["other_services"] = services
            answer = decided(case)
            assert (answer["may_submit"], answer["units"]) == ("no", 0)
            assert "no_unit_left" not in gates(answer)
    short["other_services"] = [{"code": "97112", "minutes": 12}]
    assert gates(decided(short)) == {"no_unit_left": "block"}


def test_a_share_of_the_pool_that_the_codes_own_time_does_not_earn_is_no_matter_of_pooling():
    case = whole_case() | {"other_services": [{"code": "97112", "minutes": 3}]}
    case["ledger"] = [span(0, 7, "perform")]
    answer = decided(case)
    assert (answer["may_submit"], gates(answer)) == ("no", {})


def test_the_edit_table_is_judged_by_the_day_of_the_visit():
    billing = assess(whole_case(), KNOWLEDGE, as_of=date(2024, 8, 1))["billing"]
    assert "edits_outside_quarter" in reviews(billing)


@pytest.mark.parametrize("as_of", [date(2024, 8, 1), date(2025, 6, 1), date(2026, 11, 20)])
@pytest.mark.parametrize(("amount", "claimed"), [("2450.00", False), ("2500.00", True)])
def test_the_years_amount_is_that_of_the_day_of_the_visit(as_of, amount, claimed):
    case = whole_case() | {"claim": {"therapy_year_to_date_usd": amount}}
    billing = assess(case, KNOWLEDGE, as_of=as_of)["billing"]
    assert ("KX" in billing["payer"]["modifiers"]) is claimed


def test_a_policy_is_in_force_on_the_day_of_the_visit():
    billing = assess(whole_case(), KNOWLEDGE, as_of=date(2017, 1, 1))["billing"]
    assert "policy_not_known" not in gates(billing)


def test_rules_of_another_day_never_lead_to_yes():
    case = moved("2023-05-04")
    assert assess(case, KNOWLEDGE, as_of=date(2026, 11, 20))["billing"]["may_submit"] == "not_known"
    assert states(assess(case, KNOWLEDGE, as_of=date(2026, 11, 20))["billing"])["R27"] == "missing"
    assert states(assess(moved("2024-08-01"), KNOWLEDGE, as_of=date(2026, 11, 20))["billing"])["R27"] == "met"
    assert states(assess(whole_case(), KNOWLEDGE, as_of=date(2023, 1, 1))["billing"])["R27"] == "missing"


def moved(day):
    """The whole visit on another day."""
    return json.loads(json.dumps(whole_case("ama")).replace(DAY, day))
