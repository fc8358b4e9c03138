"""Tables by age and sex, joined once onto the cases by whole year of age and sex."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

import polars as pl

from surefoot.engine.numbers import from_table
from surefoot.engine.table_numbers import Bounds, high_name, low_name
from surefoot.knowledge.model import Table
from surefoot.values import Fact

_AGE, _SEX = "lookup:age", "lookup:sex"
_SEXES = ("female", "male")
_OPEN = "open"  # other, unknown or not asked: the number lies between both sexes' numbers


class Lookups:
    """The numbers of some tables for every whole year of age and each sex, worked out by the plain reader's own `from_table`."""

    def __init__(self, tables: Mapping[str, Table], ids: Iterable[str]) -> None:
        self._tables = {id_: tables[id_] for id_ in ids if id_ in tables}
        self._grid = _grid(self._tables)

    def join(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        """Add each table's bounds for the case's age and sex; the order of rows stays."""
        if not self._tables:
            return frame
        sex = pl.col("patient.sex")
        keyed = frame.with_columns(
            pl.col("patient.age_years").floor().cast(pl.Int64, strict=False).alias(_AGE),
            pl.when(sex.is_in(_SEXES)).then(sex).otherwise(pl.lit(_OPEN)).alias(_SEX),
        )
        return keyed.join(self._grid.lazy(), on=[_AGE, _SEX], how="left", maintain_order="left")

    def number(self, id_: str) -> Bounds:
        """The table's number for the case; anywhere outside its ages, or before its first day."""
        if id_ not in self._tables:
            return Bounds(pl.lit(-math.inf), pl.lit(math.inf))
        return Bounds(pl.col(low_name(id_)).fill_null(-math.inf), pl.col(high_name(id_)).fill_null(math.inf))


def _grid(tables: Mapping[str, Table]) -> pl.DataFrame:
    rows = [row for table in tables.values() for row in table.rows]
    first = math.floor(min((row.first_age for row in rows), default=0))
    last = math.floor(max((row.last_age for row in rows), default=-1))
    keys = [(age, sex) for age in range(first, last + 1) for sex in (*_SEXES, _OPEN)]
    grid = pl.DataFrame(keys, schema={_AGE: pl.Int64, _SEX: pl.String}, orient="row")
    return grid.with_columns(column for table in tables.values() for column in _bounds(table, keys))


def _bounds(table: Table, keys: list[tuple[int, str]]) -> tuple[pl.Series, pl.Series]:
    found = [from_table(table, _case(age, sex)).bounds for age, sex in keys]
    low = pl.Series(low_name(table.id), [bounds.low for bounds in found], pl.Float64)
    return low, pl.Series(high_name(table.id), [bounds.high for bounds in found], pl.Float64)


def _case(age: int, sex: str) -> dict[str, Fact]:
    return {"patient.age_years": Fact(float(age)), "patient.sex": Fact(sex)}
