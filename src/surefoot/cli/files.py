"""Reading cases for a command, and writing a result whole or not at all."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

from surefoot.cases import read_cases
from surefoot.errors import CaseRefused, Fault, Refused


def today() -> date:
    """The day on this machine's clock. Commands alone read it."""
    return datetime.now().astimezone().date()


def day(text: str) -> date:
    """A day of the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day: write YYYY-MM-DD") from None


def one_case(path: Path) -> Any:
    """The single case of a file. Raises CaseRefused."""
    reads = list(read_cases(path))
    if len(reads) != 1:
        raise CaseRefused(
            [
                Fault(
                    "SF-C018",
                    str(path),
                    f"The file holds {len(reads)} cases; this command takes one.",
                    "Send one case.",
                )
            ]
        )
    if reads[0].faults:
        raise CaseRefused(reads[0].faults)
    return reads[0].case


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place and move it in: a reader never finds half of it."""
    written = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            written = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        written.replace(path)
    except OSError as error:
        if written:
            written.unlink(missing_ok=True)
        says = f"The file cannot be written: {error.strerror}."
        raise Refused([Fault("SF-X002", str(path), says, "Check the folder and that you may write there.")]) from None


def say(text: str) -> None:
    """Progress and remarks: standard error."""
    print(text, file=sys.stderr)
