"""Small synthetic tables of claims and notes, written as a person would read them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from surefoot import load
from surefoot.audit import Audit, audit_claims, read_claims, read_records
from surefoot.audit.records import DAYS, SPANS, Records
from surefoot.knowledge import Knowledge

KNOWLEDGE = load()
DAY = "2024-08-15"
NOTE: dict[str, Any] = {
    "patient_id": "P1",
    "day": DAY,
    "provider_id": "D1",
    "minutes": 24,
    "one_on_one": "yes",
    "tests": "TUG",
    "reason": "two falls",
    "interpretation": "slow",
    "analysis": "weak legs",
    "plan_of_care_impact": "exercise started",
    "signed_by": "D1",
}
LINE: dict[str, Any] = {
    "claim_id": "C1",
    "patient_id": "P1",
    "provider_id": "D1",
    "day": DAY,
    "code": "97750",
    "units": 2,
    "modifiers": "GP",
}


def written(path: Path, rows: list[dict[str, Any]]) -> Path:
    """A CSV file with every column that a row has."""
    pl.DataFrame(
        [{key: None if value is None else str(value) for key, value in row.items()} for row in rows]
    ).write_csv(path)
    return path


def audited(
    folder: Path, lines: list[dict[str, Any]], notes: list[dict[str, Any]] | None, knowledge: Knowledge = KNOWLEDGE
) -> Audit:
    claims, _ = read_claims(written(folder / "claims.csv", lines))
    empty = Records(pl.DataFrame(schema=dict(DAYS)), pl.DataFrame(schema=dict(SPANS)))
    records = empty if notes is None else read_records(written(folder / "notes.csv", notes), knowledge)
    return audit_claims(claims, records, knowledge)


def only(audit: Audit) -> dict[str, Any]:
    (row,) = audit.lines.to_dicts()
    return row
