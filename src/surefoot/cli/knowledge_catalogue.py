"""surefoot knowledge catalogue: every number with its source as a page of Markdown."""

from __future__ import annotations

import argparse
from typing import Any

from surefoot.knowledge import load
from surefoot.knowledge.catalogue import catalogue


def add_catalogue(actions: Any) -> None:
    """Add `catalogue` to the parts of the knowledge command."""
    parser = actions.add_parser(
        "catalogue",
        help="every number with unit, first day, source, certainty and the rules that use it, as Markdown",
        epilog="Example: surefoot knowledge catalogue > docs/reference/catalogue.md",
    )
    parser.set_defaults(run=run_catalogue)


def run_catalogue(_: argparse.Namespace) -> int:
    print(catalogue(load()), end="")
    return 0
