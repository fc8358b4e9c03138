"""The note as it prints: of an open visit a preview, of a signed one what was sealed. Ready for `notes/parts/document.html`."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from surefoot_web.config.knowledge import load
from surefoot_web.visits.case import assessment_of, case_of, names_of
from surefoot_web.visits.models import Visit

Data = dict[str, Any]


def preview_of(visit: Visit) -> Data:
    """The note as it would print now, not signed. Drafts that nobody took over, and times, are not in it."""
    from surefoot.note import build_note

    case = {key: part for key, part in case_of(visit).items() if key != "ledger"}
    assessment = {key: part for key, part in assessment_of(visit).items() if key != "billing"} | {"drafts": []}
    note = build_note(case, assessment, names=names_of(visit), knowledge=load())
    return note.as_json() | {"blocks": [asdict(block) for block in _without_time(note.blocks)]}


def _without_time(blocks: Iterable[Any]) -> Iterator[Any]:
    """The blocks but for the section of contact times."""
    from surefoot.note.document import Heading
    from surefoot.note.sections.time import TITLE

    inside = False
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            inside = block.text == TITLE
        if not inside:
            yield block


def printable(document: Mapping[str, Any]) -> Data:
    """The document with each sentence's reference numbers, its headings' levels, and its pictures as addresses."""
    numbers = {one["id"]: one["number"] for one in document["references"]}
    return {**document, "blocks": [_block(block, numbers) for block in document["blocks"]]}


def _block(block: Mapping[str, Any], numbers: Mapping[str, int]) -> Data:
    if block["block"] == "chart":
        return {**block, "picture": _picture(block)}
    return {key: _numbered(part, numbers) for key, part in block.items()}


def _numbered(part: Any, numbers: Mapping[str, int]) -> Any:
    """Put `numbers` into every sentence below `part`."""
    if isinstance(part, Mapping):
        inside = {key: _numbered(value, numbers) for key, value in part.items()}
        if "evidence" in part:
            inside["numbers"] = sorted({numbers[one] for one in part["evidence"] if one in numbers})
        return inside
    return [_numbered(value, numbers) for value in part] if isinstance(part, list | tuple) else part


def _picture(chart: Mapping[str, Any]) -> str:
    """The chart as an address of its own; nothing else is asked for."""
    from surefoot.note.document import Chart
    from surefoot.note.fonts import FAMILY
    from surefoot.note.picture import svg

    drawn = svg(Chart(chart["spec"], chart["alternative"], chart["caption"]))
    drawn = drawn.replace(f'"{FAMILY}"', f'"{FAMILY}, sans-serif"')  # a picture of its own has no bundled font
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.encode()).decode()
