"""A document as data: what it says, in which order, and on what evidence. How it looks is the renderers' matter.

Every sentence names its evidence: a path in the case (`tests[0]`), an id of the assessment, or a source id. The ids that are
sources stand in `references`, numbered in the order they first appear; renderers print those numbers behind the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

Language = Literal["en", "es"]
Kind = Literal[
    "note", "handout", "handout_large", "audit_sheet", "falls_calendar", "home_checklist", "exercise_log", "letter"
]
How = Literal["", "kept", "edited", "written"]
_STAMPED_WITHIN = ("note", "audit_sheet")
AS_OFFERED = "°"  # behind a sentence that stands as the software offered it
Tone = Literal["plain", "lead", "caution", "draft", "missing", "value", "strong"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One statement and what it rests on. `tone`: `missing` where the record is silent, `value` for a result itself.

    `how` it came about, where it is the signer's: kept as offered, edited, written. `anchor` is its place in this document,
    `to` the anchor of another sentence that it points to.
    """

    text: str
    evidence: tuple[str, ...] = ()
    tone: Tone = "plain"
    how: How = ""
    anchor: str = ""
    to: str = ""

    @property
    def mark(self) -> str:
        """The sign printed behind it."""
        return AS_OFFERED if self.how == "kept" else ""


@dataclass(frozen=True, slots=True)
class Title:
    """The name of the document, once, with the line that stands above it (the clinic) and below it (whom and when)."""

    text: str
    above: str = ""
    below: str = ""
    block: Literal["title"] = "title"


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a section. `level` counts from 1, below the title; `new_page` begins one on paper."""

    text: str
    level: int = 1
    new_page: bool = False
    block: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that belong together."""

    sentences: tuple[Sentence, ...]
    tone: Tone = "plain"
    block: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head, the unit of its numbers where one holds for all of them, and its share of the width."""

    label: str
    unit: str = ""
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place of a table: one or several lines."""

    lines: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header row that repeats on each page; the first cell of a row is its head."""

    caption: str
    header: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    block: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: `plain`, or `tick` with an empty box before each line."""

    items: tuple[Sentence, ...]
    kind: Literal["plain", "tick"] = "plain"
    block: Literal["list"] = "list"


@dataclass(frozen=True, slots=True)
class KeyValue:
    """Names and values side by side."""

    pairs: tuple[tuple[str, Sentence], ...]
    block: Literal["key_value"] = "key_value"


@dataclass(frozen=True, slots=True)
class Chart:
    """A Vega-Lite picture with the words that say the same, numbers included."""

    spec: dict[str, Any]
    alternative: str
    caption: str
    block: Literal["chart"] = "chart"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do, with a box to tick. `drawing` names a file in `drawings/`; it only decorates."""

    number: int
    text: Sentence
    aside: str = ""
    drawing: str = "talk"
    block: Literal["action"] = "action"


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing of `surefoot.drawings` (empty: none), what it shows in words, and the line that belongs to it."""

    drawing: str
    alternative: str
    text: Sentence


@dataclass(frozen=True, slots=True)
class Pictures:
    """Drawings beside one another, each over its line; `tick` with an empty box before each line."""

    items: tuple[Picture, ...]
    kind: Literal["plain", "tick"] = "plain"
    block: Literal["pictures"] = "pictures"


@dataclass(frozen=True, slots=True)
class Days:
    """Days with a box to tick under each head but the first, which names the day."""

    caption: str
    heads: tuple[str, ...]
    days: tuple[str, ...]
    block: Literal["days"] = "days"


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """One thing a letter asks, with the code by which its reply is found again; empty where the visit has no id."""

    text: str
    code: str


@dataclass(frozen=True, slots=True)
class Reply:
    """The slot of a letter that comes back: boxes to tick for each thing asked, then lines to write on."""

    says: str
    code_says: str
    rows: tuple[ReplyRow, ...]
    boxes: tuple[str, ...]
    lines: tuple[str, ...]
    block: Literal["reply"] = "reply"


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature, or its absence: then `says` tells so and the rest is empty. `statement` is what the signer attested."""

    signed: bool
    says: str
    name: str = ""
    credential: str = ""
    at: str = ""
    statement: str = ""
    evidence: tuple[str, ...] = ("report.signed",)
    anchor: str = ""
    block: Literal["signature"] = "signature"


@dataclass(frozen=True, slots=True)
class SmallPrint:
    """Limits of use, versions, hashes."""

    sentences: tuple[Sentence, ...]
    block: Literal["small_print"] = "small_print"


Block = (
    Title
    | Heading
    | Paragraph
    | Table
    | Listing
    | KeyValue
    | Chart
    | Action
    | Pictures
    | Days
    | Reply
    | Signature
    | SmallPrint
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A source, under the number it carries in this document."""

    number: int
    id: str
    cite: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `day` is the visit's ISO date: the only date a rendering carries."""

    kind: Kind
    title: str
    language: Language
    day: str
    patient: str
    stamp: str
    footer: str
    blocks: tuple[Block, ...]
    references: tuple[Reference, ...] = ()
    schema: str = "surefoot-document/1"

    def as_json(self) -> dict[str, Any]:
        """The document as plain JSON data, each block under its kind (`block`); what a sentence has no use for is left out."""
        data: dict[str, Any] = _plain(asdict(self))
        return data

    @property
    def stamp_above(self) -> str:
        """What stands on top of every page; a report and its audit sheet say it in a block of their own."""
        return "" if self.kind in _STAMPED_WITHIN else self.stamp

    def numbers(self, evidence: tuple[str, ...]) -> tuple[int, ...]:
        """The reference numbers of the sources among `evidence`, ascending."""
        known = {reference.id: reference.number for reference in self.references}
        return tuple(sorted({known[item] for item in evidence if item in known}))

    def cited(self, evidence: tuple[str, ...]) -> str:
        """The same numbers as a reader sees them, three and more in a row drawn together: "1, 4–7"."""
        return drawn_together(self.numbers(evidence))


def drawn_together(numbers: Sequence[int]) -> str:
    """Ascending numbers, three and more in a row as first and last.

    >>> drawn_together([1, 2, 4, 5, 6, 7]), drawn_together([])
    ('1, 2, 4–7', '')
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = (f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)
    return ", ".join(parts)


_LEFT_OUT_WHEN_EMPTY = frozenset({"how", "anchor", "to", "statement", "new_page"})


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        kept = ((key, item) for key, item in value.items() if item or key not in _LEFT_OUT_WHEN_EMPTY)
        return {key: _plain(item) for key, item in kept}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value
