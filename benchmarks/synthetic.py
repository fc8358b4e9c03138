"""Synthetic cases, the same on every run: each cell is drawn from a hash of its row and column. No person stands behind any of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from surefoot.engine.table_border import FactColumn

MISSING, YES = 0.3, 0.35
AGES = (60, 95)
LARGEST = 40.0
ROWS_OF_A_GROUP = 30_000  # a reader holds some groups of a file at once: small ones keep its memory small


def write(path: Path, columns: Mapping[str, FactColumn], rows: int) -> None:
    """Write a Parquet file of cases: `case_id` and one column a fact, three cells in ten missing."""
    numbered = pl.LazyFrame().select(pl.int_range(rows, dtype=pl.UInt32).alias("case_id"))
    cells = [_cell(column, seed).alias(id_) for seed, (id_, column) in enumerate(columns.items())]
    numbered.with_columns(cells).sink_parquet(path, row_group_size=ROWS_OF_A_GROUP)


def _cell(column: FactColumn, seed: int) -> pl.Expr:
    drawn = _uniform(2 * seed)
    return pl.when(_uniform(2 * seed + 1) >= MISSING).then(_value(column, drawn))


def _uniform(seed: int) -> pl.Expr:
    """A number from 0 to 1, the same for the same row and seed."""
    return (pl.col("case_id").hash(seed) % 10_000).cast(pl.Float64) / 10_000


def _value(column: FactColumn, drawn: pl.Expr) -> pl.Expr:
    if column.type == "yes_no":
        return drawn < YES
    if column.type == "choice":
        words = sorted(column.choices)
        place = (drawn * len(words)).floor().cast(pl.Int32)
        return place.replace_strict(list(range(len(words))), words, return_dtype=pl.String)
    if column.id == "patient.age_years":
        return (AGES[0] + drawn * (AGES[1] - AGES[0])).floor()
    return (drawn * LARGEST).round(1)
