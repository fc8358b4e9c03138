"""The blocks of a document alone, to stand in a page that has a frame of its own."""

from __future__ import annotations

import re
from typing import Any

from surefoot.note import build_handout, render_fragment, render_html


def test_it_is_the_body_of_the_page_and_nothing_of_its_frame(case: dict[str, Any], assessment: dict[str, Any]) -> None:
    document = build_handout(case, assessment)
    fragment = render_fragment(document)
    assert fragment in render_html(document)
    assert not re.search(r"<(html|head|body|style|main|footer)\b", fragment)


def test_its_headings_stand_below_those_of_the_page(case: dict[str, Any], assessment: dict[str, Any]) -> None:
    document = build_handout(case, assessment)
    usual, lower = (re.findall(r"<h(\d)", render_fragment(document, below=below)) for below in (0, 2))
    assert usual[0] == "1"
    assert [int(level) for level in lower] == [int(level) + 2 for level in usual]
