"""The audit of past claims, CSV to CSV with the report: seconds and peak memory by the number of lines, each in a process of its own."""

from __future__ import annotations

import argparse
import subprocess
import sys
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

import polars as pl

from benchmarks.memory import most_held
from benchmarks.timing import measured_on, rounded
from surefoot.cli import main as surefoot
from surefoot.knowledge import Knowledge

TENTHS = (1, 10)  # of the lines asked for: a tenth, and all
_FIRST, _DAYS, _PROVIDERS, _WORDINGS = date(2023, 1, 2), 900, 400, 50_000


def measure(knowledge: Knowledge, folder: Path, rows: int) -> dict[str, Any]:
    """Lines a second and peak resident memory in MiB, of as many notes as claim lines."""
    told: dict[str, Any] = {"measured_on": measured_on(knowledge), "seconds_by_lines": {}, "peak_mib_by_lines": {}}
    for tenths in TENTHS:
        count = rows * tenths // 10
        write(folder, count)
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.audit", str(folder)], check=True, capture_output=True, text=True
        )
        seconds, peak = map(float, done.stdout.split()[-2:])
        told["seconds_by_lines"][str(count)], told["peak_mib_by_lines"][str(count)] = rounded(seconds), rounded(peak)
    return told


def write(folder: Path, rows: int) -> None:
    """Claims and notes of as many synthetic visits: every fifth line is another code, and some notes share their words."""
    row = pl.int_range(rows)
    drawn = {
        name: pl.int_range(rows).hash(seed) for seed, name in enumerate(("day", "who", "start", "minutes", "units"), 1)
    }
    visits = pl.select(row.alias("row"), **drawn).select(
        claim_id=pl.format("C{}", "row"),
        patient_id=pl.format("P{}", "row"),
        provider_id=pl.format("D{}", pl.col("who") % _PROVIDERS),
        day=pl.lit(_FIRST) + pl.duration(days=pl.col("day") % _DAYS),
        code=pl.when(pl.col("row") % 5 == 4).then(pl.lit("97110")).otherwise(pl.lit("97750")),
        units=pl.col("units") % 4 + 1,
        minutes=pl.col("minutes") % 56 + 4,
        start=pl.col("start") % 540 + 480,
        wording=pl.col("row") % _WORDINGS,
    )
    visits.select(
        "claim_id",
        "patient_id",
        "provider_id",
        "day",
        "code",
        "units",
        modifiers=pl.lit("GP"),
        setting=pl.lit("office"),
    ).write_csv(folder / "claims.csv")
    begun = pl.col("day").cast(pl.Datetime("us")) + pl.duration(minutes="start")
    ended = begun + pl.duration(minutes="minutes")
    visits.select(
        "patient_id",
        "day",
        "provider_id",
        "minutes",
        start=begun.dt.strftime("%Y-%m-%dT%H:%M:00Z"),
        end=ended.dt.strftime("%Y-%m-%dT%H:%M:00Z"),
        one_on_one=pl.lit("yes"),
        tests=pl.lit("TUG"),
        reason=pl.lit("two falls"),
        interpretation=pl.format("slow, place {} of the list, unsteady turns", "wording"),
        analysis=pl.lit("weak legs, impaired balance on turning"),
        plan_of_care_impact=pl.lit("exercise started"),
        signed_by=pl.col("provider_id"),
    ).write_csv(folder / "notes.csv")


def main() -> None:
    """Audit the tables of a folder and print seconds and this process's peak memory in MiB."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.audit")
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    written = ["--lines", str(folder / "lines.csv"), "--report", str(folder / "audit.pdf")]
    begun = perf_counter()
    surefoot(["audit", str(folder / "claims.csv"), "--notes", str(folder / "notes.csv"), *written])
    print(perf_counter() - begun, most_held())


if __name__ == "__main__":
    main()
