"""The patient's form on paper, in large print: tagged PDF typeset from data. Needs the extra `documents`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from surefoot.note.fonts import FAMILY
from surefoot.note.pdf import typesetter

_HERE = Path(__file__).parent
_TEMPLATE = str(_HERE / "templates" / "paper.typ")


def render_paper(data: Mapping[str, Any], *, day: str) -> bytes:
    """Typeset the form. `data` is what `surefoot_web.intake.paper` makes; `day` is the date of the file, so that bytes repeat.

    Raises `MissingExtra` where typst is not installed.
    """
    typst, fonts = typesetter()
    page = json.dumps({**data, "font": FAMILY, "on": day}, ensure_ascii=False, sort_keys=True)
    made: bytes = typst.compile(
        _TEMPLATE,
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=datetime.fromisoformat(day[:10]).replace(tzinfo=UTC),
        root=str(_HERE),
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs={"data": page},
    )
    return made
