"""Measure, print and keep every benchmark."""

from __future__ import annotations

import argparse
import tempfile
from datetime import date
from pathlib import Path

import polars as pl

from benchmarks import audit, documents, memory, million_cases, one_case, pictures, stages, synthetic
from benchmarks.doubled import doubled
from benchmarks.timing import publish
from surefoot.engine.table_border import fact_columns
from surefoot.knowledge import Knowledge, load

DAY = date(2026, 11, 20)
ROWS = 1_000_000


def main() -> None:
    """With fewer rows than `ROWS` it is a try: the results are printed and not kept."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS, help="synthetic cases in the large table")
    rows: int = parser.parse_args().rows
    keep = rows == ROWS
    knowledge = load()
    with tempfile.TemporaryDirectory() as folder:
        publish("stages", stages.measure(knowledge), keep)
        publish("documents", documents.measure(knowledge), keep)
        publish("pictures", pictures.measure(knowledge), keep)
        _readers("", knowledge, Path(folder), rows, keep)
        publish("memory", memory.measure(knowledge, Path(folder), rows), keep)
        publish("audit", audit.measure(knowledge, Path(folder), rows), keep)
        _readers("_doubled", doubled(knowledge), Path(folder), rows, keep)


def _readers(suffix: str, knowledge: Knowledge, folder: Path, rows: int, keep: bool) -> None:
    """One case and a table of `rows`, on both readers."""
    view, cases = knowledge.as_of(DAY), folder / "cases.parquet"
    synthetic.write(cases, fact_columns(knowledge), rows)
    publish(f"one_case{suffix}", one_case.measure(knowledge, view, pl.scan_parquet(cases).head(1).collect()), keep)
    publish(f"million_cases{suffix}", million_cases.measure(knowledge, view, cases, rows), keep)
    cases.unlink()


if __name__ == "__main__":
    main()
