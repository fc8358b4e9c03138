"""The sources a document names, numbered in the order in which they first appear."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from surefoot.note.document import Action, Block, KeyValue, Listing, Paragraph, Reference, Sentence, SmallPrint, Table


def number_references(blocks: Sequence[Block], sources: Mapping[str, Mapping[str, Any]]) -> tuple[Reference, ...]:
    """One reference for each evidence id that is among `sources` (id to {cite, url, doi}), in order of appearance."""
    order: dict[str, None] = {}
    for block in blocks:
        for sentence in sentences_of(block):
            order.update((item, None) for item in sentence.evidence if item in sources)
    return tuple(_reference(number, item, sources[item]) for number, item in enumerate(order, start=1))


def sentences_of(block: Block) -> Iterator[Sentence]:
    """Every sentence of a block, in reading order."""
    if isinstance(block, Paragraph | SmallPrint):
        yield from block.sentences
    elif isinstance(block, Listing):
        yield from block.items
    elif isinstance(block, KeyValue):
        yield from (value for _, value in block.pairs)
    elif isinstance(block, Table):
        for row in block.rows:
            for cell in row:
                yield from cell.lines
    elif isinstance(block, Action):
        yield block.text


def _reference(number: int, identifier: str, source: Mapping[str, Any]) -> Reference:
    doi = source.get("doi")
    link = f"https://doi.org/{doi}" if doi else source.get("url") or ""
    return Reference(number, identifier, str(source.get("cite") or identifier), link)
