"""The diagnoses of a visit against the code table, on the day of service."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Any

from surefoot.billing.found import Case, Found
from surefoot.billing.icd.table import CodeTable, code_table
from surefoot.knowledge import Knowledge


def release_of(knowledge: Knowledge) -> Mapping[str, Any] | None:
    """What the knowledge says of the packaged table: its days, its source."""
    return next((data["release"] for data in knowledge.files.values() if data["kind"] == "diagnoses"), None)


def checked_diagnoses(case: Case, knowledge: Knowledge, day: date) -> dict[str, Any] | None:
    """Each diagnosis with what the table says of it; None where no diagnosis is recorded, or no table is known.

    {"release", "of_the_day", "codes": [{code, reported, header, side_open, excluded_by}]}: `reported` is yes, no, or not_known on a day
    that the table is not for and where it has no such code.
    """
    diagnoses, release = case["visit"].get("diagnoses"), release_of(knowledge)
    if diagnoses is None or release is None:
        return None
    table = code_table()
    of_the_day = release["from"] <= day.isoformat() <= release["until"]
    return {
        "release": release["title"],
        "of_the_day": of_the_day,
        "codes": [_checked(code, diagnoses, table, of_the_day) for code in diagnoses],
    }


def _checked(code: str, all_codes: Sequence[str], table: CodeTable, of_the_day: bool) -> dict[str, Any]:
    known = code in table.reported
    header = table.is_header(code)
    return {
        "code": code,
        "reported": "yes" if known and of_the_day else "no" if of_the_day else "not_known",
        "header": header,
        "side_open": code in table.side_open,
        "excluded_by": [other for other in all_codes if other != code and table.exclude(code, other)],
        "note_not_read": table.note_not_read(code),
    }


def diagnosis_facts(case: Case, knowledge: Knowledge, day: date) -> dict[str, Found]:
    """What the reviews read."""
    found = checked_diagnoses(case, knowledge, day)
    codes = found["codes"] if found else []
    diagnoses = case["visit"].get("diagnoses") or []

    def those(key: str, value: object) -> Found:
        paths = tuple(f"visit.diagnoses[{place}]" for place, one in enumerate(codes) if one[key] == value)
        return Found(bool(paths), evidence=paths)

    pairs = [pair for pair in combinations(diagnoses, 2) if found and code_table().exclude(*pair)]
    return {
        "diagnoses.not_reported": those("reported", "no"),
        "diagnoses.side_open": those("side_open", True),
        "diagnoses.exclude_each_other": Found(bool(pairs), evidence=("visit.diagnoses",) if pairs else ()),
        "diagnoses.table_of_another_day": Found(bool(found) and not found["of_the_day"] if found else False),
    }


def diagnosis_names(case: Case, knowledge: Knowledge, day: date) -> dict[str, str]:
    """The codes that a review's text names."""
    found = checked_diagnoses(case, knowledge, day)
    codes = found["codes"] if found else []
    return {
        "codes_not_reported": ", ".join(one["code"] for one in codes if one["reported"] == "no"),
        "codes_side_open": ", ".join(one["code"] for one in codes if one["side_open"]),
        "codes_excluding": ", ".join(one["code"] for one in codes if one["excluded_by"]),
    }
