"""Work that depends on the knowledge alone is done once for each state of it; work that depends on the values in force too, once for those."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import TypeVar

from surefoot.knowledge.pack import Knowledge
from surefoot.knowledge.resolve import View

T = TypeVar("T")


def once_per_knowledge(make: Callable[[Knowledge], T]) -> Callable[[Knowledge], T]:
    """Keep what `make` gives, by the content hash of the knowledge it was given."""
    made: dict[str, T] = {}

    @wraps(make)
    def kept(knowledge: Knowledge) -> T:
        if knowledge.digest not in made:
            made[knowledge.digest] = make(knowledge)
        return made[knowledge.digest]

    return kept


def once_per_state(make: Callable[[Knowledge, View], T]) -> Callable[[Knowledge, View], T]:
    """Keep what `make` gives for as long as the same values are in force: days between two turns of the knowledge share it."""
    made: dict[tuple[str, int], T] = {}

    @wraps(make)
    def kept(knowledge: Knowledge, view: View) -> T:
        key = (knowledge.digest, bisect_right(_turns(knowledge), view.day))
        if key not in made:
            made[key] = make(knowledge, view)
        return made[key]

    return kept


@once_per_knowledge
def _turns(knowledge: Knowledge) -> list[date]:
    """Every day on which some value or table gets a new state, in order."""
    dated = (*knowledge.values.values(), *knowledge.tables.values())
    return sorted({date.fromisoformat(state["from"]) for data in dated for state in data["values"]})
