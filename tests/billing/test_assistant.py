"""Units shared by therapist and assistant: who gave the minutes alone decides, unit by unit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surefoot.billing import ledger_faults
from surefoot.billing.assistant import Alone, _Numbers, divided
from tests.billing.cases import at, decided, span, whole_case

NUMBERS = _Numbers(unit_s=900, first_s=480, share=0.1, split_from_minutes=24)
SECONDS = st.integers(0, 60 * 70)


def units_of(seconds):
    return (seconds // 60 + 7) // 15


def with_helper(*spans):
    case = whole_case()
    case["providers"] = [case["providers"][0] | {"credential": "PT"}, {"id": "X-2", "credential": "PTA"}]
    case["ledger"] = list(spans)
    return case


@given(SECONDS, SECONDS)
def test_never_more_than_the_units_there_are_nor_less_than_the_assistant_gave_whole(therapist_s, assistant_s):
    units = units_of(therapist_s + assistant_s)
    marked = divided(Alone(therapist_s, assistant_s), units, NUMBERS).units
    assert assistant_s // 900 <= marked <= units
    assert units - marked >= therapist_s // 900


@given(SECONDS)
def test_one_person_alone_is_never_divided(seconds):
    assert divided(Alone(seconds, 0), units_of(seconds), NUMBERS).units == 0
    assert divided(Alone(0, seconds), units_of(seconds), NUMBERS).units == (units_of(seconds) if seconds else 0)


@given(SECONDS, SECONDS)
def test_eight_minutes_of_the_last_unit_alone_keep_it_without_the_modifier(therapist_s, assistant_s):
    units = units_of(therapist_s + assistant_s)
    left = units - therapist_s // 900 - assistant_s // 900
    if left == 1 and therapist_s % 900 >= 480:
        assert divided(Alone(therapist_s, assistant_s), units, NUMBERS).units == assistant_s // 900


def test_time_given_together_is_the_therapists():
    """The assistant helps while the therapist is one on one with the patient."""
    case = with_helper(span(0, 15, "perform"), span(0, 15, "perform", provider="X-2", one_on_one=False))
    assert ledger_faults(case) == []
    assert decided(case)["payer"]["lines"] == [{"units": 1, "modifiers": ["GP"]}]


def test_both_one_on_one_at_once_is_a_fault():
    case = with_helper(span(0, 15, "perform"), span(0, 15, "perform", provider="X-2"))
    assert [fault.code for fault in ledger_faults(case)] == ["SF-C105"]


def test_time_of_the_assistant_that_does_not_count_divides_nothing():
    case = with_helper(span(0, 23, "perform"), span(23, 53, "document", provider="X-2", one_on_one=False))
    assert decided(case)["payer"]["lines"] == [{"units": 2, "modifiers": ["GP"]}]


@pytest.mark.parametrize("policy", ["cms", "ama"])
def test_the_lines_hold_all_units_and_no_more(policy):
    case = with_helper(span(0, 22, "perform"), span(22, 30, "perform", provider="X-2"))
    case["visit"]["payer_policy"] = policy
    answer = decided(case)
    assert sum(line["units"] for line in answer["payer"]["lines"]) == answer["units"] == 2


def test_a_person_who_lowers_the_units_does_not_settle_whose_unit_is_gone():
    case = with_helper(span(0, 28, "perform"), span(28, 40, "perform", provider="X-2"))
    assert decided(case)["payer"]["lines"] == [
        {"units": 2, "modifiers": ["GP"]},
        {"units": 1, "modifiers": ["GP", "CQ"]},
    ]
    change = {"units": 2, "reason": "cut short", "by": case["visit"]["provider"], "at": at(240)}
    lowered = decided(case | {"units_override": change})
    assert "assistant_split_open" in [one["id"] for one in lowered["reviews"]]


def test_no_lines_while_the_units_are_not_known():
    case = with_helper(span(0, 22, "perform", one_on_one=None))
    assert decided(case)["payer"]["lines"] is None
