"""Why published algorithms do not say the same of one person: which inputs part them. Read from their own tables; nothing is written per pair."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from surefoot.engine import CaseReader
from surefoot.knowledge.expression import Op
from surefoot.knowledge.model import Step
from surefoot.risk.grounds import Ground, Grounds
from surefoot.risk.levels import Level
from surefoot.values import Tri

# What a level may ask for, from least to most. `more` is a table's only step above general advice: it differs from `general` alone.
_GENERAL, _MORE = "general", "more"
_ORDER = (_GENERAL, "tailored", "full")


@dataclass(frozen=True, slots=True)
class Difference:
    """Algorithms that ask for more and algorithms that ask for less, parted by the same grounds."""

    more: tuple[Level, ...]
    less: tuple[Level, ...]
    inputs: tuple[str, ...]
    says: str


def differences(levels: Mapping[str, Level], reader: CaseReader) -> list[Difference]:
    """Every way in which the known levels part, each with its inputs in words. Algorithms parted by the same grounds share a line.

    Two that are no more than proposed, advised or kept for old records are not compared with each other.
    """
    compared = sorted((level for level in levels.values() if level.asks_for), key=lambda level: level.rank)
    pairs = [(more, less) for more in compared for less in compared if _part(more, less)]
    search = Grounds(reader)
    parted = {level.algorithm.id: level for pair in pairs for level in pair}
    sides = {id_: _Side(level, search) for id_, level in parted.items()}
    grouped: dict[tuple[_Parting, bool, bool], list[tuple[Level, Level]]] = {}
    for more, less in pairs:
        parting = _Parting.of(sides[more.algorithm.id], sides[less.algorithm.id])
        grouped.setdefault((parting, more.beside, less.beside), []).append((more, less))
    found = [one for (parting, *_), same in grouped.items() for one in _lines(parting, same)]
    return sorted(found, key=lambda one: max(level.rank for level in (*one.more, *one.less)))


def _part(more: Level, less: Level) -> bool:
    return 0 in (more.rank, less.rank) and _asks_more(more, less)


def _asks_more(one: Level, other: Level) -> bool:
    mine, theirs = one.asks_for, other.asks_for
    if _MORE in (mine, theirs):
        return theirs == _GENERAL and mine != _GENERAL
    return _ORDER.index(str(mine)) > _ORDER.index(str(theirs))


class _Side:
    """One known level with its grounds: what lifted it, what kept it from asking for more, and what was met on the way."""

    def __init__(self, level: Level, search: Grounds) -> None:
        self.level, self._search = level, search
        self.lifted: list[Ground] = []
        self.kept: list[Ground] = []
        self.met: set[str] = set()
        for step, row in level.rows:
            if row.answer is not Tri.NOT_KNOWN and step.rule is not None:
                self._take(step, row.answer)

    def _take(self, step: Step, answer: Tri) -> None:
        node = self._search.reader.knowledge.rules[str(step.rule)].node
        found = self._search.of(node, answer)
        if answer is Tri.YES:
            lowest = self.level.asks_for == _GENERAL
            (self.kept if lowest else self.lifted).extend(found)
            return
        other = self.level.algorithm.asks_for(step.then)
        if other == self.level.asks_for or other is None:
            return
        (self.kept if _rank(other) > _rank(self.level.asks_for) else self.lifted).extend(found)
        if isinstance(node, Op) and node.name == "all_of":
            met = [part for part in node.parts if self._search.reader.read(part).answer is Tri.YES]
            self.met |= {one.id for part in met for one in self._search.of(part, Tri.YES)}


def _rank(asked: str | None) -> int:
    return _ORDER.index(asked) if asked in _ORDER else 1


@dataclass(frozen=True, slots=True)
class _Parting:
    """What parts two levels: the grounds of the one that asks for more, and those that kept the other from it."""

    lifted: tuple[Ground, ...]
    kept: tuple[Ground, ...]
    alone: bool  # the other found the same and asks for something besides

    @classmethod
    def of(cls, more: _Side, less: _Side) -> _Parting:
        shared = {one.id for one in more.kept if not one.holds} - {one.id for one in more.lifted}
        lifted = _once(more.lifted)
        every = _once(less.kept)
        kept = tuple(one for one in every if one.id not in shared) or every
        alone = bool(lifted) and all(one.id in less.met for one in lifted)
        return cls(lifted, kept, alone)

    @property
    def inputs(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(id_ for one in (*self.lifted, *self.kept) for id_ in one.inputs))


def _once(found: list[Ground]) -> tuple[Ground, ...]:
    return tuple(dict.fromkeys(found))


def _lines(parting: _Parting, pairs: list[tuple[Level, Level]]) -> Iterator[Difference]:
    """One line for all algorithms that stand on the same two sides."""
    mores: dict[str, list[Level]] = {}
    lesses: dict[str, Level] = {}
    for more, less in pairs:
        mores.setdefault(less.algorithm.id, []).append(more)
        lesses[less.algorithm.id] = less
    same: dict[tuple[str, ...], list[Level]] = {}
    for id_, less in lesses.items():
        same.setdefault(tuple(level.algorithm.id for level in mores[id_]), []).append(less)
    for group in same.values():
        sides = tuple(mores[group[0].algorithm.id]), tuple(group)
        yield Difference(*sides, parting.inputs, _sentence(*sides, parting))


def _sentence(more: tuple[Level, ...], less: tuple[Level, ...], parting: _Parting) -> str:
    twice, lifted, kept = _compared_twice(parting)
    so = f"So {_said(more)}; {_said(less)}."
    if twice and not lifted and not kept:
        return f"{twice}. {so}"
    if parting.alone and not twice:
        asks = "ask" if len(less) > 1 else "asks"
        return f"For {_names(more)} this is enough: {_told(lifted)}. {_capital(_names(less))} also {asks} for something else: {_told(kept)}. {so}"
    return f"{_because(more, lifted)}. {_because(less, kept)}.{f' {twice}.' if twice else ''}"


def _compared_twice(parting: _Parting) -> tuple[str | None, list[Ground], list[Ground]]:
    """One measurement beyond the limit of the one and not of the other, in words; and the grounds that are left on each side."""
    for one in parting.lifted:
        for other in parting.kept:
            if one.measured and one.measured == other.measured and one.against != other.against:
                left = [ground for ground in parting.lifted if ground is not one]
                return (
                    f"{one.measured} is {one.against}, but {other.against}",
                    left,
                    [ground for ground in parting.kept if ground is not other],
                )
    return None, list(parting.lifted), list(parting.kept)


def _because(levels: tuple[Level, ...], found: list[Ground]) -> str:
    return f"{_capital(_said(levels))}{': ' + _told(found) if found else ''}"


def _told(found: list[Ground]) -> str:
    return _joined([one.says for one in found])


def _said(levels: tuple[Level, ...]) -> str:
    """The algorithms with what they say, those that say the same together."""
    by_label: dict[str, list[Level]] = {}
    for level in levels:
        by_label.setdefault(str(level.algorithm.levels[level.level]["label"]), []).append(level)
    parts = [
        f"{_names(tuple(same))} {'say' if len(same) > 1 else 'says'} “{label}”" for label, same in by_label.items()
    ]
    return _joined(parts)


def _names(levels: tuple[Level, ...]) -> str:
    return _joined([level.algorithm.name for level in levels])


def _joined(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
