"""Numbers inside a rule, as Polars expressions: exact (a nullable column) or a pair of bounds, low and high, never null."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

import polars as pl

from surefoot.engine.table_answers import NOT_KNOWN, not_no, some_known, yes


@dataclass(frozen=True, slots=True)
class Exact:
    """A number that is known exactly or may lie anywhere (null)."""

    value: pl.Expr

    @property
    def low(self) -> pl.Expr:
        return self.value.fill_null(-math.inf)

    @property
    def high(self) -> pl.Expr:
        return self.value.fill_null(math.inf)

    @property
    def known(self) -> pl.Expr:
        return self.value.is_not_null()


@dataclass(frozen=True, slots=True)
class Bounds:
    """A number between two others, both included; minus and plus infinity where it may lie anywhere."""

    low: pl.Expr
    high: pl.Expr

    @property
    def known(self) -> pl.Expr:
        """Known at least within bounds."""
        return (self.low > -math.inf) | (self.high < math.inf)


NumberColumns = Exact | Bounds
UNKNOWN = Exact(pl.lit(None, pl.Float64))


def low_name(id_: str) -> str:
    """The column of a score's lower bound. A colon stands in no id, so no fact can be called so."""
    return f"{id_}:low"


def high_name(id_: str) -> str:
    """The column of a score's upper bound."""
    return f"{id_}:high"


def named(id_: str) -> Bounds:
    """A score that an earlier stage worked out."""
    return Bounds(pl.col(low_name(id_)), pl.col(high_name(id_)))


def at_least(left: NumberColumns, right: NumberColumns) -> pl.Expr:
    """Yes and no only where every number inside the bounds agrees."""
    if isinstance(left, Exact) and isinstance(right, Exact):
        return left.value >= right.value
    return pl.when(left.low >= right.high).then(True).when(left.high < right.low).then(False).otherwise(NOT_KNOWN)


def above(left: NumberColumns, right: NumberColumns) -> pl.Expr:
    """The same, strictly."""
    if isinstance(left, Exact) and isinstance(right, Exact):
        return left.value > right.value
    return pl.when(left.low > right.high).then(True).when(left.high <= right.low).then(False).otherwise(NOT_KNOWN)


def at_most(left: NumberColumns, right: NumberColumns) -> pl.Expr:
    return at_least(right, left)


def below(left: NumberColumns, right: NumberColumns) -> pl.Expr:
    return above(right, left)


COMPARISONS: Mapping[str, Callable[[NumberColumns, NumberColumns], pl.Expr]] = {
    "at_least": at_least,
    "above": above,
    "at_most": at_most,
    "below": below,
}


def between(number: NumberColumns, lowest: NumberColumns, highest: NumberColumns) -> pl.Expr:
    """Both ends belong."""
    return at_least(number, lowest) & at_most(number, highest)


def difference(left: NumberColumns, right: NumberColumns) -> NumberColumns:
    """The first minus the second."""
    if isinstance(left, Exact) and isinstance(right, Exact):
        return Exact(left.value - right.value)
    return Bounds(left.low - right.high, left.high - right.low)


def points_of(word: pl.Expr, points: Points) -> Bounds:
    """The points of the choice made; between the fewest and the most while none is.

    Written out: a lookup (`replace_strict`) would hold all cases in memory until the last.
    """
    made = pl.coalesce(*(pl.when(word == name).then(pl.lit(number, pl.Float64)) for name, number in points))
    numbers = [number for _, number in points]
    return Bounds(made.fill_null(min(numbers)), made.fill_null(max(numbers)))


def count_of(answers: Sequence[pl.Expr]) -> Bounds:
    """At least those known to be yes, at most those not known to be no."""
    low = reduce(add, [yes(answer).cast(pl.Float64) for answer in answers])
    return Bounds(low, reduce(add, [not_no(answer).cast(pl.Float64) for answer in answers]))


Points = Sequence[tuple[str, float]]


def weighted_sum(weights: Sequence[tuple[pl.Expr, float]], choices: Sequence[tuple[pl.Expr, Points]] = ()) -> Bounds:
    """The weights of the yes answers and the points chosen, to that and what is open; anywhere while nothing is answered."""
    chosen = [points_of(word, points) for word, points in choices]
    low = reduce(add, [yes(answer).cast(pl.Float64) * weight for answer, weight in weights], pl.lit(0.0))
    high = low + reduce(add, [answer.is_null().cast(pl.Float64) * weight for answer, weight in weights], pl.lit(0.0))
    low, high = reduce(add, (one.low for one in chosen), low), reduce(add, (one.high for one in chosen), high)
    asked = some_known([*(answer for answer, _ in weights), *(word for word, _ in choices)])
    return Bounds(pl.when(asked).then(low).otherwise(-math.inf), pl.when(asked).then(high).otherwise(math.inf))
