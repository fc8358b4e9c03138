"""A pasted text becomes entries, one for each medicine. What is not taken as an entry is given back with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from surefoot.instruments.medicines.fragments import fragments, only_directions
from surefoot.instruments.medicines.labelled import Labelled, labelled
from surefoot.instruments.medicines.lexicon import Lexicon, lexicon, longest
from surefoot.instruments.medicines.reading import read_as
from surefoot.instruments.medicines.table import Columns, cells
from surefoot.instruments.medicines.text import seen, words
from surefoot.knowledge import Knowledge

LONGEST = 20_000  # characters that are read; what stands after them is given back

_WHY = {
    "heading": "It is a heading.",
    "section": "It stands under “{section}”.",
    "not_taken": "It tells of allergies, or of what is not taken.",
    "none": "It says that there is none.",
    "label": "It tells of no medicine.",
    "directions": "It holds directions without a medicine.",
    "nothing": "There is nothing to read in it.",
    "too_long": "The text is too long; paste the rest on its own.",
}
_BULLET = re.compile(
    r"^\s*(?:(?:[\u2022\u25cf\u25aa\u25e6\u2023\u00b7*>\u2610\u2611\u2713\u2714]|-(?!\d)|\[[ xX]?\]|\(?\d{1,3}[.)](?=\s))\s*)+"
)
_NUMBERED = re.compile(r"(?:^|(?<=[.;,\s]))\s*\d{1,2}[.)]\s+(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line that was not taken as a medicine: `kind` in one word, `why` in a sentence."""

    line: str
    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """`entries` in the order of the text; `left_out` so that a person sees what was not taken."""

    entries: tuple[str, ...]
    left_out: tuple[LeftOut, ...]


def split_list(text: str, knowledge: Knowledge) -> Pasted:
    """Split lines, bullets, tables, labelled print-outs and running text into entries, one for each medicine.

    A line of directions goes to the entry above it. Headings, allergies and discontinued medicines are left out, and said.
    """
    splitter = _Splitter(lexicon(knowledge), knowledge)
    whole = seen(text)
    for line in whole[:LONGEST].split("\n"):
        splitter.line(line)
    if whole[LONGEST:].strip():
        splitter.leave(whole[LONGEST:], "too_long")
    return Pasted(tuple(splitter.entries), tuple(splitter.left_out))


@dataclass
class _Splitter:
    """Goes through the lines. `section` is the heading of a part that lists no medicine taken; `columns` those of a table."""

    lex: Lexicon
    knowledge: Knowledge
    entries: list[str] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    section: str = ""
    columns: Columns | None = None

    def leave(self, line: str, kind: str) -> None:
        self.left_out.append(LeftOut(line.strip(), kind, _WHY[kind].format(section=self.section)))

    def line(self, raw: str) -> None:
        row = cells(raw)
        if row:
            self._row(raw, row)
        elif words(raw):
            self.columns = None
            for part in _numbered(_BULLET.sub("", raw)):
                self._part(part.strip())
        elif raw.strip():
            self.leave(raw, "nothing")

    def _row(self, raw: str, row: tuple[str, ...]) -> None:
        """A row of a table: its heading names the columns; without one the first cell with a name is the medicine."""
        if all(self._heading(cell) for cell in row if words(cell)):
            self.columns = Columns.of(row, self.lex) if any(words(cell) for cell in row) else self.columns
            self.leave(raw, "heading")
        elif self.section:
            self.leave(raw, "section")
        else:
            named, told = (self.columns or Columns()).read(row, self._named, self._directions)
            self._labelled(Labelled("name", ", ".join((named, *told))))

    def _part(self, part: str) -> None:
        if not part:
            return
        head, _, rest = part.partition(":")
        if rest.strip() and self._not_taken(head):
            self.leave(part, "not_taken")
        elif self._heading(part):
            self.section = part.rstrip(": ") if self._not_taken(part) else ""
            self.leave(part, "heading")
        elif self.section:
            self.leave(part, "section")
        elif self._says_none(part):
            self.leave(part, "none")
        else:
            for piece in labelled(part, self.lex):
                self._labelled(piece)

    def _labelled(self, piece: Labelled) -> None:
        if piece.kind == "left_out" or (piece.kind and not words(piece.text)):
            self.leave(f"{piece.label}: {piece.text}", "label")
        elif piece.kind == "directions":
            self._to_the_last(piece.text)
        else:
            for fragment in fragments(piece.text, self.lex):
                self._fragment(fragment)

    def _fragment(self, fragment: str) -> None:
        if self._directions(fragment):
            self._to_the_last(fragment)
        else:
            self.entries.append(fragment)

    def _to_the_last(self, text: str) -> None:
        if self.entries:
            self.entries[-1] = f"{self.entries[-1]}, {text}"
        else:
            self.leave(text, "directions")

    def _named(self, text: str) -> bool:
        given = read_as(self.lex, text)
        return any(longest(self.lex, given, start) in self.lex.names for start in range(len(given)))

    def _directions(self, text: str) -> bool:
        return only_directions(text, self.lex)

    def _heading(self, text: str) -> bool:
        given = words(text)
        if not given or self._named(text):
            return False
        return self._not_taken(text.rstrip(": ")) or all(self.lex.role(word, "headings") for word in given)

    def _not_taken(self, text: str) -> bool:
        """Whether these words, with any of a heading, open a part that lists no medicine taken."""
        given, start, found = words(text), 0, False
        while start < len(given):
            piece = longest(self.lex, given, start)
            if "not_taken" in self.lex.roles.get(piece, ()):
                found = True
            elif not piece or not all(self.lex.role(word, "headings") for word in piece):
                return False
            start += len(piece)
        return found

    def _says_none(self, text: str) -> bool:
        return "says_none" in self.lex.roles.get(words(text), ())


def _numbered(line: str) -> Iterator[str]:
    """The parts of a line that numbers its entries: `1. This 2. That`."""
    starts = [found.start() for found in _NUMBERED.finditer(line)]
    if not starts:
        yield line
        return
    for start, end in zip([0, *starts], [*starts, len(line)], strict=True):
        yield _BULLET.sub("", line[start:end]).rstrip(" .,;")
