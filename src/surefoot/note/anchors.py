"""Where each statement of a document stands: an anchor for every sentence with evidence, and its place in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from surefoot.note.document import (
    Block,
    Cell,
    Document,
    Heading,
    KeyValue,
    Listing,
    Paragraph,
    Sentence,
    Signature,
    SmallPrint,
    Table,
)

_CASE_PARTS = (
    "patient",
    "visit",
    "answers",
    "tests",
    "ledger",
    "decisions",
    "report",
    "plan_of_care",
    "units_override",
)
Change = Callable[[Sentence], Sentence]


@dataclass(frozen=True, slots=True)
class Place:
    """One statement: what it says, the anchor it has, the evidence it names, where it stands, in words; in a table, its row's head."""

    text: str
    anchor: str
    evidence: tuple[str, ...]
    where: str
    head: str = ""

    def shows(self, path: str) -> bool:
        """Whether it rests on this path of the case or on a part of it."""
        return any(one == path or one.startswith((f"{path}.", f"{path}[")) for one in self.evidence)


def anchored(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The same blocks, with an anchor for each sentence that names evidence and for each signature."""
    used: Counter[str] = Counter()

    def name(evidence: Sequence[str]) -> str:
        path = next((one for one in evidence if re.split(r"[.\[]", one)[0] in _CASE_PARTS), evidence[0])
        anchor = "at-" + re.sub(r"\W+", "-", path).strip("-")
        used[anchor] += 1
        return anchor if used[anchor] == 1 else f"{anchor}--{used[anchor]}"

    def with_anchor(sentence: Sentence) -> Sentence:
        return replace(sentence, anchor=name(sentence.evidence)) if sentence.evidence else sentence

    return tuple(
        replace(block, anchor=name(block.evidence)) if isinstance(block, Signature) else changed(block, with_anchor)
        for block in blocks
    )


def reachable(document: Document) -> Document:
    """The same document, without ways to places that stand in another one."""
    known: set[str] = set()

    def note(sentence: Sentence) -> Sentence:
        known.add(sentence.anchor)
        return sentence

    for block in document.blocks:
        changed(block, note)
        known |= {block.anchor} if isinstance(block, Signature) else set()

    def only_known(sentence: Sentence) -> Sentence:
        return sentence if sentence.to in known else replace(sentence, to="")

    return replace(document, blocks=tuple(changed(block, only_known) for block in document.blocks))


def changed(block: Block, change: Change) -> Block:
    """The same block, with each of its sentences changed, in reading order."""
    if isinstance(block, Paragraph | SmallPrint):
        return replace(block, sentences=tuple(change(one) for one in block.sentences))
    if isinstance(block, Listing):
        return replace(block, items=tuple(change(one) for one in block.items))
    if isinstance(block, KeyValue):
        return replace(block, pairs=tuple((name, change(value)) for name, value in block.pairs))
    if isinstance(block, Table):
        rows = (tuple(Cell(tuple(change(one) for one in cell.lines)) for cell in row) for row in block.rows)
        return replace(block, rows=tuple(rows))
    return block


def places(blocks: Sequence[Block]) -> Iterator[Place]:
    """Every statement with evidence, in reading order."""
    heading, number, tables = "Head of the report", 0, _tables(blocks)
    for block in blocks:
        if isinstance(block, Heading):
            heading, number = block.text, 0
        elif isinstance(block, Paragraph | Listing):
            said = block.sentences if isinstance(block, Paragraph) else block.items
            for place, sentence in enumerate(said, start=number + 1):
                yield Place(sentence.text, sentence.anchor, sentence.evidence, f"{heading}, sentence {place}")
            number += len(said)
        elif isinstance(block, KeyValue):
            for name, value in block.pairs:
                yield Place(f"{name}: {value.text}", value.anchor, value.evidence, heading)
        elif isinstance(block, Table):
            yield from _rows(block, heading if tables[heading] == 1 else f"{heading}, {block.caption}")
        elif isinstance(block, Signature):
            yield Place(_signed(block), block.anchor, block.evidence, heading)


def _tables(blocks: Sequence[Block]) -> Counter[str]:
    """How many tables stand under each heading."""
    found: Counter[str] = Counter()
    heading = ""
    for block in blocks:
        heading = block.text if isinstance(block, Heading) else heading
        found[heading] += isinstance(block, Table)
    return found


def _rows(table: Table, heading: str) -> Iterator[Place]:
    for number, row in enumerate(table.rows, start=1):
        head = row[0].lines[0]
        for line in (line for cell in row for line in cell.lines):
            if line.evidence:
                yield Place(line.text, line.anchor, line.evidence, f"{heading}, row {number}", head.text)


def _signed(block: Signature) -> str:
    return f"{block.says}: {', '.join(part for part in (block.name, block.credential, block.at) if part)}".rstrip(": ")
