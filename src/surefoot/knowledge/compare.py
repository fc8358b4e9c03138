"""Compare two states of the knowledge, id by id: what was added, what was removed, what changed from what to what, and who reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from surefoot.knowledge.pack import Files
from surefoot.knowledge.parts import Part, parts
from surefoot.knowledge.uses import RULE_KEYS, reach, readers, rule_text

# What tells the elements of a list apart: the first key that all of them have and none shares.
_KEYS = ("id", "name", "from", "age", "other", "modifier", "for", "says")


@dataclass(frozen=True, slots=True)
class Change:
    """One place of an entry. None: not there. `since` and `source` are those of the state around the place."""

    at: str
    before: Any
    after: Any
    since: str | None
    source: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "at": self.at,
            "before": self.before,
            "after": self.after,
            "from": self.since,
            "source": list(self.source),
        }


@dataclass(frozen=True, slots=True)
class Difference:
    """One entry that differs. `read_by` names the findings, factors, levels and others that rest on it."""

    part: Part
    changes: tuple[Change, ...]
    read_by: Mapping[str, list[str]]

    def as_json(self) -> dict[str, Any]:
        part = self.part
        about: dict[str, Any] = {"id": part.id, "kind": part.kind, "label": part.label, "file": part.file}
        if "unit" in part.own:
            about["unit"] = part.own["unit"]
        told = {"changes": [change.as_json() for change in self.changes]} if self.changes else {"entry": part.own}
        return {**about, **told, "read_by": dict(self.read_by)}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every entry that differs between two states of the knowledge."""

    added: tuple[Difference, ...]
    removed: tuple[Difference, ...]
    changed: tuple[Difference, ...]

    @property
    def differs(self) -> bool:
        return bool(self.added or self.removed or self.changed)

    def as_json(self) -> dict[str, Any]:
        lists = {"added": self.added, "removed": self.removed, "changed": self.changed}
        return {name: [difference.as_json() for difference in found] for name, found in lists.items()}


def compare(before: Files, after: Files) -> Comparison:
    """Every entry that stands in one of the two only, or reads differently in them. Which file holds an entry does not count.

    Files of an older form can be compared too: nothing here asks for the form of today.
    """
    old = {(part.kind, part.id): part for part in parts(before)}
    new = {(part.kind, part.id): part for part in parts(after)}
    was, now = readers(before), readers(after)
    changed = (
        Difference(part, found, reach((*old[key].names, *part.names), was, now))
        for key, part in new.items()
        if key in old and (found := tuple(changes(old[key].own, part.own)))
    )
    return Comparison(
        tuple(Difference(part, (), reach(part.names, now)) for key, part in new.items() if key not in old),
        tuple(Difference(part, (), reach(part.names, was)) for key, part in old.items() if key not in new),
        tuple(changed),
    )


def changes(before: Any, after: Any, at: str = "", around: Mapping[str, Any] | None = None) -> Iterator[Change]:
    """Every place where two entries differ. `around` is the nearest dated or cited state."""
    around = _around(before, after, around or {})
    if before == after:
        return
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from _of_mapping(before, after, at, around)
    elif isinstance(before, list) and isinstance(after, list) and (key := _key(before, after)):
        yield from _of_list(_keyed(before, key), _keyed(after, key), at, around)
    else:
        yield Change(at, before, after, around.get("from"), tuple(around.get("source", ())))


def _around(before: Any, after: Any, around: Mapping[str, Any]) -> dict[str, Any]:
    state = after if isinstance(after, Mapping) else before
    own = {key: state[key] for key in ("from", "source") if key in state} if isinstance(state, Mapping) else {}
    return {**around, **own}


def _of_mapping(before: Any, after: Any, at: str, around: Mapping[str, Any]) -> Iterator[Change]:
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        if key in RULE_KEYS:
            old, new = (None if rule is None else rule_text(rule) for rule in (old, new))
        yield from changes(old, new, f"{at}.{key}" if at else key, around)


def _of_list(old: dict[str, Any], new: dict[str, Any], at: str, around: Mapping[str, Any]) -> Iterator[Change]:
    for key in dict.fromkeys((*old, *new)):
        yield from changes(old.get(key), new.get(key), f"{at}[{key}]", around)
    kept, kept_now = [key for key in old if key in new], [key for key in new if key in old]
    if kept != kept_now:
        yield Change(f"{at} order", kept, kept_now, around.get("from"), tuple(around.get("source", ())))


def _key(before: list[Any], after: list[Any]) -> str | None:
    return next((key for key in _KEYS if all(_tells_apart(key, listed) for listed in (before, after))), None)


def _tells_apart(key: str, listed: list[Any]) -> bool:
    if not all(isinstance(item, Mapping) and key in item for item in listed):
        return False
    return len({_word(item[key]) for item in listed}) == len(listed)


def _keyed(listed: list[Any], key: str) -> dict[str, Any]:
    return {_word(item[key]): item for item in listed}


def _word(value: Any) -> str:
    return " to ".join(str(end) for end in value) if isinstance(value, list) else str(value)
