"""One case: the plain reader with trace against the table reader on a table of one row."""

from __future__ import annotations

from time import process_time
from typing import Any

import polars as pl

from benchmarks.readers import facts_of, read_plainly
from benchmarks.timing import in_turns, measured_on, rounded
from surefoot.engine.read_table import TableReader
from surefoot.knowledge import Knowledge, View

ROUNDS = 60


def measure(knowledge: Knowledge, view: View, cases: pl.DataFrame) -> dict[str, Any]:
    """`cases` is a table whose first row is read. Milliseconds of processor time."""
    reader, row = TableReader(knowledge, view), cases.head(1)
    facts = facts_of(row.row(0, named=True))
    seconds = in_turns(
        {
            "plain": lambda: read_plainly(knowledge, view, facts),
            "table": lambda: reader.read(row, keep=["case_id"]),
        },
        ROUNDS,
        process_time,
    )
    return {
        "measured_on": measured_on(knowledge),
        "rounds": ROUNDS,
        "plain_with_trace_ms": rounded(seconds["plain"] * 1000),
        "table_of_one_row_ms": rounded(seconds["table"] * 1000),
        "table_over_plain": rounded(seconds["table"] / seconds["plain"]),
    }
