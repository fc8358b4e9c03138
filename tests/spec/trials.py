"""Reads a page on one physical test: what was tried, what it scores, and what the rules that read it answer, on both readers.

A row's `trials` are written as they are told: `time_s 12, aid cane; time_s 11` are two trials; `unable`, `help` (hands-on), `practice`
and `invalid` stand for themselves; `not done unsafe` is no trial; an empty cell is a test that nobody names. `age` and `sex` are 75 and
female where there is no column. A column headed `→ score` expects the value with its unit, `between 3 and 9 points`, `unable`, `unable 0 s`,
`not compared 12 s`, `not done`, or nothing where there is no such score. A column headed `→ finding` expects yes, no or not known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from surefoot.engine import CaseReader
from surefoot.engine.read_table import TableReader
from surefoot.engine.table_border import frame_of
from surefoot.instruments import Score, case_facts, test_scores
from surefoot.knowledge import Knowledge, load
from surefoot.units import plain, written
from tests.spec.tables import SpecRow, rows_of

FOLDER = Path(__file__).parent / "tests"
DAY = date(2026, 11, 20)
AGE, SEX = "75", "female"
WORDS = {"unable": ("outcome", "unable"), "help": ("assistance", True), "practice": ("practice", True)}
WORDS["invalid"] = ("invalid", "said by the provider")


@dataclass(frozen=True)
class TrialRow:
    """One row as a case and what is expected of it."""

    row: SpecRow
    case: dict[str, Any]
    expected: dict[str, str]

    def __str__(self) -> str:
        return str(self.row)


def pages() -> list[Path]:
    return sorted(FOLDER.glob("*.md"))


def rows(path: Path) -> list[TrialRow]:
    return [TrialRow(row, _case(path.stem, row.given), row.expected) for row in rows_of(path)]


def _case(test: str, given: dict[str, str]) -> dict[str, Any]:
    patient = {"birth_date": f"{DAY.year - int(given.get('age', AGE) or AGE)}-01-15"}
    case: dict[str, Any] = {
        "schema": "surefoot-case/1",
        "patient": patient | {"sex": given.get("sex", SEX) or "unknown"},
        "visit": {"date": DAY.isoformat()},
    }
    entry = _entry(test, given["trials"])
    return case | ({"tests": [entry]} if entry else {})


def _entry(test: str, said: str) -> dict[str, Any] | None:
    if said.startswith("not done"):
        return {"test": test, "not_done": {"reason": said.removeprefix("not done").strip().replace(" ", "_")}}
    return {"test": test, "trials": [_trial(one) for one in said.split(";")]} if said else None


def _trial(said: str) -> dict[str, Any]:
    return dict(_part(part.strip()) for part in said.split(","))


def _part(said: str) -> tuple[str, Any]:
    if said in WORDS:
        return WORDS[said]
    key, _, value = said.partition(" ")
    if value in ("yes", "no"):
        return key, value == "yes"
    try:
        return key, int(value) if value.lstrip("-").isdigit() else float(value)
    except ValueError:
        return key, value.strip()


def told(score: Score | None) -> str:
    """A score as a page writes it."""
    if score is None or score.status == "no_trial":
        return ""
    if score.status == "partial" and score.bounds:
        return f"between {plain(score.bounds[0])} and {written(score.bounds[1], score.unit)}"
    before = {"unable": "unable ", "not_comparable": "not compared ", "not_done": "not done "}.get(score.status, "")
    return f"{before}{score.shown}".strip()


def by_plain_reader(row: TrialRow, knowledge: Knowledge) -> dict[str, str]:
    """Every column a row expects: scores by the library, findings by the reader of one case."""
    scores = test_scores(row.case, knowledge)
    facts = case_facts(row.case, knowledge, scores)
    reader = CaseReader(knowledge, knowledge.as_of(DAY), facts)
    found = {}
    for id_ in row.expected:
        is_rule = id_ in knowledge.rules
        found[id_] = reader.answer(id_).answer.value.replace("_", " ") if is_rule else told(scores.get(id_))
    return found


@cache
def by_table_reader(path: Path) -> list[dict[str, str]]:
    """The findings of every row of a page, read as one table."""
    knowledge, reader = load(), table_reader()
    cases = [case_facts(row.case, knowledge) for row in rows(path)]
    answers = reader.read(frame_of(cases, reader.facts))
    return list(_worded(path, answers, knowledge))


def _worded(path: Path, answers: Any, knowledge: Knowledge) -> Iterator[dict[str, str]]:
    words = {None: "not known", True: "yes", False: "no"}
    for at, row in enumerate(rows(path)):
        answered = answers.row(at, named=True)
        yield {id_: words[answered[id_]] for id_ in row.expected if id_ in knowledge.rules}


@cache
def table_reader() -> TableReader:
    knowledge = load()
    return TableReader(knowledge, knowledge.as_of(DAY))
