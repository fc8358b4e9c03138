"""Work that depends on the knowledge alone is done once for each state of it; work that depends on the day too, once a day."""

from __future__ import annotations

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


def once_per_day(make: Callable[[Knowledge, View], T]) -> Callable[[Knowledge, View], T]:
    """Keep what `make` gives, by the content hash of the knowledge and the day whose values it was given."""
    made: dict[tuple[str, date], T] = {}

    @wraps(make)
    def kept(knowledge: Knowledge, view: View) -> T:
        key = (knowledge.digest, view.day)
        if key not in made:
            made[key] = make(knowledge, view)
        return made[key]

    return kept
