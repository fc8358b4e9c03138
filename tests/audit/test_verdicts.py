"""Each line: supported, not supported, cannot tell; units right, over, under, not known; and which element is missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.audit.tables import LINE, NOTE, audited, only


def verdict(folder: Path, line: dict[str, Any] | None = None, note: dict[str, Any] | None = None) -> dict[str, Any]:
    return only(audited(folder, [LINE | (line or {})], [NOTE | (note or {})]))


def test_a_whole_record_supports_the_line(tmp_path: Path) -> None:
    row = verdict(tmp_path)
    assert (row["verdict"], row["units_supported"], row["units_verdict"]) == ("supported", 2, "right")
    assert row["missing"] == row["against"] == row["remarks"] == []


@pytest.mark.parametrize(
    ("minutes", "units", "found"),
    [
        (7.99, 1, ("not supported", 0, "over")),
        (8, 1, ("supported", 1, "right")),
        (22, 2, ("not supported", 1, "over")),
        (22.98, 1, ("supported", 1, "right")),
        (23, 2, ("supported", 2, "right")),
        (37, 3, ("not supported", 2, "over")),
        (38, 3, ("supported", 3, "right")),
        (52, 3, ("supported", 3, "right")),
        (53, 3, ("supported", 4, "under")),
        (0, 0, ("not supported", 0, "right")),
    ],
)
def test_units_by_minutes(minutes: float, units: int, found: tuple[Any, ...], tmp_path: Path) -> None:
    row = verdict(tmp_path, {"units": units}, {"minutes": minutes})
    assert (row["verdict"], row["units_supported"], row["units_verdict"]) == found


@pytest.mark.parametrize(
    ("column", "says"),
    [
        ("tests", "tests performed"),
        ("one_on_one", "one-on-one contact"),
        ("interpretation", "interpretation"),
        ("plan_of_care_impact", "impact on the plan of care"),
        ("minutes", "minutes"),
        ("reason", "reason for testing"),
        ("analysis", "analysis"),
        ("signed_by", "signature"),
    ],
)
@pytest.mark.parametrize("value", [None, "  ", "...", "nan"])
def test_a_missing_element_cannot_tell(column: str, says: str, value: str | None, tmp_path: Path) -> None:
    if value == "nan" and column not in ("minutes", "one_on_one"):
        pytest.skip("letters are words in a column of text")
    row = verdict(tmp_path, note={column: value})
    assert (row["verdict"], row["missing"]) == ("cannot tell", [says])


def test_a_column_that_is_not_there_cannot_tell(tmp_path: Path) -> None:
    note = {key: value for key, value in NOTE.items() if key != "analysis"}
    assert only(audited(tmp_path, [LINE], [note]))["missing"] == ["analysis"]


def test_without_a_record_nothing_can_be_told(tmp_path: Path) -> None:
    for notes in (None, [NOTE | {"patient_id": "P2"}], [NOTE | {"day": "2024-08-16"}]):
        row = only(audited(tmp_path, [LINE], notes))
        assert (row["verdict"], row["missing"], row["units_verdict"]) == ("cannot tell", ["record"], "not known")


def test_not_one_on_one_supports_no_unit(tmp_path: Path) -> None:
    row = verdict(tmp_path, note={"one_on_one": "no"})
    assert (row["verdict"], row["units_supported"]) == ("not supported", 0)
    assert "not one on one" in row["against"]


def test_minutes_of_two_notes_of_a_day_are_summed(tmp_path: Path) -> None:
    notes = [
        NOTE | {"minutes": 8},
        {**dict.fromkeys(NOTE), "patient_id": "P1", "day": NOTE["day"], "minutes": 15, "one_on_one": "yes"},
    ]
    row = only(audited(tmp_path, [LINE], notes))
    assert (row["verdict"], row["units_supported"]) == ("supported", 2)
    notes[1]["minutes"] = None
    assert only(audited(tmp_path, [LINE], notes))["missing"] == ["minutes"]


@pytest.mark.parametrize(
    ("code", "setting", "modifiers", "found"),
    [
        ("97161", "office", "GP", "not supported"),
        ("97161", "office", "GP 59", "not supported"),
        ("97161", "hospital_outpatient", "GP", "cannot tell"),
        ("97161", "hospital_outpatient", "GP 59", "supported"),
        ("97161", None, "GP", "not supported"),
        ("95851", "office", "GP", "supported"),
        ("99213", "office", "GP", "supported"),
        ("97530", "office", "GP XU", "cannot tell"),
    ],
)
def test_codes_of_the_same_day(code: str, setting: str | None, modifiers: str, found: str, tmp_path: Path) -> None:
    line = LINE | {"setting": setting, "modifiers": modifiers}
    row = only(audited(tmp_path, [line, line | {"code": code, "units": 1}], [NOTE]))
    assert row["verdict"] == found


def test_pooling_with_another_timed_code_leaves_units_open(tmp_path: Path) -> None:
    lines = [LINE | {"modifiers": "GP 59"}, LINE | {"code": "97110", "units": 1}]
    row = only(audited(tmp_path, lines, [NOTE]))
    assert (row["verdict"], row["units_verdict"]) == ("cannot tell", "not known")
    in_hospital = [one | {"payer_policy": "cms_hospital_outpatient"} for one in lines]
    assert only(audited(tmp_path, in_hospital, [NOTE]))["units_verdict"] == "not known"
    by_own_rules = [one | {"payer_policy": "ama"} for one in lines]
    assert only(audited(tmp_path, by_own_rules, [NOTE]))["verdict"] == "supported"


@pytest.mark.parametrize(
    ("units", "found"), [((1, 1), ("supported", "right")), ((2, 1), ("not supported", "over")), ((1, 0), None)]
)
def test_units_that_differ_in_modifiers_are_added_up(units: tuple[int, int], found: Any, tmp_path: Path) -> None:
    lines = [LINE | {"units": units[0]}, LINE | {"units": units[1], "modifiers": "GP CQ"}]
    rows = audited(tmp_path, lines, [NOTE]).lines.to_dicts()
    verdicts = {(row["verdict"], row["units_verdict"]) for row in rows}
    assert verdicts == {found} if found else ("supported", "right") not in verdicts


def test_a_line_twice_cannot_tell_which_is_meant(tmp_path: Path) -> None:
    audit = audited(tmp_path, [LINE, LINE | {"claim_id": "C2"}], [NOTE])
    assert audit.lines["verdict"].to_list() == ["cannot tell"] * 2


@pytest.mark.parametrize(
    "change", [{"units": "two"}, {"units": -1}, {"units": 1.5}, {"day": "15.8.2024"}, {"patient_id": " "}]
)
def test_a_line_that_cannot_be_read_cannot_tell(change: dict[str, Any], tmp_path: Path) -> None:
    row = verdict(tmp_path, change)
    assert row["verdict"] == "cannot tell"
    assert "patient or day of the line" in row["missing"]


def test_a_day_before_the_rules_are_known_cannot_tell(tmp_path: Path) -> None:
    row = verdict(tmp_path, {"day": "2015-05-05"}, {"day": "2015-05-05"})
    assert row["verdict"] == "cannot tell"
    assert "the counting rule of the day" in row["missing"]


def test_no_line_with_something_missing_is_supported(tmp_path: Path) -> None:
    lines = [LINE | {"patient_id": f"P{number}"} for number in range(len(NOTE))]
    notes = [
        NOTE | {"patient_id": f"P{number}"} | {key: None}
        for number, key in enumerate(NOTE)
        if key not in ("patient_id", "day")
    ]
    audit = audited(tmp_path, lines, notes)
    assert not audit.lines.filter(
        (audit.lines["verdict"] == "supported") & (audit.lines["missing"].list.len() > 0)
    ).height
