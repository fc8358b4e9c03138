"""Timing on noisy machines: the candidates take turns, the median counts, and ratios are what is stated."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import polars as pl

from surefoot.knowledge import Knowledge

RESULTS = Path(__file__).parent / "results"


def in_turns(
    candidates: Mapping[str, Callable[[], object]], rounds: int, clock: Callable[[], float] = perf_counter
) -> dict[str, float]:
    """The median seconds of each candidate over rounds in which every one runs once; one round before that is not counted.

    `clock` is the time on the wall, or `process_time`: the time the processors spent, all threads together, which other work on
    the machine touches least.
    """
    taken: dict[str, list[float]] = {name: [] for name in candidates}
    for round_ in range(rounds + 1):
        for name, run in candidates.items():
            begun = clock()
            run()
            if round_:
                taken[name].append(clock() - begun)
    return {name: median(seconds) for name, seconds in taken.items()}


def measured_on(knowledge: Knowledge) -> dict[str, Any]:
    """What the machine and the rules were. No day: a result is compared by what it was measured on."""
    return {
        "cpu_count": os.cpu_count(),
        "python": platform.python_version(),
        "polars": pl.__version__,
        "rules": len(knowledge.rules),
        "levels": len(knowledge.algorithms),
        "interventions": len(knowledge.interventions),
        "knowledge": knowledge.digest,
    }


def publish(name: str, result: Mapping[str, Any], keep: bool) -> None:
    """Print a result; keep it in `benchmarks/results/` if it is a whole run."""
    text = json.dumps(result, indent=2)
    print(f"{name}\n{text}")
    if keep:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"{name}.json").write_text(f"{text}\n", "utf-8")


def rounded(value: float) -> float:
    """Two figures that count: more would be noise."""
    return float(f"{value:.2g}")
