"""Everything the knowledge says about names and words, in one table; made once for each knowledge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from surefoot.instruments.medicines.text import Words, plain, words
from surefoot.knowledge import Knowledge, once_per_knowledge

ROLES = (
    "passed_over",
    "leaves_open",
    "times",
    "joins",
    "reason_cues",
    "reasons",
    "unnamed",
    "nouns",
    "quantities",
    "headings",
    "not_taken",
    "says_none",
)


@dataclass(frozen=True, slots=True)
class Name:
    """What a name stands for; `route` where the product acts where it is put."""

    ingredients: tuple[str, ...]
    route: str | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """A route that does not reach the whole body; with `may_reach` some ingredients do all the same."""

    label: str
    may_reach: bool


@dataclass(frozen=True)
class Lexicon:
    """Names and words as sequences of words; `roles` says what a word that names nothing tells.

    `directions` is false for knowledge of before directions were read: then a sign, a time and a reason tell nothing.
    """

    names: Mapping[Words, Name]
    classes: Mapping[str, tuple[str, ...]]
    roles: Mapping[Words, frozenset[str]]
    route_words: Mapping[Words, str]
    routes: Mapping[str, Route]
    whole_body: frozenset[str]
    labels: Mapping[Words, str]
    combinations: frozenset[frozenset[str]]
    longest: int
    directions: bool

    def role(self, word: str, role: str) -> bool:
        return role in self.roles.get((word,), frozenset())


def classes_of(lex: Lexicon, ingredients: tuple[str, ...]) -> tuple[str, ...]:
    """The classes these ingredients belong to, each once."""
    return tuple(dict.fromkeys(one for ingredient in ingredients for one in lex.classes.get(ingredient, ())))


def longest(lex: Lexicon, given: Words, start: int) -> Words:
    """The longest name, phrase or route that begins here; empty where none does."""
    most = min(lex.longest, len(given) - start)
    lengths = (given[start : start + length] for length in range(most, 0, -1))
    return next((part for part in lengths if part in lex.names or part in lex.roles or part in lex.route_words), ())


@once_per_knowledge
def lexicon(knowledge: Knowledge) -> Lexicon:
    """Every name and word that is known."""
    classes = _classes(knowledge)
    names = _names(knowledge, classes)
    roles, route_words = _roles(knowledge), dict(_route_words(knowledge))
    lengths = [len(key) for table in (names, roles, route_words) for key in table]
    return Lexicon(
        names,
        classes,
        roles,
        route_words,
        {one["id"]: Route(one["label"], one.get("may_reach", False)) for one in _listed(knowledge, "routes")},
        frozenset(_listed(knowledge, "whole_body")),
        dict(_labels(knowledge)),
        frozenset(frozenset(name.ingredients) for name in names.values()),
        max(lengths, default=0),
        any(_listed(knowledge, "times")),
    )


def _listed(knowledge: Knowledge, key: str) -> Iterator[Any]:
    for data in knowledge.medication_names:
        yield from data.get(key, ())


def _classes(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    classes: dict[str, tuple[str, ...]] = {}
    for entry in knowledge.medication_classes.values():
        for ingredient in entry["ingredients"]:
            classes[ingredient] = (*classes.get(ingredient, ()), entry.id)
    return classes


def _names(knowledge: Knowledge, classes: Mapping[str, tuple[str, ...]]) -> dict[Words, Name]:
    names = {words(ingredient): Name((ingredient,)) for ingredient in classes}
    names |= {words(ingredient): Name((ingredient,)) for ingredient in _listed(knowledge, "other_ingredients")}
    listed = _listed(knowledge, "names")
    return names | {words(one["name"]): Name(tuple(one["ingredients"]), one.get("route")) for one in listed}


def _roles(knowledge: Knowledge) -> dict[Words, frozenset[str]]:
    roles: dict[Words, frozenset[str]] = {}
    for role in ROLES:
        for word in _listed(knowledge, role):
            key = words(word) or (plain(word),)
            roles[key] = roles.get(key, frozenset()) | {role}
    return roles


def _route_words(knowledge: Knowledge) -> Iterator[tuple[Words, str]]:
    for route in _listed(knowledge, "routes"):
        yield from ((words(word), route["id"]) for word in route["words"])


def _labels(knowledge: Knowledge) -> Iterator[tuple[Words, str]]:
    for data in knowledge.medication_names:
        for kind, listed in data.get("labels", {}).items():
            yield from ((words(word), kind) for word in listed)
