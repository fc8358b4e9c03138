"""surefoot audit: past claims for 97750 against the record."""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from surefoot.audit import audit_claims, audit_document, read_claims, read_records
from surefoot.audit.judge import CANNOT_TELL, Audit
from surefoot.audit.records import Records
from surefoot.audit.summary import summary
from surefoot.cli.files import say, today, write_whole
from surefoot.cli.home import installed
from surefoot.cli.spreadsheet import FORMULA
from surefoot.errors import CaseRefused
from surefoot.note import render_pdf

_EVERY = 100
_LISTS = ("missing", "against", "remarks")


class AuditCommand:
    name = "audit"
    help = "which 97750 claims the record supports, which not, and why"
    example = "Example: surefoot audit claims.csv --notes visits.ndjson --lines lines.csv --report audit.pdf"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("claims", type=Path, help="lines of claims: .csv, .parquet, or an 837P file")
        parser.add_argument(
            "--notes",
            type=Path,
            metavar="FILE",
            help="the record: cases (.json, .ndjson) or a table of notes (.csv, .parquet)",
        )
        parser.add_argument("--policy", choices=("cms", "ama"), default="cms", help="the payer of lines that name none")
        parser.add_argument("--lines", type=Path, metavar="FILE", help="write every line with its verdict (.csv)")
        parser.add_argument("--report", type=Path, metavar="FILE", help="write a report for compliance (.pdf)")
        parser.add_argument("--format", choices=("text", "json"), default="text")
        parser.add_argument("--check", action="store_true", help="exit with 1 unless every line is supported")

    def run(self, args: argparse.Namespace) -> int:
        knowledge = installed()
        _step("reading the claims")
        claims, unread = read_claims(args.claims)
        _step(f"reading the record, for {claims.height} lines of claims")
        records = read_records(args.notes, knowledge, _progress) if args.notes else None
        _remark(unread, args.claims)
        if records:
            _remark(records.unread, args.notes)
        _step("holding each line against the record")
        audit = audit_claims(claims, records or _none(), knowledge, args.policy)
        found = summary(audit)
        _step("writing")
        if args.lines:
            write_whole(args.lines, _csv(audit))
        if args.report:
            write_whole(args.report, render_pdf(audit_document(found, today())))
        print(json.dumps(found, ensure_ascii=False, indent=1) if args.format == "json" else _text(found))
        if records and records.faults:
            raise CaseRefused(records.faults)
        return 1 if args.check and found["verdicts"]["supported"] < found["lines"] else 0


def _none() -> Records:
    from surefoot.audit.records import DAYS, SPANS

    return Records(pl.DataFrame(schema=dict(DAYS)), pl.DataFrame(schema=dict(SPANS)))


def _step(says: str) -> None:
    """What is being done, for a person who waits."""
    if sys.stderr.isatty():
        print(f"{says} ...", file=sys.stderr, flush=True)


def _progress(done: int) -> None:
    if done % _EVERY == 0 and sys.stderr.isatty():
        print(f"\r{done} records read", end="", file=sys.stderr, flush=True)


def _remark(unread: list[str] | tuple[str, ...], path: Path) -> None:
    if unread:
        say(f"{path}: these columns are not read: {', '.join(unread)}")


def _csv(audit: Audit) -> bytes:
    """Every line. A text that a spreadsheet would work out as a formula gets an apostrophe in front."""
    written = io.BytesIO()
    flat = audit.lines.with_columns(pl.col(_LISTS).list.join("; "))
    flat.with_columns(pl.col(pl.String).str.replace(FORMULA, "'$0")).write_csv(written)
    return written.getvalue()


def _text(found: Mapping[str, Any]) -> str:
    lines = [f"{found['lines']} lines of 97750 among {found['claimed_lines']} claimed"]
    lines += [f"  {number:>9}  {word}" for word, number in found["verdicts"].items()]
    lines += ["units claimed", *(f"  {number:>9}  {word}" for word, number in found["units"].items())]
    for key, head in (("missing", "missing"), ("against", "against"), ("remarks", "remarks")):
        if found[key]:
            lines += [head, *(f"  {one['lines']:>9}  {one['says']}" for one in found[key])]
    lines += ["by provider", *(_provider(one) for one in found["providers"])]
    lines.append(f"overlapping stretches of one provider: {found['overlaps']}")
    lines.append(f"texts that stand in several patients' notes: {len(found['same_words'])}")
    return "\n".join(lines)


def _provider(one: Mapping[str, Any]) -> str:
    return f"  {one['lines']:>9}  {one['provider_id']}: {one['supported']} supported, {one['not supported']} not supported, {one[CANNOT_TELL]} cannot tell"
