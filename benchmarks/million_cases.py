"""A million cases from Parquet: the table reader by what is asked of it, the plain reader on a sample, and a bare scan as the floor."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from time import process_time
from typing import Any

import polars as pl
import polars.selectors as cs

from benchmarks import synthetic
from benchmarks.doubled import doubled
from benchmarks.readers import facts_of, read_plainly
from benchmarks.timing import in_turns, measured_on, publish, rounded
from surefoot.engine.read_table import GROUPS, TableReader
from surefoot.engine.table_border import fact_columns
from surefoot.knowledge import Knowledge, View, load

ROWS, ROUNDS, SAMPLE = 1_000_000, 3, 1_000
AIM_ROWS_PER_S = 200_000
LEVELS_AND_SUGGESTIONS = ("levels", "suggestions")


def measure(knowledge: Knowledge, view: View, cases: Path, rows: int) -> dict[str, Any]:
    """`cases` is a Parquet file of `rows` cases; the answers are written beside it."""
    reader = TableReader(knowledge, view)
    sample = pl.scan_parquet(cases).head(SAMPLE).collect()
    scan, asked = partial(_scan, cases), _asked(reader, cases)
    wall = in_turns({"scan": scan, "plain": lambda: _plainly(knowledge, view, sample), **asked}, ROUNDS)
    spent = in_turns({"scan": scan, **asked}, ROUNDS, process_time)
    plain = wall["plain"] / SAMPLE
    return {
        "measured_on": measured_on(knowledge),
        "rows": rows,
        "facts": sample.width - 1,
        "rounds": ROUNDS,
        "aim_rows_per_s": AIM_ROWS_PER_S,
        "scan_rows_per_s": rounded(rows / wall["scan"]),
        "scan_processor_us_per_row": rounded(spent["scan"] / rows * 1e6),
        **{name: _told(name, wall, spent, rows) for name in asked},
        "columns_of_levels_and_suggestions": len(knowledge.algorithms) + len(knowledge.interventions) + 1,
        "columns_of_every_answer": len(reader.columns) + 1,
        "plain_sample_rows": SAMPLE,
        "plain_with_trace_rows_per_s": rounded(1 / plain),
        "plain_over_table": rounded(plain / (wall["every_answer"] / rows)),
    }


def _asked(reader: TableReader, cases: Path) -> dict[str, Callable[[], None]]:
    answers = cases.with_name("answers")

    def read(give: tuple[str, ...]) -> pl.LazyFrame:
        return reader.read(pl.scan_parquet(cases), keep=["case_id"], give=give)

    return {
        "levels_and_suggestions": lambda: read(LEVELS_AND_SUGGESTIONS).sink_parquet(answers),
        "every_answer": lambda: read(GROUPS).sink_parquet(answers),
        "every_answer_to_arrow": lambda: read(GROUPS).sink_ipc(answers),
    }


def _told(name: str, wall: Mapping[str, float], spent: Mapping[str, float], rows: int) -> dict[str, Any]:
    """Checked, read and written. Over the scan: by processor time, which other work on the machine touches least, and on the wall."""
    return {
        "rows_per_s": rounded(rows / wall[name]),
        "aim_met": rows / wall[name] >= AIM_ROWS_PER_S,
        "processor_us_per_row": rounded(spent[name] / rows * 1e6),
        "over_scan": rounded(wall[name] / wall["scan"]),
        "over_scan_by_processor_time": rounded(spent[name] / spent["scan"]),
    }


def _plainly(knowledge: Knowledge, view: View, sample: pl.DataFrame) -> None:
    for row in sample.iter_rows(named=True):
        read_plainly(knowledge, view, facts_of(row))


def _scan(cases: Path) -> pl.DataFrame:
    """Read every cell and do next to nothing with it."""
    columns = pl.scan_parquet(cases)
    words = cs.string()
    return columns.select((cs.all() - words).sum(), words.str.len_bytes().sum()).collect(engine="streaming")


def main() -> None:
    """Measure the million cases alone, and keep the result."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.million_cases", description=main.__doc__)
    parser.add_argument("--doubled", action="store_true", help="on a knowledge twice as large")
    twice: bool = parser.parse_args().doubled
    knowledge = doubled(load()) if twice else load()
    with tempfile.TemporaryDirectory() as folder:
        cases = Path(folder) / "cases.parquet"
        synthetic.write(cases, fact_columns(knowledge), ROWS)
        told = measure(knowledge, knowledge.as_of(date(2026, 11, 20)), cases, ROWS)
    publish("million_cases_doubled" if twice else "million_cases", told, keep=True)


if __name__ == "__main__":
    main()
