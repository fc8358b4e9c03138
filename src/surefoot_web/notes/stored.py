"""Reads a sealed note back from its JSON, so that its text can be printed years later from what was signed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from surefoot.note import document as parts
from surefoot.note.document import Cell, Column, Document, Reference, Sentence

BLOCKS = {
    "title": parts.Title,
    "heading": parts.Heading,
    "paragraph": parts.Paragraph,
    "table": parts.Table,
    "list": parts.Listing,
    "key_value": parts.KeyValue,
    "chart": parts.Chart,
    "action": parts.Action,
    "signature": parts.Signature,
    "small_print": parts.SmallPrint,
}


def document_from(text: str) -> Document:
    """The `surefoot-document/1` that `Document.as_json` gave, as a document again."""
    data = json.loads(text)
    blocks = tuple(_block(block) for block in data["blocks"])
    references = tuple(Reference(**one) for one in data["references"])
    return Document(**{**data, "blocks": blocks, "references": references})


def _block(data: Mapping[str, Any]) -> Any:
    values = {key: _part(key, value) for key, value in data.items() if key != "block"}
    return BLOCKS[data["block"]](**values)


def _part(key: str, value: Any) -> Any:
    match key:
        case "evidence":
            return tuple(value)
        case "sentences" | "items":
            return tuple(_sentence(one) for one in value)
        case "header":
            return tuple(Column(**one) for one in value)
        case "rows":
            return tuple(tuple(Cell(tuple(_sentence(line) for line in cell["lines"])) for cell in row) for row in value)
        case "pairs":
            return tuple((name, _sentence(said)) for name, said in value)
        case "text" if isinstance(value, dict):
            return _sentence(value)
        case _:
            return value


def _sentence(data: Mapping[str, Any]) -> Sentence:
    return Sentence(**{**data, "evidence": tuple(data["evidence"])})
