"""surefoot assess: findings, factors, levels, suggestions and the coding decision of a case, or of a file of cases."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Any

from surefoot.assessment import assess
from surefoot.cases import read_cases
from surefoot.cases.read import Read
from surefoot.cli.files import day, say, today
from surefoot.cli.home import installed
from surefoot.cli.report import assessment_text, explained_text
from surefoot.errors import CaseRefused, Fault, Refused
from surefoot.knowledge import Knowledge


class AssessCommand:
    name = "assess"
    help = "findings, factors, levels, suggestions and the coding decision of a case"
    example = "Example: surefoot assess examples/cases/contract.json --explain"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("case", type=Path, help="a case, an array of cases, or one case a line (.ndjson)")
        parser.add_argument(
            "--as-of", type=day, metavar="DATE", help="use the knowledge of this day instead of the visit's"
        )
        parser.add_argument(
            "--explain", action="store_true", help="print the trace: comparison, value, cut-off, source"
        )
        parser.add_argument(
            "--format", choices=("text", "json"), help="text for one case, JSON lines for many, unless given"
        )
        parser.add_argument("--check", action="store_true", help="exit with 1 unless 97750 may be submitted")

    def run(self, args: argparse.Namespace) -> int:
        knowledge = installed()
        reads = read_cases(args.case)
        first = next(reads, None)
        if first is None:
            raise CaseRefused(
                [Fault("SF-C001", str(args.case), "The file holds no case.", "See `surefoot schema case`.")]
            )
        if not first.one_of_many:
            return _single(first, args, knowledge)
        if args.explain or args.format == "text":
            says = "The file may hold many cases; each is answered in one line of JSON."
            raise Refused(
                [Fault("SF-X006", str(args.case), says, "Leave --explain and --format text out, or send one case.")]
            )
        return _batch(chain([first], reads), args, knowledge)


def _single(read: Read, args: argparse.Namespace, knowledge: Knowledge) -> int:
    if read.faults:
        raise CaseRefused(read.faults)
    result = assess(read.case, knowledge, as_of=args.as_of, today=today())
    if args.format == "json":
        print(json.dumps(result, ensure_ascii=False, indent=1))
    else:
        print(explained_text(result) if args.explain else assessment_text(result))
    return 1 if args.check and result["billing"]["may_submit"] != "yes" else 0


def _batch(reads: Iterable[Read], args: argparse.Namespace, knowledge: Knowledge) -> int:
    """One line of JSON a case: its assessment, or its faults."""
    done = refused = not_yes = 0
    for read in reads:
        answer = _one_line(read, args, knowledge)
        done += 1
        refused += "faults" in answer
        not_yes += "faults" not in answer and answer["billing"]["may_submit"] != "yes"
        print(json.dumps(answer, ensure_ascii=False, separators=(",", ":")))
    say(f"{done} cases, {refused} refused")
    return 2 if refused else 1 if args.check and not_yes else 0


def _one_line(read: Read, args: argparse.Namespace, knowledge: Knowledge) -> dict[str, Any]:
    if read.faults:
        return {"where": read.where, "faults": [fault.as_json() for fault in read.faults]}
    try:
        return assess(read.case, knowledge, as_of=args.as_of, today=today())
    except Refused as refused:
        return {"where": read.where, "faults": [fault.as_json() for fault in refused.faults]}
