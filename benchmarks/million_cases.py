"""A million cases from Parquet to Parquet: the table reader, the plain reader on a sample, and a bare scan as the floor."""

from __future__ import annotations

from pathlib import Path
from time import process_time
from typing import Any

import polars as pl
import polars.selectors as cs

from benchmarks.readers import facts_of, read_plainly
from benchmarks.timing import in_turns, measured_on, rounded
from surefoot.engine.read_table import TableReader
from surefoot.knowledge import Knowledge, View

ROUNDS, SAMPLE = 3, 1_000


def measure(knowledge: Knowledge, view: View, cases: Path, rows: int) -> dict[str, Any]:
    """`cases` is a Parquet file of `rows` cases; the answers are written beside it."""
    reader = TableReader(knowledge, view)
    sample = pl.scan_parquet(cases).head(SAMPLE).collect()
    seconds = in_turns(
        {
            "scan": lambda: _scan(cases),
            "table": lambda: _read(reader, cases),
            "plain": lambda: [read_plainly(knowledge, view, facts_of(row)) for row in sample.iter_rows(named=True)],
        },
        ROUNDS,
    )
    spent = _processor_seconds(reader, cases)
    per_row = {"scan": seconds["scan"] / rows, "table": seconds["table"] / rows, "plain": seconds["plain"] / SAMPLE}
    return {
        "measured_on": measured_on(knowledge),
        "rows": rows,
        "facts": sample.width - 1,
        "columns_written": len(reader.columns) + 1,
        "rounds": ROUNDS,
        "plain_sample_rows": SAMPLE,
        "table_processor_us_per_row": rounded(spent / rows * 1e6),
        "table_rows_per_s": rounded(1 / per_row["table"]),
        "plain_with_trace_rows_per_s": rounded(1 / per_row["plain"]),
        "scan_rows_per_s": rounded(1 / per_row["scan"]),
        "plain_over_table": rounded(per_row["plain"] / per_row["table"]),
        "table_over_scan": rounded(per_row["table"] / per_row["scan"]),
    }


def _processor_seconds(reader: TableReader, cases: Path) -> float:
    begun = process_time()
    _read(reader, cases)
    return process_time() - begun


def _read(reader: TableReader, cases: Path) -> None:
    answers = reader.read(pl.scan_parquet(cases), keep=["case_id"])
    answers.sink_parquet(cases.with_name("answers.parquet"))


def _scan(cases: Path) -> pl.DataFrame:
    """Read every cell and do next to nothing with it."""
    columns = pl.scan_parquet(cases)
    words = cs.string()
    return columns.select((cs.all() - words).sum(), words.str.len_bytes().sum()).collect(engine="streaming")
