"""A picture from its numbers to SVG: the first of a process, one not seen before, and one that is remembered."""

from __future__ import annotations

from time import perf_counter
from typing import Any

from benchmarks.timing import in_turns, measured_on, rounded
from surefoot.knowledge import Knowledge
from surefoot.pictures import Picture, Point, svg_of, trend_picture

ROUNDS = 20


def measure(knowledge: Knowledge) -> dict[str, Any]:
    """Milliseconds on the wall; `first` holds the loading of the renderer."""
    begun = perf_counter()
    svg_of(_made(0).spec)
    first = perf_counter() - begun
    fresh = iter(range(1, 3 * (ROUNDS + 1)))
    tasks = {"new": lambda: svg_of(_made(next(fresh)).spec), "remembered": lambda: svg_of(_made(0).spec)}
    told = {f"{name}_ms": rounded(taken * 1000) for name, taken in in_turns(tasks, ROUNDS).items()}
    return {"measured_on": measured_on(knowledge), "rounds": ROUNDS, "first_ms": rounded(first * 1000), **told}


def _made(place: int) -> Picture:
    made = trend_picture("Made up", "s", [Point("2026-03-02", 14.2), Point("2026-11-20", 12.1 + place / 100)])
    assert made is not None
    return made
