"""Rows of a pasted table: cells parted by tabs or upright strokes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from surefoot.instruments.medicines.lexicon import Lexicon
from surefoot.instruments.medicines.text import words


def cells(line: str) -> tuple[str, ...]:
    """The cells of a line; empty where it is no row."""
    mark = next((mark for mark in ("|", "\t") if mark in line.strip()), None)
    row = tuple(cell.strip() for cell in line.strip().strip("|").split(mark)) if mark else ()
    return row if len(row) > 1 else ()


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds the name and which hold directions, from the heading; nothing where there was none."""

    name: int | None = None
    directions: tuple[int, ...] = ()

    @classmethod
    def of(cls, heading: tuple[str, ...], lex: Lexicon) -> Columns:
        kinds = [_kind(cell, lex) for cell in heading]
        name = kinds.index("name") if "name" in kinds else None
        return cls(name, tuple(place for place, kind in enumerate(kinds) if kind == "directions"))

    def read(
        self, row: tuple[str, ...], named: Callable[[str], bool], directions: Callable[[str], bool]
    ) -> tuple[str, list[str]]:
        """The name of a row, and the directions that go with it."""
        if self.name is not None and self.name < len(row):
            told = [row[place] for place in self.directions if place < len(row)]
            return row[self.name], [cell for cell in told if words(cell)]
        written = [cell for cell in row if words(cell)]
        first = next((cell for cell in written if named(cell)), written[0] if written else "")
        return first, [cell for cell in written if cell is not first and directions(cell)]


def _kind(cell: str, lex: Lexicon) -> str:
    given = words(cell)
    kinds = [lex.labels[part] for part in (given, *((word,) for word in given)) if part in lex.labels]
    return kinds[0] if kinds else ""
