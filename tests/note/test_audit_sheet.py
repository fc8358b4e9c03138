"""The audit sheet: each requirement beside the very sentence or ledger line that proves it, with its place and source."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from surefoot.assessment import assess
from surefoot.cli import main
from surefoot.note import (
    Document,
    build_audit_sheet,
    build_note,
    render_html,
    render_pdf,
    render_text,
    with_audit_sheet,
)
from surefoot.note.document import Heading, Sentence, Table
from tests.conftest import CASES

from .test_note import text_of

Case = dict[str, Any]


@pytest.fixture
def decided(contract_case: Case) -> Case:
    """The contract's case with every suggestion decided: the answer is yes."""
    at = "2026-11-20T09:24:00-05:00"
    contract_case["decisions"] = [
        {"suggestion": one["id"], "decision": "accepted", "by": "DPM-7", "at": at}
        for one in assess(contract_case)["suggestions"]
    ]
    return contract_case


def sheet_of(case: Case) -> Document:
    answer = assess(case)
    return build_audit_sheet(build_note(case, answer), answer)


def rows(sheet: Document) -> dict[str, tuple[tuple[Sentence, ...], ...]]:
    tables = (block for block in sheet.blocks if isinstance(block, Table) and block.caption == "Requirements")
    return {row[0].lines[0].text: tuple(cell.lines for cell in row[1:]) for table in tables for row in table.rows}


def test_every_requirement_is_there_with_state_proof_and_source(decided: Case) -> None:
    found = rows(sheet_of(decided))
    assert sorted(found) == [f"R{number:02}" for number in range(1, 28)]
    for id_, (_, state, proof, source) in found.items():
        assert state[0].text in ("met", "does not apply"), id_
        assert proof, id_
        assert re.search(r"\((verified|secondary|unverified)\)$", source[0].text), id_


@pytest.mark.parametrize(
    ("id_", "quote", "place"),
    [
        ("R07", "Preparing the patient for the test: 09:00–09:04; Demo Provider, DPM; one on one; patient present", "Direct contact time, row 1"),
        ("R12", "two falls since August, unsteady on stairs", "Reason for testing, sentence 1"),
        ("R09", "TUG 14.2 s and 8 stands are beyond the published limits", "Interpretation, sentence 1"),
        ("R08", "Timed Up and Go: Trial 1: time 14.2 s, no aid", "Tests and protocols, row 1"),
        ("R10", "Balance and strength exercise started", "Impact on the plan of care, sentence 1"),
        ("R26", "Signed: Demo Provider, DPM, November 20, 2026, 09:31", "Signature"),
        ("R25", "Balance and functional exercise; ", "Impact on the plan of care, row 1"),
        ("R21", "Setting: office", "Head of the report"),
    ],
)  # fmt: skip
def test_the_proof_is_the_very_line_and_its_place(decided: Case, id_: str, quote: str, place: str) -> None:
    lines = [line.text for line in rows(sheet_of(decided))[id_][2]]
    assert any(quote in line and line.endswith(f"– {place}.") for line in lines), lines


def test_a_rule_shows_the_comparison_that_decided_it(decided: Case) -> None:
    lines = [line.text for line in rows(sheet_of(decided))["R23"][2]]
    assert "By the rule: Countable time: 25 min ≥ 8 min." in lines


def test_every_quote_stands_in_the_report_under_its_anchor(decided: Case) -> None:
    answer = assess(decided)
    note = build_note(decided, answer)
    anchors = set(re.findall(r' id="([^"]+)"', render_html(note)))
    quoted = [line for cells in rows(build_audit_sheet(note, answer)).values() for line in cells[2] if line.to]
    assert len(quoted) > 40
    assert {line.to for line in quoted} <= anchors


def test_what_is_missing_says_what_an_honest_record_could_supply(decided: Case) -> None:
    del decided["report"]["analysis"]
    _, state, proof, _ = rows(sheet_of(decided))["R13"]
    assert state[0].text == "missing"
    assert "Could still be supplied: The analysis of the findings, written by the provider." in [
        one.text for one in proof
    ]


@pytest.mark.parametrize("path", sorted(CASES.glob("*.json")), ids=lambda path: path.stem)
def test_no_proof_is_named_where_a_requirement_is_open(path: Path) -> None:
    case = json.loads(path.read_text("utf-8"))
    states = {one["id"]: one["state"] for one in assess(case)["billing"]["code_selection"]["requirements"]}
    found = rows(sheet_of(case))
    assert {id_: cells[1][0].text.replace(" ", "_") for id_, cells in found.items()} == {
        id_: "does_not_apply" if state == "not_applicable" else state for id_, state in states.items()
    }
    assert all(cells[2] for cells in found.values())


def test_of_a_bare_visit_everything_is_open() -> None:
    bare = {"schema": "surefoot-case/1", "patient": {}, "visit": {"date": "2026-11-20"}}
    states = {id_: cells[1][0].text for id_, cells in rows(sheet_of(bare)).items()}
    assert {states[f"R{number:02}"] for number in (1, 4, 7, 9, 10, 11, 12, 13, 26)} == {"missing"}


def test_before_the_signature_it_says_so_and_names_no_units(decided: Case) -> None:
    del decided["report"]["signed"]
    words = text_of(sheet_of(decided))
    assert words.count("NOT SIGNED") >= 1
    assert not re.search(r"\bUnits: \d", words)


def test_alone_it_states_places_and_behind_the_report_it_links(decided: Case) -> None:
    answer = assess(decided)
    note = build_note(decided, answer)
    alone, both = build_audit_sheet(note, answer), with_audit_sheet(note, answer)
    assert 'href="#at-' not in render_html(alone)
    assert 'href="#at-ledger-0"' in render_html(both)
    assert links(render_pdf(both)) > links(render_pdf(alone)) == 0
    assert both.title == note.title
    assert next(block for block in both.blocks if isinstance(block, Heading) and block.new_page).text == "Audit sheet"
    assert render_text(both).startswith(render_text(note).split("SOURCES")[0].rstrip())


def links(made: bytes) -> int:
    """Links that lead to a place in the document itself."""
    pages = pikepdf.open(io.BytesIO(made)).pages
    return sum("/Dest" in one for page in pages for one in page.get("/Annots", ()))


def test_it_is_tagged_titled_and_the_same_bytes_each_time(decided: Case) -> None:
    made = render_pdf(sheet_of(decided))
    assert made == render_pdf(sheet_of(decided))
    opened = pikepdf.open(io.BytesIO(made))
    assert bool(opened.Root.MarkInfo.Marked)
    with opened.open_metadata() as meta:
        assert meta["dc:title"] == "Audit sheet"


@pytest.mark.parametrize("suffix", [".pdf", ".html", ".txt", ".json"])
def test_the_command_writes_it_in_every_form(decided: Case, tmp_path: Path, suffix: str) -> None:
    (tmp_path / "case.json").write_text(json.dumps(decided), encoding="utf-8")
    out = tmp_path / f"sheet{suffix}"
    assert main(["note", str(tmp_path / "case.json"), "--audit-sheet", "-o", str(out)]) == 0
    assert out.stat().st_size > 1000
    if suffix == ".json":
        assert json.loads(out.read_text("utf-8"))["kind"] == "audit_sheet"
