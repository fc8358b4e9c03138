"""Diagnosis codes: read against the table of the day, never ranked by payment, suggested from what was found alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from surefoot import assess
from surefoot.billing.icd import checked_diagnoses, code_table
from surefoot.knowledge import load

KNOWLEDGE = load()
INSIDE, OUTSIDE = "2026-05-20", "2026-11-20"


def case(diagnoses: list[str] | None, day: str = INSIDE, **more: Any) -> dict[str, Any]:
    visit = {"date": day} | ({} if diagnoses is None else {"diagnoses": diagnoses})
    return {
        "schema": "surefoot-case/1",
        "patient": {"birth_date": "1948-03-02", "sex": "female"},
        "visit": visit,
        **more,
    }


def checked(*codes: str, day: str = INSIDE) -> dict[str, dict[str, Any]]:
    found = checked_diagnoses(case(list(codes), day), KNOWLEDGE, date.fromisoformat(day))
    assert found is not None
    return {one["code"]: one for one in found["codes"]}


def reviews(*codes: str, day: str = INSIDE) -> set[str]:
    return {
        one["id"]
        for one in assess(case(list(codes), day), KNOWLEDGE)["billing"]["reviews"]
        if one["id"].startswith("diagnos")
    }


@pytest.mark.parametrize(
    ("code", "reported", "header"),
    [
        ("R26.81", "yes", False),
        ("R29.6", "yes", False),
        ("R42", "yes", False),
        ("Z91.81", "yes", False),
        ("G20.A1", "yes", False),
        ("W01.0XXA", "yes", False),
        ("G20", "no", True),
        ("G35", "no", True),
        ("R26", "no", True),
        ("H81.1", "no", True),
        ("R26.83", "no", False),
        ("Q99.99", "no", False),
    ],
)
def test_what_can_be_reported(code: str, reported: str, header: bool) -> None:
    found = checked(code)[code]
    assert (found["reported"], found["header"]) == (reported, header)


def test_every_code_of_the_payers_list_can_be_reported() -> None:
    codes = KNOWLEDGE.policies["cms"]["sign_diagnoses"]["codes"]
    assert not [code for code in codes if code not in code_table().reported]
    listed = [one for data in KNOWLEDGE.files.values() if data["kind"] == "diagnoses" for one in data["suggestions"]]
    assert not [one["code"] for one in listed if one["code"] not in code_table().reported]


@pytest.mark.parametrize(
    ("first", "second", "excluded"),
    [
        ("R26.81", "R27.0", True),
        ("R27.0", "R26.0", True),
        ("R42", "H81.10", True),
        ("H81.4", "R42", True),
        ("M62.81", "M62.84", True),
        ("R54", "M62.84", True),
        ("R54", "R41.81", True),
        ("R27.0", "I69.393", True),
        ("R29.6", "Z91.81", False),
        ("R26.81", "M62.81", False),
        ("R26.81", "R29.6", False),
    ],
)
def test_codes_that_exclude_each_other(first: str, second: str, excluded: bool) -> None:
    found = checked(first, second)
    assert found[first]["excluded_by"] == ([second] if excluded else [])
    assert found[second]["excluded_by"] == ([first] if excluded else [])


@pytest.mark.parametrize(
    ("code", "open_"), [("H81.10", True), ("H81.11", False), ("M21.371", False), ("M25.579", True), ("R42", False)]
)
def test_a_side_left_open(code: str, open_: bool) -> None:
    assert checked(code)[code]["side_open"] is open_


def test_outside_its_days_the_table_settles_nothing() -> None:
    for code in ("R26.81", "Q99.99"):
        assert checked(code, day=OUTSIDE)[code]["reported"] == "not_known"
    assert reviews("Q99.99", day=OUTSIDE) == {"diagnosis_table_of_another_day"}


def test_the_days_of_the_release() -> None:
    for day, reported in (
        ("2026-03-31", "not_known"),
        ("2026-04-01", "yes"),
        ("2026-09-30", "yes"),
        ("2026-10-01", "not_known"),
    ):
        assert checked("R42", day=day)["R42"]["reported"] == reported


def test_reviews() -> None:
    assert reviews("R26.81") == set()
    assert reviews("G20") == {"diagnosis_not_reported"}
    assert reviews("R42", "H81.10") == {"diagnoses_exclude_each_other", "diagnosis_side_open"}
    assert assess(case(None), KNOWLEDGE)["billing"]["diagnoses"]["checked"] is None


def suggested(diagnoses: list[str] | None = None, **more: Any) -> list[str]:
    return [one["code"] for one in assess(case(diagnoses, **more), KNOWLEDGE)["billing"]["diagnoses"]["suggested"]]


def test_suggestions_come_from_what_was_found() -> None:
    assert suggested() == []
    falls = {"answers": {"fall_history": {"falls_12m": 2}, "stay_independent": {"fallen_past_year": True}}}
    assert suggested(**falls) == ["R29.6", "Z91.81"]
    assert suggested(["R29.6"], **falls) == ["Z91.81"]
    assert suggested(answers={"fall_history": {"falls_12m": 0}, "stay_independent": {"fallen_past_year": False}}) == []


def test_a_fallback_steps_back_behind_the_specific() -> None:
    slow = {"tests": [{"test": "tug", "trials": [{"time_s": 14.2}]}]}
    assert suggested(**slow) == ["R26.89"]
    assert suggested(**slow, answers={"stay_independent": {"unsteady_walking": True}}) == ["R26.81"]
    assert suggested(["R26.81"], **slow) == []


def test_nothing_that_is_not_known_is_suggested() -> None:
    unsure = {"fall_history": {"falls_12m": None}, "conditions": {"dizziness": None, "osteoporosis": "declined"}}
    assert suggested(answers=unsure) == []


def test_suggestions_read_no_payer_no_clock_no_charge() -> None:
    falls = {"answers": {"fall_history": {"falls_12m": 2}}}
    one = case(None, **falls)
    for policy, setting in (("cms", "office"), ("ama", "office"), ("cms", "hospital_outpatient")):
        changed = {
            **one,
            "visit": {**one["visit"], "payer_policy": policy, "setting": setting},
            "ledger": [],
            "claim": {"charges": {"97750": "1.00"}},
        }
        found = assess(changed, KNOWLEDGE)["billing"]["diagnoses"]["suggested"]
        assert [each["code"] for each in found] == ["R29.6", "Z91.81"]
