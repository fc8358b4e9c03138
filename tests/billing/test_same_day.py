"""Several visits of one day: one sum, one cut, one line; overlap across them is a fault."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surefoot.assessment import assess
from surefoot.billing import ledger_faults
from surefoot.errors import CaseRefused
from tests.billing.cases import KNOWLEDGE, WHO, at, decided, span, whole_case, without


def of_day(*own, beside=()):
    case = whole_case()
    case["ledger"] = list(own)
    report = case["report"] | {"signed": {"by": WHO, "at": at(600)}}
    case["same_day"] = [{"ledger": list(beside), "tests": case["tests"], "report": report}]
    return case


def codes(case):
    return [(fault.code, fault.where) for fault in ledger_faults(case)]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (span(5, 15, "perform"), [("SF-C104", "same_day[0].ledger[0]")]),
        (span(5, 15, "perform", provider="PT-2"), [("SF-C105", "same_day[0].ledger[0]")]),
        (span(10, 15, "perform"), []),
        (span(15, 5, "perform"), [("SF-C102", "same_day[0].ledger[0]")]),
        (span(20, 25, "perform") | {"start": "2026-11-21T09:00:00-05:00"},
         [("SF-C102", "same_day[0].ledger[0]"), ("SF-C103", "same_day[0].ledger[0].start")]),
    ],
)  # fmt: skip
def test_faults_across_the_visits_of_a_day(other, expected):
    assert codes(of_day(span(0, 10, "perform"), beside=[other])) == expected


def test_another_service_over_the_other_visits_time_is_a_fault():
    case = of_day(span(0, 10, "perform"), beside=[span(60, 70, "perform")])
    case["other_services"] = [{"code": "97110", "start": at(65), "end": at(80)}]
    assert codes(case) == [("SF-C106", "other_services[0]")]


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 3600), st.integers(1, 3600))
def test_two_visits_give_what_one_of_their_length_gives(first, second):
    whole, end = span(0, 0, "perform"), first + second
    one = of_day(whole | {"end": at(end // 60, end % 60)})
    one["same_day"] = []
    two = of_day(whole | {"end": at(first // 60, first % 60)},
                 beside=[whole | {"start": at(first // 60, first % 60), "end": at(end // 60, end % 60)}])  # fmt: skip
    assert (decided(one)["units"], decided(one)["may_submit"]) == (decided(two)["units"], decided(two)["may_submit"])


@pytest.mark.parametrize("path", ["report", "report.signed", "report.signed.by", "report.signed.at", "report.interpretation",
                                  "report.analysis", "report.plan_of_care_impact", "tests", "ledger", "ledger.*.provider",
                                  "ledger.*.end", "ledger.*.one_on_one", "ledger.*.patient_present", "ledger.*.activity"])  # fmt: skip
def test_what_the_other_visit_lacks_never_leads_to_yes(path):
    case = of_day(span(0, 8, "perform"), beside=[span(60, 75, "perform")])
    assert decided(case)["may_submit"] == "yes"
    lacking = without({"same_day": case["same_day"]}, f"same_day.*.{path}")
    answer = decided(case | lacking)
    assert answer["may_submit"] != "yes"
    assert answer["units"] is None


def test_the_other_visits_spans_are_shown_apart():
    time = decided(of_day(span(0, 8, "perform"), beside=[span(60, 75, "perform")]))["time"]
    assert [one["evidence"] for one in time["spans"]] == ["ledger[0]"]
    assert [one["evidence"] for one in time["same_day_spans"]] == ["same_day[0].ledger[0]"]
    assert time["countable_minutes"] == 23


def test_the_case_shape_takes_it_and_stays_closed():
    case = of_day(span(0, 8, "perform"), beside=[span(60, 75, "perform")])
    assert assess(case, KNOWLEDGE)["billing"]["units"] == 2
    case["same_day"][0]["units"] = 3
    with pytest.raises(CaseRefused):
        assess(case, KNOWLEDGE)
