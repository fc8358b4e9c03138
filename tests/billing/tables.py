"""Reads the tables of a Markdown page that a clinician can read too."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

Row = dict[str, str]


def tables(page: str) -> list[list[Row]]:
    """Every table of a page in this folder, in order: a row maps the head of a column to its cell."""
    lines = Path(__file__).with_name(page).read_text("utf-8").splitlines()
    runs = (list(run) for is_row, run in groupby(lines, key=lambda line: line.startswith("|")) if is_row)
    return [_table(run) for run in runs]


def _table(lines: list[str]) -> list[Row]:
    heads, _, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def pairs(text: str) -> Row:
    """`a=1 b=2` as a mapping."""
    return dict(part.split("=") for part in text.split())
