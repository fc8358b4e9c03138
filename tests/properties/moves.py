"""What is worse for each input, read from the knowledge, and what an answer becomes when one input moves."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
from hypothesis import HealthCheck, Phase, settings

from surefoot.engine.read_table import TableReader
from surefoot.engine.table_border import FactColumn, fact_columns, frame_of
from surefoot.knowledge import Knowledge
from surefoot.knowledge.model import Algorithm, Data
from surefoot.values import NOT_ASKED, Fact, Facts
from tests.engine.generate import borders, packaged_case

DAY = date(2026, 11, 20)
MORE = os.environ.get("SUREFOOT_EXAMPLES")
DRAWS = settings(
    max_examples=int(MORE or 1),
    derandomize=MORE is None,
    database=None,
    deadline=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
MEDICINES = ("medications.", "medication_class.", "medication_group.")
SEEN_IN_TESTS = ("fall_or_near_fall", "symptoms", "symptoms_on_standing", "hands_on_help")  # worked out from the trials
COUNT, LEAST = ".count", ".least"  # how many, and how many at least: never fewer than those
STEPS = (-5.0, -1.0, -0.1, 0.0, 0.1, 1.0, 5.0)
_RISE: Mapping[bool | None, int] = {False: 0, None: 1, True: 2}


def directions(knowledge: Knowledge) -> dict[str, str | list[str]]:
    """For each input that has a worse side: `yes`, `no`, `higher`, `lower`, or its words from the best to the worst."""
    found: dict[str, str | list[str]] = {}
    for form in knowledge.questionnaires.values():
        for item in form["items"]:
            found |= _of_item(f"{form.id}.{item['id']}", item, form.get("score", {}).get("worse"))
    scores = (score for test in knowledge.tests.values() for score in test["scores"])
    found |= {score["id"]: score["worse"] for score in scores if score["worse"] != "none"}
    for id_, column in fact_columns(knowledge).items():
        if id_.startswith(MEDICINES) and column.type != "choice" and not id_.endswith(LEAST):
            found[id_] = "yes" if column.type == "yes_no" else "higher"
    return found | {id_: "yes" for word in SEEN_IN_TESTS if (id_ := f"tests.{word}") in knowledge.facts}


def _of_item(id_: str, item: Data, worse_score: str | None) -> dict[str, str | list[str]]:
    """A question; each of several choices, which is worse chosen than not; a choice that scores points."""
    if "riskier" in item:
        return {id_: item["riskier"]}
    if item["type"] == "choices":
        return {f"{id_}.{choice['id']}": "yes" for choice in item["choices"]}
    if item["type"] == "choice" and all("points" in choice for choice in item["choices"]):
        ordered = sorted(item["choices"], key=lambda choice: choice["points"], reverse=worse_score == "lower")
        return {id_: [choice["id"] for choice in ordered]}
    return {}


def worse(direction: str | list[str], value: Any, limits: list[float], chance: random.Random) -> Any:
    """A value on the worse side of this one, at or beside a limit where there is one; None where it is the worst already."""
    if isinstance(direction, list):
        further = direction[direction.index(value) + 1 :]
        return chance.choice(further) if further else None
    if direction in ("yes", "no"):
        return None if value is (direction == "yes") else direction == "yes"
    sign = 1 if direction == "higher" else -1
    beside = [limit + step for limit in (*limits, float(value)) for step in STEPS]
    return round(chance.choice([number for number in beside if (number - float(value)) * sign > 0]), 3)


@dataclass(frozen=True, slots=True)
class Move:
    """One fact of one case set to another value."""

    row: int
    fact: str
    value: bool | float | str


@dataclass(frozen=True, slots=True)
class Moved:
    """Many cases, one input of each moved: the answers before and after, row by row."""

    moves: list[Move]
    before: pl.DataFrame
    after: pl.DataFrame

    def changed(self, column: str) -> Iterator[tuple[int, Any, Any]]:
        """The rows in which an answer is another one, with the old and the new."""
        old, new = self.before[column], self.after[column]
        for row in old.ne_missing(new).arg_true().to_list():
            yield row, old[row], new[row]


class Mover:
    """Random cases over the packaged knowledge, and what becomes of their answers."""

    def __init__(self, knowledge: Knowledge, seed: int, count: int, shares: tuple[float, ...]) -> None:
        self.knowledge, self.reader = knowledge, TableReader(knowledge, knowledge.as_of(DAY))
        self.chance = random.Random(seed)  # noqa: S311 - cases, not secrets
        self.limits = borders(knowledge, self.reader.view)
        self.cases = [self._case(self.chance.choice(shares)) for _ in range(count)]
        self.frame = frame_of(self.cases, self.facts)
        self.answers = self.reader.read(self.frame)

    @property
    def facts(self) -> Mapping[str, FactColumn]:
        return self.reader.facts

    def _case(self, known: float) -> Facts:
        return _counted(packaged_case(self.facts, self.limits, self.chance, known))

    def moved(self, moves: list[Move]) -> Moved:
        """Every move made in a case of its own, all read at once."""
        rows = [move.row for move in moves]
        columns = {id_: self.frame[id_].gather(rows) for id_ in self.facts}
        places: dict[str, list[int]] = {}
        for place, move in enumerate(moves):
            places.setdefault(move.fact, []).append(place)
        for fact, taken in places.items():
            values = pl.Series([moves[place].value for place in taken], dtype=self.facts[fact].dtype)
            columns[fact] = columns[fact].scatter(taken, values)
        return Moved(moves, self.answers[rows], self.reader.read(pl.DataFrame(columns)))


def _counted(case: Facts) -> Facts:
    """The same case, no count under what it is at least."""
    least = {id_.removesuffix(LEAST): fact.value for id_, fact in case.items() if id_.endswith(LEAST)}
    told = {f"{id_}{COUNT}": case.get(f"{id_}{COUNT}", NOT_ASKED).value for id_ in least}
    low = {
        id_: value for id_, value in told.items() if isinstance(value, float) and value < least[id_.removesuffix(COUNT)]
    }
    return {**case, **{id_: Fact(least[id_.removesuffix(COUNT)]) for id_ in low}}


def sense(knowledge: Knowledge, id_: str) -> str:
    """What a yes of a finding or factor is: `risk`, `safe` or `neither`. That two answers do not fit is neither."""
    if id_ not in knowledge.findings:
        return "risk"
    finding = knowledge.findings[id_]
    return "neither" if finding.get("contradiction") else str(finding.get("yes_is", "risk"))


def fell(sense_of: str, before: bool | None, after: bool | None) -> bool:
    """Did the risk that an answer tells of go down: where a yes is risk from yes to not known or no, or not known to no?"""
    rise = _RISE[after] - _RISE[before]
    return {"risk": rise < 0, "safe": rise > 0, "neither": False}[sense_of]


def level_fell(algorithm: Algorithm, moved: Moved, row: int) -> bool:
    """Did the lowest or the highest level that is still open go down? Levels are listed from the lowest risk to the highest."""
    old, new = open_levels(algorithm, moved.before, row), open_levels(algorithm, moved.after, row)
    return min(new) < min(old) or max(new) < max(old)


def open_levels(algorithm: Algorithm, answers: pl.DataFrame, row: int) -> set[int]:
    """The places, in the list of levels, of those that what is missing could still lead to."""
    order, found = list(algorithm.levels), set()
    for step in algorithm.steps:
        holds = True if step.rule is None else answers[step.rule][row]
        if holds is not False:
            found.add(order.index(step.then))
        if holds is True:
            break
    return found
