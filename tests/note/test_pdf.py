"""The PDF: tagged, titled, in its language, safe from its data, and the same bytes each time."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from surefoot.errors import MissingExtra
from surefoot.note import Document, build_handout, build_note, pdf, render_html, render_pdf
from surefoot.note.signs import printable
from surefoot.pictures import render
from tests.note.test_note import hostile

ROOT = Path(__file__).parents[2]


@pytest.fixture
def note(case: dict[str, Any], assessment: dict[str, Any], knowledge: Any) -> Document:
    return build_note(case, assessment, knowledge=knowledge)


def opened(document: Document) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(render_pdf(document)))


def tags(node: Any) -> list[Any]:
    """All structure elements below a node."""
    found = [node] if isinstance(node, pikepdf.Dictionary) and "/S" in node else []
    kids = node.get("/K", []) if isinstance(node, pikepdf.Dictionary) else []
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            found += tags(kid)
    return found


def test_it_claims_and_carries_what_pdf_ua_asks(note: Document) -> None:
    made = opened(note)
    root = made.Root
    assert bool(root.MarkInfo.Marked)
    assert str(root.Lang).startswith("en")
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    with made.open_metadata() as meta:
        assert meta["pdfuaid:part"] == "1"
        assert meta["dc:title"] == "Physical performance test report"
        assert meta["xmp:CreateDate"].startswith("2026-11-20")
    elements = tags(root.StructTreeRoot)
    kinds = {str(element.S) for element in elements}
    assert {"/Title", "/H1", "/H2", "/Table", "/THead", "/TR", "/TH", "/TD", "/Figure", "/L", "/LI", "/Link"} <= kinds
    figures = [element for element in elements if str(element.S) == "/Figure"]
    assert figures
    assert all("14.2 s; limit 12 s (CDC STEADI)" in str(figure.Alt) for figure in figures)


def test_the_handout_in_spanish_says_so(case: dict[str, Any], assessment: dict[str, Any]) -> None:
    made = opened(build_handout(case, assessment, language="es"))
    assert str(made.Root.Lang).startswith("es")
    with made.open_metadata() as meta:
        assert meta["dc:title"] == "Su visita de equilibrio"


def test_every_font_is_the_bundled_one(note: Document) -> None:
    names = {
        str(font.BaseFont)
        for page in opened(note).pages
        for font in page.Resources.Font.values()
        if "/BaseFont" in font
    }
    assert names
    assert all("SourceSansPro" in name for name in names)


def test_another_process_gives_the_same_bytes(note: Document, case: Any, assessment: Any, tmp_path: Path) -> None:
    first = hashlib.sha256(render_pdf(note)).hexdigest()
    assert hashlib.sha256(render_pdf(note)).hexdigest() == first
    (tmp_path / "both.json").write_text(json.dumps([case, assessment]), encoding="utf-8")
    script = (
        "import hashlib, json, sys\nfrom types import SimpleNamespace\nfrom tests.note.conftest import DIGEST, TUG\n"
        "from surefoot.note import build_note, render_pdf\ncase, assessment = json.load(open(sys.argv[1]))\n"
        "protocol = {'setup': ['Put a chair against a wall.'], 'steps': ['Start the time on the word go.'], 'source': [TUG]}\n"
        "tug = {'label': 'Timed Up and Go', 'activity': 'rises, walks 3 m, turns, walks back and sits', 'protocol': protocol}\n"
        "known = SimpleNamespace(digest=DIGEST, tests={'tug': tug}, sources={}, activities={})\n"
        "print(hashlib.sha256(render_pdf(build_note(case, assessment, knowledge=known))).hexdigest())"
    )
    time.sleep(1.1)  # a clock read anywhere would show
    run = [sys.executable, "-c", script, str(tmp_path / "both.json")]
    second = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=True)
    assert second.stdout.strip() == first


def test_hostile_text_stays_text(case: dict[str, Any], assessment: dict[str, Any], knowledge: Any) -> None:
    made = render_pdf(build_note(hostile(case), assessment, names={"patient": "#panic()"}, knowledge=knowledge))
    assert made.startswith(b"%PDF")
    assert len(pikepdf.open(io.BytesIO(made)).pages) <= 5


def test_a_sign_the_typeface_lacks_is_shown_by_number() -> None:
    assert printable("≥ ≤ – ± ′ ° ☐ ñ á ¿") == "≥ ≤ – ± ′ ° ☐ ñ á ¿"
    assert printable("😀") == "[U+1F600]"


def test_a_missing_extra_says_what_to_install(note: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    pdf.typesetter.cache_clear()
    with pytest.raises(MissingExtra, match=r'pip install "surefoot\[documents\]"'):
        render_pdf(note)
    pdf.typesetter.cache_clear()


def test_a_missing_chart_drawer_says_what_to_install(note: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    render._converter.cache_clear()
    render._drawn.cache_clear()
    with pytest.raises(MissingExtra, match=r'pip install "surefoot\[documents\]"'):
        render_html(note)
    render._converter.cache_clear()


def test_the_chart_leaves_out_what_has_nothing_to_compare(case: Any, assessment: Any, knowledge: Any) -> None:
    for score in assessment["scores"]:
        score["comparisons"], score["norms"] = [], []
    kinds = [block.block for block in build_note(case, assessment, knowledge=knowledge).blocks]
    assert "chart" not in kinds
