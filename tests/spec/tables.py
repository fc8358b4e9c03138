"""Reads a specification page: Markdown with tables that a clinician can read, run on both readers.

A page may begin with a block of YAML (see `tiny`); without one it speaks of the packaged knowledge on the day its "As of" line names.
In a table every column is a fact, an empty cell is "not known", a column headed `→ id` is the answer expected, `why` is a remark. `form.*`
answers every yes/no item of a form that has no column of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from surefoot.engine import CaseReader
from surefoot.engine.read_table import TableReader
from surefoot.engine.table_border import FactColumn, frame_of
from surefoot.engine.table_numbers import high_name, low_name
from surefoot.knowledge import Knowledge, load
from surefoot.plan import suggest
from surefoot.risk import read_levels
from surefoot.units import plain
from surefoot.values import Fact, Known
from tests.spec.tiny import FIRST_DAY, tiny

FOLDER = Path(__file__).parent
_AS_OF = re.compile(r"^As of (\d{4}-\d{2}-\d{2})", re.MULTILINE)
_BLOCK = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class SpecRow:
    """One row of one table: what is known, what is expected, and the line it stands in."""

    page: Path
    line: int
    given: dict[str, str]
    expected: dict[str, str]

    def __str__(self) -> str:
        return f"{self.page.stem}:{self.line}"


@dataclass(frozen=True)
class Page:
    """A page with its knowledge and the reader of tables made for it."""

    path: Path
    knowledge: Knowledge
    day: date
    rows: tuple[SpecRow, ...]

    @cached_property
    def table_reader(self) -> TableReader:
        return TableReader(self.knowledge, self.knowledge.as_of(self.day))

    @cached_property
    def answered(self) -> pl.DataFrame:
        """Every row of the page, read at once."""
        cases = frame_of([_facts(self, row) for row in self.rows], self.table_reader.facts)
        return self.table_reader.read(cases)


@cache
def read_page(path: Path) -> Page:
    """Read one page."""
    text = path.read_text("utf-8")
    block, as_of = _BLOCK.search(text), _AS_OF.search(text)
    knowledge = tiny(yaml.safe_load(block.group(1))) if block else load()
    day = date.fromisoformat(as_of.group(1) if as_of else FIRST_DAY)
    return Page(path, knowledge, day, tuple(_rows(path, text)))


def pages(folder: str) -> list[Path]:
    return sorted((FOLDER / folder).glob("*.md"))


def rows_of(path: Path) -> list[SpecRow]:
    """The rows of a page, without reading any knowledge."""
    return list(_rows(path, path.read_text("utf-8")))


def by_plain_reader(row: SpecRow) -> dict[str, str]:
    """What the plain reader answers to the columns a row expects."""
    page = read_page(row.page)
    reader = CaseReader(page.knowledge, page.knowledge.as_of(page.day), _facts(page, row))
    levels = read_levels(reader)
    factors = {id_: reader.answer(id_) for id_ in page.knowledge.factors}
    offers = {suggestion.id for suggestion in suggest(reader, factors)}
    found = {}
    for id_ in row.expected:
        if id_ in levels:
            found[id_] = levels[id_].level.replace("_", " ")
        elif id_ in page.knowledge.interventions:
            found[id_] = "yes" if id_ in offers else "no"
        elif _is_score(page.knowledge, id_):
            bounds = reader.number(page.knowledge.rules[id_].node).bounds
            found[id_] = _bounds(bounds.low, bounds.high)
        else:
            found[id_] = reader.answer(id_).answer.value.replace("_", " ")
    return found


def by_table_reader(row: SpecRow) -> dict[str, str]:
    """What the table reader answers to the same, with every row of the page read at once."""
    page = read_page(row.page)
    answers = page.answered.row(page.rows.index(row), named=True)
    found = {}
    for id_ in row.expected:
        if _is_score(page.knowledge, id_):
            found[id_] = _bounds(answers[low_name(id_)], answers[high_name(id_)])
        else:
            found[id_] = _worded(answers[id_])
    return found


def _facts(page: Page, row: SpecRow) -> dict[str, Fact]:
    columns = page.table_reader.facts
    given: dict[str, str] = {}
    for id_, text in row.given.items():
        if id_.endswith(".*"):
            given |= dict.fromkeys(_others(columns, id_.removesuffix("*")), text)
    given |= {id_: text for id_, text in row.given.items() if not id_.endswith(".*")}
    return {id_: Fact(_value(text, columns[id_].type)) for id_, text in given.items() if text}


def _others(columns: Mapping[str, FactColumn], prefix: str) -> list[str]:
    return [id_ for id_, column in columns.items() if id_.startswith(prefix) and column.type == "yes_no"]


def _value(text: str, type_: str) -> Known:
    if type_ == "yes_no":
        return {"yes": True, "no": False}[text]
    return float(text) if type_ == "number" else text


def _worded(value: Any) -> str:
    if value is None:
        return "not known"
    return value.replace("_", " ") if isinstance(value, str) else {True: "yes", False: "no"}[value]


def _bounds(low: float, high: float) -> str:
    if low == high:
        return plain(low)
    return "not known" if (low, high) == (float("-inf"), float("inf")) else f"{plain(low)} to {plain(high)}"


def _is_score(knowledge: Knowledge, id_: str) -> bool:
    return id_ in knowledge.rules and knowledge.rules[id_].kind == "score"


def _rows(path: Path, text: str) -> Iterator[SpecRow]:
    header: list[str] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("|"):
            header = None
        elif header is None:
            header = _cells(line)
        elif not set(line) <= set("|-: "):
            pairs = dict(zip(header, _cells(line), strict=True))
            yield SpecRow(path, number, _part(pairs, expected=False), _part(pairs, expected=True))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _part(pairs: dict[str, str], expected: bool) -> dict[str, str]:
    chosen = {name: cell for name, cell in pairs.items() if name.startswith("→") is expected and name != "why"}
    return {name.removeprefix("→").strip(): cell for name, cell in chosen.items()}
