"""Work that depends on the knowledge alone is done once for each state of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from surefoot.knowledge.pack import Knowledge

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
