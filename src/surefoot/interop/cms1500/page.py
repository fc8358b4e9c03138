"""The filled form as a tagged PDF, one claim a page. Needs the extra `documents`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from surefoot.errors import CaseRefused, Fault, MissingExtra
from surefoot.interop.claims import Claim
from surefoot.interop.cms1500.items import Rows, items_of
from surefoot.note.fonts import FAMILY, FOLDER
from surefoot.note.signs import printable

_DO = "Write it in letters and digits of a Western alphabet, on one line."
_TEMPLATE = Path(__file__).with_name("form.typ")


def render_cms1500(claims: Sequence[Claim]) -> bytes:
    """The same claims give the same bytes.

    Raises MissingExtra where typst is not installed, CaseRefused for text that the form's font cannot print: a claim names nobody
    by a sign put in the place of another.
    """
    try:
        import typst
    except ImportError as error:
        raise MissingExtra("documents", "A PDF") from error
    pages = [{part: _plain(rows) for part, rows in items_of(claim).items()} for claim in claims]
    _refuse_unprintable(claims)
    day = max(line.day for claim in claims for line in claim.lines)
    data = json.dumps({"font": FAMILY, "pages": pages}, ensure_ascii=False, sort_keys=True)
    made: bytes = typst.compile(
        str(_TEMPLATE),
        format="pdf",
        pdf_standards=["ua-1"],
        root=str(_TEMPLATE.parent),
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)]),
        ignore_system_fonts=True,
        sys_inputs={"data": data},
        timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
    )
    return made


def _refuse_unprintable(claims: Sequence[Claim]) -> None:
    items = [item for claim in claims for rows in items_of(claim).values() for row in rows for item in row]
    faults = [
        Fault(
            "SF-B021",
            f"item {item.number}",
            f"{item.label}: the form cannot print all of “{printable(item.value)}”.",
            _DO,
        )
        for item in items
        if any(not line.isprintable() or printable(line) != line for line in item.value.split("\n"))
    ]
    if faults:
        raise CaseRefused(faults)


def _plain(rows: Rows) -> list[list[dict[str, str | int]]]:
    return [[item.as_json() for item in row] for row in rows]
