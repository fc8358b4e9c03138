"""Measure, print and keep every benchmark."""

from __future__ import annotations

import argparse
import tempfile
from datetime import date
from pathlib import Path

import polars as pl

from benchmarks import million_cases, one_case, synthetic
from benchmarks.timing import publish
from surefoot.engine.table_border import fact_columns
from surefoot.knowledge import load

DAY = date(2026, 11, 20)
ROWS = 1_000_000


def main() -> None:
    """With fewer rows than `ROWS` it is a try: the results are printed and not kept."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS, help="synthetic cases in the large table")
    rows: int = parser.parse_args().rows
    keep = rows == ROWS
    knowledge = load()
    view = knowledge.as_of(DAY)
    with tempfile.TemporaryDirectory() as folder:
        cases = Path(folder) / "cases.parquet"
        synthetic.write(cases, fact_columns(knowledge), rows)
        publish("one_case", one_case.measure(knowledge, view, pl.scan_parquet(cases).head(1).collect()), keep)
        publish("million_cases", million_cases.measure(knowledge, view, cases, rows), keep)


if __name__ == "__main__":
    main()
