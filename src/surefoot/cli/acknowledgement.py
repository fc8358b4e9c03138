"""surefoot acknowledgement: what came back for a file of claims, in words."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from surefoot.cli.home import installed
from surefoot.errors import Fault, Refused
from surefoot.interop.x12.v5010 import read_acknowledgements


class AcknowledgementCommand:
    name = "acknowledgement"
    help = "read a 999 or 277CA that came back for a file of claims; exits with 1 where something was not accepted"
    example = "Example: surefoot acknowledgement answer.999"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def run(self, args: argparse.Namespace) -> int:
        answers = read_acknowledgements(_text(args.file), installed())
        if args.format == "json":
            print(json.dumps(answers, ensure_ascii=False, indent=1))
        else:
            print("\n".join(_said(one) for one in answers))
        return 0 if all(one["result"] == "accepted" for one in answers) else 1


def _text(path: Path) -> str:
    try:
        return path.read_text("latin-1")
    except OSError as error:
        says = f"The file cannot be read: {error.strerror}."
        raise Refused([Fault("SF-B031", str(path), says, "Check the path and that you may read it.")]) from None


def _said(one: Mapping[str, Any]) -> str:
    if one["kind"] == "277CA":
        amount = f", {one['amount']} USD" if one["amount"] else ""
        return (
            f"277CA  claim {one['claim'] or 'without a number'}{amount}: {one['result']} ({', '.join(one['statuses'])})"
        )
    lines = [f"999  transaction {one['control_number'] or 'without a number'}: {one['result']}"]
    for part in one["segments"]:
        codes = ", ".join(filter(None, part["codes"]))
        lines.append(f"  segment {part['segment']} at place {part['position']}: error {codes or 'without a code'}")
    return "\n".join(lines)
