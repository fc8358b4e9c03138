"""Who signed, decided or changed units, and when: a name alone settles nothing."""

from __future__ import annotations

import pytest

from tests.billing.cases import ACCEPTED, DAY, WHO, at, decided, span, states, suggested, whole_case, without

SIGNED = ("R08", "R09", "R10", "R13", "R26")
WHY = {"reason": "the last trial was repeated at the patient's wish", "by": WHO, "at": at(40)}


@pytest.mark.parametrize(
    ("when", "state"),
    [
        (at(-60), "missing"),
        (at(24, 59), "missing"),
        (at(25), "met"),
        (f"{DAY}T14:25:00+00:00", "met"),
        (f"{DAY}T14:24:59+00:00", "missing"),
        (f"{DAY}T23:25:00+09:00", "met"),
        (at(0, day="2026-11-27"), "met"),
    ],
)
def test_a_signature_comes_after_the_last_time_that_counts(when, state):
    case = whole_case("ama")
    case["report"]["signed"]["at"] = when
    answer = decided(case)
    assert {states(answer)[id_] for id_ in SIGNED} == {state}
    assert answer["may_submit"] == ("yes" if state == "met" else "not_known")


def test_time_after_the_signature_that_does_not_count_leaves_it_valid():
    case = whole_case()
    case["ledger"].append(span(60, 90, "document", patient_present=False))
    assert decided(case)["may_submit"] == "yes"


def test_a_co_signature_is_not_the_responsible_one():
    case = whole_case("ama")
    case["providers"].append({"id": "NP-2", "credential": "NP"})
    case["report"]["signed"]["by"] = "NP-2"
    answer = decided(case)
    assert (states(answer)["R26"], answer["may_submit"]) == ("missing", "not_known")
    assert decided(without(case, "visit.provider"))["may_submit"] == "yes"
    case["visit"]["provider"] = "NP-2"
    assert decided(case)["may_submit"] == "yes"


@pytest.mark.parametrize("day", ["1999-01-01", "2026-11-19"])
def test_a_decision_from_before_the_visit_is_none(day):
    answer = decided(whole_case(), suggested(ACCEPTED | {"at": at(24, day=day)}))
    assert (states(answer)["R25"], answer["may_submit"]) == ("missing", "not_known")


@pytest.mark.parametrize(
    "change",
    [
        {"by": "nobody listed"},
        {"by": "MA-9"},
        {"by": None},
        {"at": at(0, day="2026-11-19")},
        {"at": "soon"},
        {"reason": "."},
    ],
)
def test_a_change_of_units_needs_a_provider_and_a_time(change):
    case = whole_case("ama")
    case["providers"].append({"id": "MA-9", "credential": "MA"})
    case["units_override"] = {"units": 1, **WHY, **change}
    answer = decided(case)
    assert (answer["may_submit"], answer["units"], states(answer)["R14"]) == ("not_known", 2, "missing")


def test_a_whole_number_of_units_may_be_written_as_a_decimal():
    answer = decided(whole_case() | {"units_override": {"units": 1.0, **WHY}})
    assert (answer["may_submit"], answer["units"]) == ("yes", 1)
    assert type(answer["units"]) is int


@pytest.mark.parametrize("responsible", [None, "", ".", "NP-2"])
def test_a_responsible_provider_who_is_not_the_signer_leaves_the_signature_open(responsible):
    case = whole_case("ama")
    case["visit"]["provider"] = responsible
    assert states(decided(case))["R26"] == "missing"


def test_a_decision_that_contradicts_itself_is_none():
    answer = decided(whole_case(), suggested(ACCEPTED | {"declined_by": "patient"}))
    assert (states(answer)["R25"], answer["may_submit"]) == ("missing", "not_known")
