"""surefoot handout: what the patient takes home."""

from __future__ import annotations

import argparse
from pathlib import Path

from surefoot.assessment import assess
from surefoot.cli.files import one_case, say, today, write_whole
from surefoot.cli.home import installed
from surefoot.cli.note import checked_output, rendered
from surefoot.note import build_handout


class HandoutCommand:
    name = "handout"
    help = "what the patient takes home, in English or Spanish: .pdf, .html, .txt or .json"
    example = "Example: surefoot handout examples/cases/contract.json -o handout.pdf --language es"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("case", type=Path)
        parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
        parser.add_argument(
            "--language", choices=("en", "es"), help="the patient's own language unless given, else English"
        )
        parser.add_argument("--large-print", action="store_true", help="large type, on as many pages as it takes")

    def run(self, args: argparse.Namespace) -> int:
        checked_output(args.output)
        case = one_case(args.case)
        knowledge = installed()
        result = assess(case, knowledge, today=today())
        language = args.language or case["patient"].get("language", "en")
        handout = build_handout(case, result, language=language, large_print=args.large_print)
        write_whole(args.output, rendered(handout, args.output))
        say(f"written: {args.output}")
        return 0
