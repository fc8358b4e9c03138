"""The decision fits the published shape where something is open, too."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from surefoot.assessment import assess, assessment_schema
from tests.billing.cases import KNOWLEDGE, at, span, whole_case, without


def open_ended():
    case = whole_case()
    del case["ledger"][3]["end"]
    return case


def before_any_policy():
    case = without(without(whole_case(), "plan_of_care"), "report")
    case["visit"]["date"] = "2017-03-01"
    case["ledger"] = [span(0, 20, "perform") | {"start": at(0, day="2017-03-01"), "end": at(20, day="2017-03-01")}]
    return case


@pytest.mark.parametrize("case", [open_ended(), before_any_policy(), without(whole_case(), "ledger")])
def test_an_open_decision_fits_the_published_shape(case):
    answer = assess(case, KNOWLEDGE)
    assert list(Draft202012Validator(assessment_schema()).iter_errors(answer)) == []


def test_the_range_of_seconds_may_have_no_upper_end():
    assert assess(open_ended(), KNOWLEDGE)["billing"]["time"]["countable_s_range"] == [1200, None]
