"""Spans: what counts, and what is a fault."""

from __future__ import annotations

import pytest

from surefoot.billing import ledger_faults
from tests.billing.cases import KNOWLEDGE, at, decided, span, whole_case


def codes(case):
    return [fault.code for fault in ledger_faults(case)]


def counted(case):
    return [one["counts"] for one in decided(case)["time"]["spans"]]


def test_the_whole_visit_has_no_fault():
    assert ledger_faults(whole_case()) == []


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([span(4, 0, "perform")], ["SF-C102"]),
        ([span(0, 4, "perform") | {"start": "2026-11-20T09:00:00"}], ["SF-C101"]),
        ([span(0, 4, "perform") | {"end": at(4, day="2026-11-21")}], ["SF-C103"]),
        ([span(0, 5, "prepare"), span(4, 9, "perform")], ["SF-C104"]),
        ([span(0, 5, "prepare"), span(4, 9, "perform", provider="PT-2")], ["SF-C105"]),
        ([span(0, 5, "prepare"), span(4, 9, "perform", patient="P-002")], ["SF-C104"]),
        ([span(0, 5, "prepare"), span(4, 9, "perform", provider="PT-2", patient="P-001")], ["SF-C105"]),
        ([span(0, 5, "prepare", provider="PT-2"), span(4, 9, "perform", patient="P-002")], []),
        ([span(0, 5, "prepare"), span(5, 9, "perform")], []),
        ([span(0, 5, "prepare"), span(4, 9, "document", one_on_one=False)], []),
        ([{"activity": "perform"}, span(4, 9, "perform")], []),
    ],
)
def test_faults_of_spans(spans, expected):
    assert codes(whole_case() | {"ledger": spans}) == expected


def test_the_day_is_that_of_the_spans_own_zone():
    late = {"start": "2026-11-20T22:00:00-05:00", "end": "2026-11-20T22:10:00-05:00", "activity": "perform"}
    assert codes(whole_case() | {"ledger": [late]}) == []
    utc = {"start": "2026-11-21T03:00:00+00:00", "end": "2026-11-21T03:10:00+00:00", "activity": "perform"}
    assert codes(whole_case() | {"ledger": [utc]}) == ["SF-C103", "SF-C103"]


def test_another_service_at_the_same_time_is_a_fault():
    beside = [{"code": "97110", "minutes": 10, "start": at(20), "end": at(30)}]
    assert codes(whole_case() | {"other_services": beside}) == ["SF-C106"]
    after = [{"code": "97110", "minutes": 10, "start": at(25), "end": at(35)}]
    assert codes(whole_case() | {"other_services": after}) == []


def test_every_fault_says_where_and_what_to_do():
    faults = ledger_faults(whole_case() | {"ledger": [span(4, 0, "perform"), span(0, 9, "perform", start="soon")]})
    assert [fault.where for fault in faults] == ["ledger[0]", "ledger[1].start"]
    assert all(fault.says and fault.do for fault in faults)


@pytest.mark.parametrize("activity", sorted(KNOWLEDGE.activities))
def test_an_activity_counts_as_the_knowledge_says(activity):
    case = whole_case() | {"ledger": [span(0, 10, activity)]}
    assert counted(case) == [KNOWLEDGE.activities[activity]["counts"]]


def test_the_activities_of_the_contract():
    counts = {id_ for id_, entry in KNOWLEDGE.activities.items() if entry["counts"] == "yes"}
    assert counts == {"prepare", "perform", "analyze_with_patient", "instruct"}
    assert set(KNOWLEDGE.activities) - counts == {
        "plan_with_patient", "train", "history", "questionnaire", "rest", "document", "break", "other",
        "questionnaire_review",  # ours, beside the contract's: it counts where the clinic's setting says so
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "yes"),
        ({"patient_present": False}, "no"),
        ({"patient_present": None}, "not_known"),
        ({"one_on_one": False}, "no"),
        ({"one_on_one": None}, "not_known"),
        ({"skilled": False}, "no"),
        ({"skilled": True}, "yes"),
        ({"provider": "nobody listed"}, "not_known"),
        ({"patient": "P-002"}, "no"),
        ({"patient": "P-001"}, "yes"),
        ({"patient": None}, "not_known"),
        ({"activity": "no such activity"}, "not_known"),
        ({"test": "tug"}, "yes"),
    ],
)
def test_one_condition_of_a_span(change, expected):
    assert counted(whole_case() | {"ledger": [span(0, 10, "perform") | change]}) == [expected]


@pytest.fixture
def questions():
    """A test of the knowledge that measures no physical performance."""
    return next(id_ for id_, test in KNOWLEDGE.tests.items() if test["performance_test"]["answer"] == "no")


def test_a_span_counts_as_the_test_it_names(questions):
    case = whole_case() | {"ledger": [span(0, 10, "perform", test=questions), span(10, 20, "perform", test="tug")]}
    assert counted(case) == ["no", "yes"]


def test_performing_without_a_name_counts_only_if_every_test_done_does(questions):
    case = whole_case()
    entry = KNOWLEDGE.tests[questions]
    field = next(field for field in entry["fields"] if field["type"] != "choice")
    case["tests"].append({"test": questions, "trials": [{field["id"]: 1}]})
    assert counted(case) == ["yes", "no", "yes", "yes"]
