"""What shows only across lines is a place to look: overlaps, the same words, minutes at a border, entries made later."""

from __future__ import annotations

from pathlib import Path

import pytest

from surefoot.audit.summary import summary
from tests.audit.tables import DAY, LINE, NOTE, audited


def timed(patient: str, first: str, last: str, provider: str = "D1") -> dict[str, object]:
    texts = {key: f"{patient} {key}" for key in ("interpretation", "analysis", "plan_of_care_impact")}
    return (
        NOTE
        | texts
        | {
            "patient_id": patient,
            "provider_id": provider,
            "start": f"{DAY}T{first}:00-05:00",
            "end": f"{DAY}T{last}:00-05:00",
        }
    )


def lines(*patients: str) -> list[dict[str, object]]:
    return [LINE | {"patient_id": patient, "claim_id": patient} for patient in patients]


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (timed("P2", "09:24", "09:50"), 0),
        (timed("P2", "09:23", "09:50"), 1),
        (timed("P2", "09:05", "09:10"), 1),
        (timed("P2", "08:00", "12:00"), 1),
        (timed("P2", "09:05", "09:10", provider="D2"), 0),
        (timed("P1", "09:05", "09:10"), 0),
    ],
)
def test_overlaps(other: dict[str, object], found: int, tmp_path: Path) -> None:
    audit = audited(tmp_path, lines("P1", "P2"), [timed("P1", "09:00", "09:24"), other])
    assert audit.patterns.overlaps.height == found
    told = [row for row in audit.lines.to_dicts() if any("overlaps" in one for one in row["missing"])]
    assert len(told) == 2 * found


def test_a_long_stretch_is_seen_behind_a_short_one(tmp_path: Path) -> None:
    notes = [timed("P1", "09:00", "11:00"), timed("P2", "09:10", "09:20"), timed("P3", "10:30", "10:50")]
    assert audited(tmp_path, lines("P1", "P2", "P3"), notes).patterns.overlaps.height == 2


def test_the_same_words_for_two_patients(tmp_path: Path) -> None:
    notes = [
        NOTE,
        NOTE | {"patient_id": "P2", "interpretation": " SLOW "},
        NOTE | {"patient_id": "P3", "analysis": "other"},
    ]
    audit = audited(tmp_path, lines("P1", "P2", "P3"), notes)
    assert [bool(row["remarks"]) for row in audit.lines.to_dicts()] == [True, True, False]
    assert audit.lines["verdict"].to_list() == ["supported"] * 3
    assert summary(audit)["same_words"] == [{"lines": 2, "patients": 2, "providers": 1}]


def test_the_same_words_for_one_patient_are_no_pattern(tmp_path: Path) -> None:
    days = [DAY, "2024-08-22"]
    notes = [NOTE | {"day": day} for day in days]
    audit = audited(tmp_path, [LINE | {"day": day} for day in days], notes)
    assert audit.patterns.same_words.is_empty()


def test_minutes_at_a_border(tmp_path: Path) -> None:
    minutes = [8, 9, 10, 23, 24.5, 30, 37, 38, 7]
    notes = [timed(f"P{number}", "09:00", "09:10") | {"minutes": one} for number, one in enumerate(minutes)]
    (found,) = audited(
        tmp_path, lines(*(f"P{number}" for number in range(len(minutes)))), notes
    ).patterns.borders.to_dicts()
    assert (found["lines"], found["just_above"]) == (8, 5)
    assert found["even_share"] == pytest.approx(2 / 15)


def test_entered_later_is_a_remark(tmp_path: Path) -> None:
    audit = audited(tmp_path, [LINE], [NOTE | {"entered_later": "yes"}])
    assert audit.lines["remarks"].to_list() == [["entered later"]]
