"""Columns of the tables that are audited: what each is called, what it holds, and a clear fault for what cannot be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import polars as pl

from surefoot.errors import Fault, Refused

_YES = ("true", "yes", "y", "1", "t")
_DAMAGED = (
    pl.exceptions.PolarsError,
    pl.exceptions.PanicException,
)  # a Parquet file with turned bytes can break the reader
_NO = ("false", "no", "n", "0", "f")


@dataclass(frozen=True, slots=True)
class Column:
    """A column by name. `kind`: text, day, moment, whole, number or yes_no."""

    kind: str
    required: bool = False


Columns = Mapping[str, Column]


def scan(path: Path) -> pl.LazyFrame:
    """A table as text (CSV) or as it is (Parquet), lazily. Raises Refused."""
    try:
        if not path.is_file():
            raise OSError
        if path.suffix.lower() == ".parquet":
            table = pl.scan_parquet(path)
        else:
            table = pl.scan_csv(path, infer_schema=False, null_values=[""], truncate_ragged_lines=False)
        table.collect_schema()
        return table
    except (OSError, *_DAMAGED):
        says = "The table cannot be read."
        raise Refused([Fault("SF-A001", str(path), says, "Send a CSV file with a head line, or Parquet.")]) from None


def collected(table: pl.LazyFrame, path: Path) -> pl.DataFrame:
    """The table, read as a stream. Raises Refused."""
    try:
        return table.collect(engine="streaming")
    except _DAMAGED:
        says = (
            "The table is damaged: a line has more or fewer cells than the head, or a part of the file cannot be read."
        )
        raise Refused([Fault("SF-A001", str(path), says, "Export the table again.")]) from None


def typed(table: pl.LazyFrame, columns: Columns, where: str) -> pl.LazyFrame:
    """The named columns in their types, those that are absent as null; a cell that cannot be read is null. Raises Refused."""
    there = table.collect_schema().names()
    missing = [name for name, column in columns.items() if column.required and name not in there]
    if missing:
        raise Refused(_missing(name, there, where) for name in missing)
    schema = table.collect_schema()
    cells = [
        _cell(name, column.kind, schema[name]) if name in there else pl.lit(None, _TYPES[column.kind]).alias(name)
        for name, column in columns.items()
    ]
    return table.select(cells)


def passed_over(table: pl.LazyFrame, columns: Columns) -> list[str]:
    """Columns that are not read."""
    return [name for name in table.collect_schema().names() if name not in columns]


def _missing(name: str, there: Iterable[str], where: str) -> Fault:
    near = get_close_matches(name, list(there), 1)
    do = f'Rename "{near[0]}" to "{name}".' if near else f"Add a column named {name}."
    return Fault("SF-A002", where, f'The column "{name}" is missing.', do)


_TYPES: dict[str, pl.DataType] = {
    "text": pl.String(),
    "day": pl.Date(),
    "moment": pl.Datetime("us", "UTC"),
    "whole": pl.Int64(),
    "number": pl.Float64(),
    "yes_no": pl.Boolean(),
}


def _cell(name: str, kind: str, held: pl.DataType) -> pl.Expr:
    cell = pl.col(name)
    if held == _TYPES[kind] or (kind == "day" and held == pl.Date):
        return _clean(cell, kind)
    text = cell.cast(pl.String, strict=False).str.strip_chars()
    if kind == "text":
        return _clean(text, kind).alias(name)
    if kind == "day":
        return pl.coalesce(text.str.to_date("%Y-%m-%d", strict=False), text.str.to_date("%Y%m%d", strict=False)).alias(
            name
        )
    if kind == "moment":
        return text.str.to_datetime(time_unit="us", time_zone="UTC", strict=False).alias(name)
    if kind == "yes_no":
        small = text.str.to_lowercase()
        return pl.when(small.is_in(_YES)).then(True).when(small.is_in(_NO)).then(False).alias(name)
    number = text.cast(pl.Float64, strict=False)
    number = pl.when(number.is_finite() & (number >= 0)).then(number)
    if kind == "whole":
        number = pl.when(number == number.floor()).then(number)
    return number.cast(_TYPES[kind], strict=False).alias(name)


def _clean(cell: pl.Expr, kind: str) -> pl.Expr:
    """Text that says something; a number that is one and not below nothing."""
    if kind == "text":
        stripped = cell.str.strip_chars()
        return pl.when(stripped.str.contains(r"[\p{L}\p{N}]")).then(stripped)
    if kind == "number":
        return pl.when(cell.is_finite() & (cell >= 0)).then(cell)
    return pl.when(cell >= 0).then(cell) if kind == "whole" else cell
