"""A document as tagged PDF (PDF/UA-1), typeset by typst. The same document gives the same bytes. Needs the extra `documents`."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from surefoot.drawings import svg as drawn
from surefoot.errors import MissingExtra
from surefoot.note.anchors import reachable
from surefoot.note.document import Chart, Document, Pictures, drawn_together
from surefoot.note.fonts import FAMILY, FOLDER
from surefoot.note.labels import LABELS
from surefoot.note.picture import svg
from surefoot.note.signs import breakable, clean, printable

_HERE = Path(__file__).parent
_TEMPLATE = str(_HERE / "templates" / "document.typ")
_NOTE_SIZE_PT = 9.5
_HANDOUT_SIZES_PT = (14, 13, 12, 11, 10)  # the largest at which a handout keeps to its pages
_LARGE_PT = 18
_SIZES_PT = {
    "handout": _HANDOUT_SIZES_PT,
    "handout_large": (_LARGE_PT,),
    "note": (_NOTE_SIZE_PT,),
    "audit_sheet": (_NOTE_SIZE_PT,),
    "falls_calendar": (_LARGE_PT,),
    "home_checklist": (_LARGE_PT,),
    "exercise_log": (_LARGE_PT,),
    "letter": (11, 10.5, 10, 9.5, 9),
}
_MOST_PAGES = {"letter": 1}
_MOST_PAGES_ELSE = 2
_UNTOUCHED = {"block", "kind", "tone", "drawing", "svg", "id", "link", "to", "anchor", "how", "refs", "day", "language"}


def render_pdf(document: Document) -> bytes:
    """Typeset a document. Text reaches the template as JSON data, never as markup.

    Raises `MissingExtra` where typst or vl-convert is not installed.
    """
    typst, fonts = typesetter()
    sizes = _SIZES_PT[document.kind]
    shared = {"root": str(_HERE), "font_paths": fonts, "ignore_system_fonts": True}
    page = _page_data(reachable(document))
    most = _MOST_PAGES.get(document.kind, _MOST_PAGES_ELSE)
    for size in sizes:
        data = json.dumps(page | {"size": size}, ensure_ascii=False, sort_keys=True)
        shared["sys_inputs"] = {"data": data}
        if size == sizes[-1] or _pages(typst, shared) <= most:
            break
    made: bytes = typst.compile(
        _TEMPLATE,
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=datetime.fromisoformat(document.day[:10]).replace(tzinfo=UTC),
        **shared,
    )
    return made


def _pages(typst: ModuleType, shared: dict[str, Any]) -> int:
    return int(json.loads(typst.query(_TEMPLATE, "<pages>", field="value", one=True, **shared)))


@cache
def typesetter() -> tuple[ModuleType, Any]:
    """The typesetter and the bundled fonts."""
    try:
        import typst
    except ImportError as error:
        raise MissingExtra("documents", "A PDF") from error
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)])
    return typst, fonts


def _page_data(document: Document) -> dict[str, Any]:
    data = document.as_json()
    for block, plain in zip(document.blocks, data["blocks"], strict=True):
        if isinstance(block, Chart):
            plain["svg"] = svg(block)
            del plain["spec"]
        if isinstance(block, Pictures):
            for item in plain["items"]:
                item["svg"] = drawn(item["drawing"], theme="print") if item["drawing"] else ""
    _number(data)
    page: dict[str, Any] = _printable(data)
    labels = LABELS[document.language]
    substituted = labels["substituted"] if "[U+" in json.dumps(page["blocks"]) else ""
    page |= {"labels": labels, "stamp_above": document.stamp_above, "font": FAMILY, "substituted": substituted}
    return page


def _number(data: dict[str, Any]) -> None:
    """Put the reference numbers of each sentence in the place of its evidence."""
    numbers = {item["id"]: item["number"] for item in data["references"]}

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            if "evidence" in value:
                evidence = value.pop("evidence")
                value["refs"] = drawn_together(sorted({numbers[item] for item in evidence if item in numbers}))
            for item in value.values():
                walk(item)
        elif isinstance(value, list):
            for item in value:
                walk(item)

    walk(data["blocks"])


def _printable(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _printable(item, name) for name, item in value.items()}
    if isinstance(value, list):
        return [_printable(item, key) for item in value]
    if isinstance(value, str) and key not in _UNTOUCHED:
        return breakable(printable(clean(value)))
    return value
