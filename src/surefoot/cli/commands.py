"""The list of commands: ours, and those that an installed part adds through the entry point group `surefoot.commands`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from importlib.metadata import entry_points
from importlib.util import find_spec
from typing import Protocol

from surefoot.cli.acknowledgement import AcknowledgementCommand
from surefoot.cli.assess import AssessCommand
from surefoot.cli.audit import AuditCommand
from surefoot.cli.claim import ClaimCommand
from surefoot.cli.handout import HandoutCommand
from surefoot.cli.knowledge import KnowledgeCommand
from surefoot.cli.ncci import NcciCommand
from surefoot.cli.note import NoteCommand
from surefoot.cli.schema import SchemaCommand
from surefoot.cli.units import UnitsCommand
from surefoot.errors import MissingExtra


class Command(Protocol):
    """One command: its name, one line of help, its arguments, and what it does (giving the exit code)."""

    name: str
    help: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, args: argparse.Namespace) -> int: ...


COMMANDS: tuple[Command, ...] = (
    AssessCommand(),
    NoteCommand(),
    HandoutCommand(),
    UnitsCommand(),
    ClaimCommand(),
    AcknowledgementCommand(),
    AuditCommand(),
    NcciCommand(),
    KnowledgeCommand(),
    SchemaCommand(),
)


def web_commands() -> Iterator[Command]:
    """Commands of the web part; each says what to install when that part is missing."""
    installed = all(find_spec(part) for part in ("django", "granian", "whitenoise"))
    for point in entry_points(group="surefoot.commands"):
        yield point.load() if installed else _NotInstalled(point.name)


class _NotInstalled:
    """Stands in for a command whose part is not installed."""

    help = 'needs: pip install "surefoot[web]"'

    def __init__(self, name: str) -> None:
        self.name = name

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("arguments", nargs=argparse.REMAINDER)

    def run(self, args: argparse.Namespace) -> int:
        raise MissingExtra("web", f"surefoot {self.name}")
