"""The most memory that reading a table takes, by its number of rows: each in a process of its own. It must not grow with the rows."""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import polars as pl

from benchmarks import synthetic
from benchmarks.timing import measured_on, rounded
from surefoot.engine.read_table import TableReader
from surefoot.engine.table_border import fact_columns
from surefoot.knowledge import Knowledge, load

TENTHS = (1, 10, 40)  # of the rows asked for: a tenth, all, four times as many
ROUNDS = 5  # Polars reads ahead as far as the threads let it: one run may hold half as much again as the next
_OF_MIB = 1024 if sys.platform != "darwin" else 1024 * 1024


def measure(knowledge: Knowledge, folder: Path, rows: int) -> dict[str, Any]:
    """Peak resident memory in MiB for a tenth of the rows, all, and four times as many; and before anything is read. Every answer is written."""
    peaks: dict[int, list[float]] = {0: _peaks(None, folder)}
    for tenths in TENTHS:
        count = rows * tenths // 10
        cases = folder / f"cases_{count}.parquet"
        synthetic.write(cases, fact_columns(knowledge), count)
        peaks[count] = _peaks(cases, folder)
        cases.unlink()
    middle = {count: median(found) for count, found in peaks.items()}
    return {
        "measured_on": measured_on(knowledge),
        "rounds": ROUNDS,
        "rows_of_a_group": synthetic.ROWS_OF_A_GROUP,
        "peak_mib_by_rows": {str(count): rounded(peak) for count, peak in middle.items()},
        "least_and_most_mib_by_rows": {
            str(n): [rounded(min(found)), rounded(max(found))] for n, found in peaks.items()
        },
        "four_times_the_rows_over_all": rounded(middle[max(middle)] / middle[rows]),
    }


def _peaks(cases: Path | None, folder: Path) -> list[float]:
    return [_peak(cases, folder) for _ in range(ROUNDS)]


def _peak(cases: Path | None, folder: Path) -> float:
    command = [sys.executable, "-m", "benchmarks.memory", str(folder / "answers.parquet")]
    done = subprocess.run([*command, *([str(cases)] if cases else [])], check=True, capture_output=True, text=True)
    return float(done.stdout)


def main() -> None:
    """Read one table from Parquet to Parquet, or none, and print this process's peak memory in MiB."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.memory")
    parser.add_argument("answers", type=Path)
    parser.add_argument("cases", type=Path, nargs="?")
    args = parser.parse_args()
    knowledge = load()
    reader = TableReader(knowledge, knowledge.as_of(date(2026, 11, 20)))
    if args.cases:
        reader.read(pl.scan_parquet(args.cases), keep=["case_id"]).sink_parquet(args.answers)
    print(most_held())


def most_held() -> float:
    """This program's own peak in MiB. Linux counts into `ru_maxrss` what the program that started it held, so its own line is read."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text("utf-8").split("VmHWM:")[1].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _OF_MIB


if __name__ == "__main__":
    main()
