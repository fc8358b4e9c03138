"""Every kind of PDF that is written, of one synthetic patient, with what each says in its order."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from surefoot.assessment import assess
from surefoot.audit import audit_claims, audit_document, read_claims, read_records
from surefoot.audit.summary import summary
from surefoot.interop.cms1500 import items_of, render_cms1500
from surefoot.knowledge import load
from surefoot.note import (
    Document,
    build_audit_sheet,
    build_exercise_log,
    build_falls_calendar,
    build_handout,
    build_home_checklist,
    build_letter,
    build_note,
    render_pdf,
    with_audit_sheet,
    with_later,
)
from surefoot.note.document import Language
from tests.audit.tables import LINE, NOTE, written
from tests.interop.claims import WHOLE, case_with, claim_from
from tests.note.reading_level import able

FORM_FOOT = "Items of CMS-1500 (02/12), drawn by Surefoot;"
CASE = Path(__file__).parents[2] / "examples" / "cases" / "contract.json"


@dataclass(frozen=True)
class Made:
    """A PDF with its title, its language, and every statement in the order in which it is to be read."""

    pdf: bytes
    title: str
    language: str
    says: tuple[str, ...]
    headings: tuple[tuple[int, str], ...]
    tables: int
    alternatives: tuple[str, ...]
    foot: str
    floats: tuple[str, ...] = ()  # captions of charts, which take a page's foot while the text goes on


def _signed() -> dict[str, Any]:
    case: dict[str, Any] = json.loads(CASE.read_text("utf-8"))
    at = {"by": case["providers"][0]["id"], "at": "2026-11-20T09:24:00-05:00"}
    offered = assess(case)["suggestions"]
    case["decisions"] = [{"suggestion": one["id"], "decision": "accepted", **at} for one in offered]
    return case


def _unsigned() -> dict[str, Any]:
    case = _signed()
    del case["report"]["signed"]
    return case


def _note(case: dict[str, Any]) -> Made:
    return _of(build_note(case, assess(case)))


def _sheet(*, behind: bool) -> Made:
    case = _signed()
    assessment = assess(case)
    note = build_note(case, assessment)
    return _of((with_audit_sheet if behind else build_audit_sheet)(note, assessment))


def _amended() -> Made:
    """A signed report with a co-signature behind it."""
    case = _signed()
    assessment = assess(case)
    case["providers"].append({"id": "PT-3", "name": "Demo Therapist", "credential": "PT"})
    case["report"]["cosigned"] = [{"by": "PT-3", "at": "2026-11-21T09:00:00-05:00"}]
    return _of(with_later(build_note(_signed(), assessment), case, assess(case)))


def _handout(language: Language, *, large_print: bool = False) -> Made:
    case = _signed()
    return _of(build_handout(case, assess(case), language=language, large_print=large_print))


def _letter(recipient: str, *, signed: bool = True) -> Made:
    case = _signed() if signed else _unsigned()
    names = {"patient": "Demo Patient", "clinic": "Demo Clinic", "phone": "555-0100"}
    return _of(build_letter(case, assess(case), recipient, names=names))


def _home_checklist(language: Language) -> Made:
    case = _unsigned()
    return _of(build_home_checklist(case, assess(case), language=language, draft=True))


def _exercise_log(language: Language) -> Made:
    case = able()
    made = _of(build_exercise_log(case, assess(case), language=language))
    return replace(made, tables=4)  # four weeks, two beside each other


def _falls_calendar(language: Language) -> Made:
    names = {"patient": "Demo Patient", "clinic": "Demo Clinic", "phone": "555-0100"}
    made = _of(build_falls_calendar(date(2026, 12, 1), patient="SYN-1", language=language, names=names))
    return replace(made, tables=2)  # the month in two halves


def _audit(folder: Path) -> Made:
    lines = [LINE | {"claim_id": str(number), "units": number} for number in (1, 2, 9)]
    claims, _ = read_claims(written(folder / "claims.csv", lines))
    records = read_records(written(folder / "notes.csv", [NOTE]), load())
    return _of(audit_document(summary(audit_claims(claims, records, load())), date(2026, 11, 26)))


def _claim_form() -> Made:
    claims = [claim_from(WHOLE), claim_from(case_with(claim__id="SYN-2"))]
    title = "Health insurance claim: items of CMS-1500 (02/12)"
    parts = {"people": "Patient and insured", "lines": "Service", "practice": "Provider"}
    says, headings = [title], []
    for place, claim in enumerate(claims):
        if place:
            headings.append((1, "Health insurance claim"))
            says.append("Health insurance claim")
        for part, rows in items_of(claim).items():
            headings.append((2 if place else 1, parts[part]))
            says += [parts[part], *(words for row in rows for item in row for words in (item.label, *_lines(item)))]
    return Made(render_cms1500(claims), title, "en", tuple(says), tuple(headings), 0, (), FORM_FOOT)


def _lines(item: Any) -> list[str]:
    return [line for line in item.value.split("\n") if line]


def _of(document: Document) -> Made:
    blocks = document.blocks
    headings = [(one.level, one.text) for one in blocks if one.block == "heading"]
    headings += [(1, "Sources")] if document.references else []
    says = (words for block in blocks for words in _said(block))
    cited = ["Sources", *(one.cite for one in document.references)] if document.references else []
    return Made(
        render_pdf(document),
        document.title,
        document.language,
        (*(words for words in says if words), *cited),
        tuple(headings),
        sum(one.block == "table" for one in blocks),
        tuple(words for one in blocks for words in _alternatives(one)),
        f"{document.footer} · {document.stamp}" if document.stamp else document.footer,
        tuple(one.caption for one in blocks if one.block == "chart"),
    )


def _alternatives(block: Any) -> Iterator[str]:
    if block.block == "chart":
        yield block.alternative
    if block.block == "pictures":
        yield from (item.alternative for item in block.items if item.drawing)


def _said(block: Any) -> Iterator[str]:
    match block.block:
        case "title":
            yield from (block.above, block.text, block.below)
        case "heading":
            yield block.text
        case "table":
            yield block.caption
            yield from (column.label for column in block.header)
            yield from (line.text for row in block.rows for cell in row for line in cell.lines)
        case "list":
            yield from (item.text for item in block.items)
        case "key_value":
            yield from (words for name, value in block.pairs for words in (name, value.text))
        case "pictures":
            yield from (item.text.text for item in block.items)
        case "chart":
            yield block.caption
        case "days":
            half = (len(block.days) + 1) // 2
            yield from (*block.heads, *block.days[:half], *block.heads, *block.days[half:])
        case "action":
            yield from (block.text.text, block.aside)
        case "reply":
            yield block.says
            for row in block.rows:
                yield from (row.text, block.code_says, row.code, *block.boxes) if row.code else (row.text, *block.boxes)
            yield from block.lines
        case "signature":
            yield from (block.name, block.credential, block.says, block.at) if block.signed else (block.says,)
        case _:
            yield from (sentence.text for sentence in block.sentences)


KINDS: dict[str, Callable[[Path], Made]] = {
    "signed report": lambda folder: _note(_signed()),
    "unsigned report": lambda folder: _note(_unsigned()),
    "amended report": lambda folder: _amended(),
    "audit sheet": lambda folder: _sheet(behind=False),
    "report with audit sheet": lambda folder: _sheet(behind=True),
    "handout": lambda folder: _handout("en"),
    "handout in Spanish": lambda folder: _handout("es"),
    "handout in large print": lambda folder: _handout("en", large_print=True),
    "handout in large print, Spanish": lambda folder: _handout("es", large_print=True),
    "falls calendar": lambda folder: _falls_calendar("en"),
    "falls calendar in Spanish": lambda folder: _falls_calendar("es"),
    "letter": lambda folder: _letter("physical_therapy"),
    "letter, a draft": lambda folder: _letter("prescriber", signed=False),
    "home-safety checklist, a draft": lambda folder: _home_checklist("en"),
    "home-safety checklist in Spanish": lambda folder: _home_checklist("es"),
    "exercise log": lambda folder: _exercise_log("en"),
    "exercise log in Spanish": lambda folder: _exercise_log("es"),
    "audit": _audit,
    "claim form": lambda folder: _claim_form(),
}
