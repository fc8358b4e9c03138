"""surefoot note: the physical performance test report of a case."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from surefoot.assessment import assess
from surefoot.cli.files import one_case, say, today, write_whole
from surefoot.cli.home import installed
from surefoot.errors import Fault, Refused
from surefoot.note import (
    Document,
    build_audit_sheet,
    build_note,
    render_html,
    render_pdf,
    render_text,
    with_audit_sheet,
)

SUFFIXES = (".pdf", ".html", ".txt", ".json")


def rendered(document: Document, path: Path) -> bytes:
    """A document in the form its file's suffix names. Raises Refused for another suffix."""
    if path.suffix == ".pdf":
        return render_pdf(document)
    if path.suffix == ".html":
        return render_html(document).encode()
    if path.suffix == ".txt":
        return render_text(document).encode()
    return (json.dumps(document.as_json(), ensure_ascii=False, indent=1) + "\n").encode()


def checked_output(path: Path) -> None:
    """Refuse a suffix we do not write, before any work is done."""
    if path.suffix not in SUFFIXES:
        fault = Fault(
            "SF-X003", str(path), f'"{path.suffix}" is no form of a document.', f"Use one of: {', '.join(SUFFIXES)}."
        )
        raise Refused([fault])


class NoteCommand:
    name = "note"
    help = "the physical performance test report of a case: .pdf, .html, .txt or .json"
    example = "Example: surefoot note examples/cases/contract.json -o note.pdf"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("case", type=Path)
        parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
        sheet = parser.add_mutually_exclusive_group()
        sheet.add_argument(
            "--audit-sheet",
            action="store_true",
            help="instead of the report, its audit sheet: each requirement with the sentence or ledger line that proves it",
        )
        sheet.add_argument(
            "--with-audit-sheet", action="store_true", help="the report with its audit sheet behind it, linked"
        )

    def run(self, args: argparse.Namespace) -> int:
        checked_output(args.output)
        case = one_case(args.case)
        knowledge = installed()
        result = assess(case, knowledge, today=today())
        document = build_note(case, result, knowledge=knowledge)
        if args.audit_sheet:
            document = build_audit_sheet(document, result)
        elif args.with_audit_sheet:
            document = with_audit_sheet(document, result)
        write_whole(args.output, rendered(document, args.output))
        say(f"written: {args.output}")
        return 0
