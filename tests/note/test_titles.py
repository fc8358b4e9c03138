"""No document calls itself an assessment, and each is titled what it is: some payers' language makes "assessment" unpayable."""

from __future__ import annotations

from typing import Any

import pytest

from surefoot.assessment import assess
from surefoot.note import Document, build_audit_sheet, build_handout, build_note, render_html, with_audit_sheet
from surefoot.note.document import Title


def documents(case: dict[str, Any]) -> dict[str, Document]:
    answer = assess(case)
    note = build_note(case, answer)
    return {
        "note": note,
        "audit sheet": build_audit_sheet(note, answer),
        "both": with_audit_sheet(note, answer),
        "handout": build_handout(case, answer, language="en"),
        "handout in Spanish": build_handout(case, answer, language="es"),
    }


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("note", "Physical performance test report"),
        ("both", "Physical performance test report"),
        ("audit sheet", "Audit sheet"),
        ("handout", "Your balance visit"),
        ("handout in Spanish", "Su visita de equilibrio"),
    ],
)
def test_it_is_titled_what_it_is(name: str, title: str, contract_case: dict[str, Any]) -> None:
    found = documents(contract_case)[name]
    titles = [found.title, *(block.text for block in found.blocks if isinstance(block, Title))]
    assert set(titles) == {title}
    assert f"<title>{title}</title>" in render_html(found)
    assert f"<h1>{title}</h1>" in render_html(found)
