"""The clock changes, midnight comes, two zones meet: seconds are those that passed, and what cannot be is a fault."""

from __future__ import annotations

import pytest

from surefoot.billing import ledger_faults
from tests.billing.cases import decided, span, whole_case

SPRING, AUTUMN = "2026-03-08", "2026-11-01"  # New York: 2:00 becomes 3:00; 2:00 becomes 1:00


def on(day, *stretches):
    """The complete visit on a day with these spans of performing, each (start, end)."""
    case = whole_case("ama")
    case["visit"]["date"] = day
    case["ledger"] = [span(0, 0, "perform") | {"start": start, "end": end} for start, end in stretches]
    case["report"]["signed"]["at"] = f"{day}T20:00:00-05:00"
    return case


def codes(case):
    return [fault.code for fault in ledger_faults(case)]


@pytest.mark.parametrize(
    ("day", "start", "end", "seconds"),
    [
        (SPRING, f"{SPRING}T01:55:00-05:00", f"{SPRING}T03:05:00-04:00", 600),  # an hour is not there
        (AUTUMN, f"{AUTUMN}T01:55:00-04:00", f"{AUTUMN}T01:05:00-05:00", 600),  # the hour comes twice
        (AUTUMN, f"{AUTUMN}T01:30:00-04:00", f"{AUTUMN}T01:30:00-05:00", 3600),  # the same reading, an hour later
        ("2026-11-20", "2026-11-20T09:00:00-05:00", "2026-11-20T15:10:00+01:00", 600),  # two offsets
        ("2026-11-20", "2026-11-20T14:00:00Z", "2026-11-20T09:10:00-05:00", 600),
        ("2026-11-20", "2026-11-20T09:00:00.250-05:00", "2026-11-20T09:10:00.750-05:00", 600.5),
        ("2026-11-20", "2026-11-20T09:00:00+05:45", "2026-11-20T09:10:00+05:45", 600),  # a quarter of an hour
    ],
)
def test_the_seconds_are_those_that_passed(day, start, end, seconds):
    case = on(day, (start, end))
    assert codes(case) == []
    assert decided(case)["time"]["countable_s"] == seconds


def test_the_repeated_hour_does_not_overlap_itself():
    first = (f"{AUTUMN}T01:00:00-04:00", f"{AUTUMN}T01:10:00-04:00")
    second = (f"{AUTUMN}T01:00:00-05:00", f"{AUTUMN}T01:10:00-05:00")
    case = on(AUTUMN, first, second)
    assert codes(case) == []
    assert decided(case)["time"]["countable_s"] == 1200


def test_two_offsets_of_one_moment_overlap():
    case = on("2026-11-20", ("2026-11-20T09:00:00-05:00", "2026-11-20T09:10:00-05:00"),
              ("2026-11-20T15:05:00+01:00", "2026-11-20T15:15:00+01:00"))  # fmt: skip
    assert codes(case) == ["SF-C104"]


def test_a_clock_set_back_within_a_span_is_a_fault_with_its_cure():
    case = on("2026-11-20", ("2026-11-20T09:10:00-05:00", "2026-11-20T09:05:00-05:00"))
    (fault,) = ledger_faults(case)
    assert (fault.code, fault.where) == ("SF-C102", "ledger[0]")
    assert "start and end" in fault.do


def test_a_clock_set_back_between_spans_is_an_overlap():
    case = on("2026-11-20", ("2026-11-20T09:00:00-05:00", "2026-11-20T09:10:00-05:00"),
              ("2026-11-20T09:05:00-05:00", "2026-11-20T09:15:00-05:00"))  # fmt: skip
    assert codes(case) == ["SF-C104"]


def test_a_span_over_midnight_is_a_fault_that_says_where_to_split_it():
    case = on("2026-11-20", ("2026-11-20T23:55:00-05:00", "2026-11-21T00:05:00-05:00"))
    (fault,) = ledger_faults(case)
    assert (fault.code, fault.where) == ("SF-C103", "ledger[0].end")
    assert "midnight" in fault.do
    split = on("2026-11-20", ("2026-11-20T23:55:00-05:00", "2026-11-20T23:59:59-05:00"))
    assert codes(split) == []


def test_a_span_wholly_of_another_day_is_told_so():
    case = on("2026-11-20", ("2026-11-21T09:00:00-05:00", "2026-11-21T09:10:00-05:00"))
    assert codes(case) == ["SF-C103", "SF-C103"]
    assert "midnight" not in ledger_faults(case)[0].do


def test_a_moment_without_its_offset_is_a_fault():
    case = on("2026-11-20", ("2026-11-20T09:00:00", "2026-11-20T09:10:00-05:00"))
    assert codes(case) == ["SF-C101"]


def test_a_leap_second_cannot_be_read_and_is_a_fault():
    case = on("2026-11-20", ("2026-11-20T09:00:60-05:00", "2026-11-20T09:10:00-05:00"))
    assert codes(case) == ["SF-C101"]
