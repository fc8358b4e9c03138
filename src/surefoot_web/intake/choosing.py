"""Names of medicines to choose from, with what each is for in plain words: the classes of the knowledge, or what a search finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from surefoot.knowledge import Knowledge
from surefoot.knowledge.model import Entry
from surefoot_web.config.knowledge import load

MOST_FOUND = 40
SHORTEST = 2  # letters from which a search finds anything


@dataclass(frozen=True, slots=True)
class Choice:
    """One name to choose; `plain` says what it is for, empty where the knowledge names no class."""

    name: str
    plain: str


@dataclass(frozen=True, slots=True)
class Kind:
    """The medicines of one class, under its plain words."""

    id: str
    plain: str
    choices: tuple[Choice, ...]


def kinds(language: str) -> tuple[Kind, ...]:
    """Every class with its medicines, in the order of its plain words."""
    return _kinds(load(), language)


def found(typed: str, language: str) -> tuple[Choice, ...]:
    """The names that hold what was typed, or whose plain words do; those that begin with it first."""
    wanted = typed.strip().casefold()
    if len(wanted) < SHORTEST:
        return ()
    hits = [one for one in _all(load(), language) if wanted in one.name or wanted in one.plain.casefold()]
    return tuple(sorted(hits, key=lambda one: _nearness(one, wanted)))[:MOST_FOUND]


def with_chosen(listed: Sequence[Mapping[str, object]], names: Iterable[str], language: str) -> list[dict[str, object]]:
    """The list with the names behind it that are not on it yet. A name that is not ours to offer is left out."""
    has = {str(one["name"]).casefold() for one in listed}
    offered = all_names(language)
    new = [name for name in dict.fromkeys(names) if name in offered and name.casefold() not in has]
    return [*map(dict, listed), *({"name": name} for name in new)]


def every_choice(languages: Sequence[str]) -> dict[str, Any]:
    """All there is to choose, for a device that searches by itself.

    `said`: what names are for, one text for each language; `names`: of each of these, its names; `kinds`: the kinds with
    theirs, as `kinds` lists them; `most` and `shortest` as in `found`.
    """
    knowledge = load()
    plain = [{one.name: one.plain for one in _all(knowledge, language)} for language in languages]
    names: dict[tuple[str, ...], list[str]] = {}
    for name in sorted(plain[0]):
        names.setdefault(tuple(said[name] for said in plain), []).append(name)
    by_id = [{kind.id: kind for kind in kinds(language)} for language in languages]
    listed = [
        {"said": [in_one[id_].plain for in_one in by_id], "names": [choice.name for choice in kind.choices]}
        for id_, kind in by_id[0].items()
    ]
    found_by = {"most": MOST_FOUND, "shortest": SHORTEST, "languages": list(languages)}
    return {"said": list(names), "names": list(names.values()), "kinds": listed, **found_by}


def _nearness(one: Choice, wanted: str) -> tuple[bool, bool, bool, str]:
    """Names that begin with what was typed come first, then uses that do; what has a known use before what has none."""
    return not one.name.startswith(wanted), not one.plain.casefold().startswith(wanted), not one.plain, one.name


def all_names(language: str) -> set[str]:
    """Every name that can be chosen."""
    return {one.name for one in _all(load(), language)}


def _kinds(knowledge: Knowledge, language: str) -> tuple[Kind, ...]:
    alike: dict[tuple[str, ...], list[Entry]] = {}  # classes with the same words, in every language, are one kind
    for entry in knowledge.medication_classes.values():
        if entry["plain"][language]:
            alike.setdefault(tuple(map(str, entry["plain"].values())), []).append(entry)
    made = [_kind(entries, str(entries[0]["plain"][language])) for entries in alike.values()]
    return tuple(sorted(made, key=lambda kind: kind.plain))


def _kind(entries: Sequence[Entry], plain: str) -> Kind:
    names = sorted({str(name) for entry in entries for name in entry["ingredients"]})
    return Kind(entries[0].id, plain, tuple(Choice(name, plain) for name in names))


def _all(knowledge: Knowledge, language: str) -> tuple[Choice, ...]:
    plain = {choice.name: choice.plain for kind in _kinds(knowledge, language) for choice in kind.choices}
    named = dict.fromkeys((*plain, *_others(knowledge)), "")
    made = {name: Choice(name, plain.get(name, "")) for name in named}
    for name, ingredients in _brands(knowledge):
        made[name] = Choice(name, next((plain[one] for one in ingredients if one in plain), ""))
    return tuple(made.values())


def _brands(knowledge: Knowledge) -> Iterator[tuple[str, tuple[str, ...]]]:
    for data in knowledge.medication_names:
        yield from ((str(one["name"]), tuple(one["ingredients"])) for one in data.get("names", ()))


def _others(knowledge: Knowledge) -> Iterator[str]:
    for data in knowledge.medication_names:
        yield from (str(name) for name in data.get("other_ingredients", ()))
