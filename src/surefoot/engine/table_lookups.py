"""Tables by age and sex, as steps over one number for the case's whole year of age and sex."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

import polars as pl

from surefoot.engine.numbers import from_table
from surefoot.engine.table_numbers import Bounds, high_name, low_name
from surefoot.knowledge.model import Table
from surefoot.values import Fact

_PLACE = "lookup:place"
_SEXES = ("female", "male", "open")  # open: other, unknown or not asked; the number lies between both sexes' numbers
_NOWHERE = -1  # an age that is not known or that no table covers


class Lookups:
    """The numbers of some tables for every whole year of age and each sex, worked out by the plain reader's own `from_table`."""

    def __init__(self, tables: Mapping[str, Table], ids: Iterable[str]) -> None:
        self._tables = {id_: tables[id_] for id_ in ids if id_ in tables}
        rows = [row for table in self._tables.values() for row in table.rows]
        first = math.floor(min((row.first_age for row in rows), default=0))
        self._ages = range(first, math.floor(max((row.last_age for row in rows), default=-1)) + 1)

    def add(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        """Add each table's bounds for the case's age and sex, row by row: nothing waits for other rows."""
        if not self._tables:
            return frame
        columns = [column for table in self._tables.values() for column in self._columns(table)]
        return frame.with_columns(self._place().alias(_PLACE)).with_columns(columns)

    def number(self, id_: str) -> Bounds:
        """The table's number for the case; anywhere outside its ages, or before its first day."""
        if id_ not in self._tables:
            return Bounds(pl.lit(-math.inf), pl.lit(math.inf))
        return Bounds(pl.col(low_name(id_)), pl.col(high_name(id_)))

    def _place(self) -> pl.Expr:
        """All ages of the first sex, then of the second, then of the open one, numbered from zero. Never null."""
        age, sex = pl.col("patient.age_years").floor(), pl.col("patient.sex")
        first_of_sex = pl.when(sex == "female").then(0).when(sex == "male").then(1).otherwise(2) * len(self._ages)
        covered = age.is_between(self._ages.start, self._ages.stop - 1)
        return pl.when(covered).then(first_of_sex + age - self._ages.start).otherwise(_NOWHERE).cast(pl.Int32)

    def _columns(self, table: Table) -> tuple[pl.Expr, pl.Expr]:
        found = [from_table(table, _case(age, sex)).bounds for sex in _SEXES for age in self._ages]
        low, high = [-math.inf, *(one.low for one in found)], [math.inf, *(one.high for one in found)]
        return _in_steps(low).alias(low_name(table.id)), _in_steps(high).alias(high_name(table.id))


def _in_steps(numbers: Sequence[float]) -> pl.Expr:
    """The number at the case's place, the first of them standing at `_NOWHERE`: one comparison for each change of the number."""
    *steps, (_, number) = _steps(numbers)
    chosen = pl.lit(number, pl.Float64)
    for end, number in reversed(steps):
        chosen = pl.when(pl.col(_PLACE) < end).then(pl.lit(number, pl.Float64)).otherwise(chosen)
    return chosen


def _steps(numbers: Sequence[float]) -> Iterator[tuple[int, float]]:
    """Runs of the same number, each with the place where it ends."""
    for number, run in groupby(enumerate(numbers, _NOWHERE), lambda placed: placed[1]):
        yield max(place for place, _ in run) + 1, number


def _case(age: int, sex: str) -> dict[str, Fact]:
    return {"patient.age_years": Fact(float(age)), "patient.sex": Fact(sex)}
