"""Lines of past claims, from CSV, Parquet or an 837P file: one row a line, in the order of the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from surefoot.audit.columns import Column, Columns, collected, passed_over, scan, typed
from surefoot.errors import Fault, Refused
from surefoot.interop.x12.v5010 import read_837p

CLAIMS: Columns = {
    "claim_id": Column("text"),
    "patient_id": Column("text", required=True),
    "provider_id": Column("text"),
    "day": Column("day", required=True),
    "code": Column("text", required=True),
    "units": Column("whole", required=True),
    "modifiers": Column("text"),
    "setting": Column("text"),
    "payer_policy": Column("text"),
}
LINE = "line"
_TABLES = (".csv", ".parquet")
_SCHEMA: Mapping[str, Any] = {
    "claim_id": pl.String,
    "patient_id": pl.String,
    "provider_id": pl.String,
    "day": pl.Date,
    "code": pl.String,
    "units": pl.Int64,
    "modifiers": pl.String,
    "setting": pl.String,
    "payer_policy": pl.String,
}


def read_claims(path: Path) -> tuple[pl.DataFrame, list[str]]:
    """The lines, numbered from 1 in `line`, and the names of columns that are not read. Raises Refused.

    Columns: claim_id, patient_id, provider_id, day, code, units, modifiers (parted by blanks), setting, payer_policy. A cell
    that cannot be read is null.
    """
    if path.suffix.lower() in _TABLES:
        table = scan(path)
        lines, unread = typed(table, CLAIMS, str(path)), passed_over(table, CLAIMS)
        return _numbered(collected(lines, path)), unread
    return _numbered(pl.DataFrame(list(_of_837p(path)), schema=_SCHEMA)), []


def _numbered(lines: pl.DataFrame) -> pl.DataFrame:
    capital = pl.col("code", "modifiers").str.to_uppercase()
    return lines.with_columns(capital).with_row_index(LINE, 1)


def _of_837p(path: Path) -> Iterator[dict[str, Any]]:
    try:
        text = path.read_text("latin-1")
    except OSError:
        says = "The file cannot be read."
        raise Refused([Fault("SF-A001", str(path), says, "Check the path and that you may read it.")]) from None
    for line in read_837p(text):
        yield {**dict.fromkeys(_SCHEMA), **line}
