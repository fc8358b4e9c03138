"""One entry of a list of medicines, as it was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Medicine:
    """One entry: as written, its ingredients, the classes they belong to, and words that nobody knows.

    An entry with such words, or without an ingredient, is not wholly recognised: it may say yes to a class, never no.
    `route` is where a medicine acts that does not reach the whole body ("skin", "eye"): it is counted and is in no class.
    `doubts` are words that leave open whether it is taken at all ("stopped"). `confirmed` is what a person said it is.
    """

    written: str
    ingredients: tuple[str, ...]
    classes: tuple[str, ...]
    unknown_words: tuple[str, ...]
    evidence: str
    route: str | None = None
    doubts: tuple[str, ...] = ()
    confirmed: Mapping[str, Any] | None = None

    @property
    def recognised(self) -> bool:
        if self.unknown_words:
            return False
        return bool(self.ingredients) or bool(self.confirmed and (self.confirmed.get("in_no_class") or self.not_taken))

    @property
    def not_taken(self) -> bool:
        """A person said that it is not taken any more."""
        return bool(self.confirmed and self.confirmed.get("not_taken"))
