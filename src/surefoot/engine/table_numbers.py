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


def count_of(answers: Sequence[pl.Expr]) -> Bounds:
    """At least those known to be yes, at most those not known to be no."""
    low = reduce(add, [yes(answer).cast(pl.Float64) for answer in answers])
    return Bounds(low, reduce(add, [not_no(answer).cast(pl.Float64) for answer in answers]))


def weighted_sum(answers: Sequence[pl.Expr], weights: Sequence[float]) -> Bounds:
    """The weights of the yes answers, to that and the weights of the open ones; anywhere while nothing is answered."""
    pairs = list(zip(answers, weights, strict=True))
    low = reduce(add, [yes(answer).cast(pl.Float64) * weight for answer, weight in pairs])
    high = low + reduce(add, [answer.is_null().cast(pl.Float64) * weight for answer, weight in pairs])
    asked = some_known(answers)
    return Bounds(pl.when(asked).then(low).otherwise(-math.inf), pl.when(asked).then(high).otherwise(math.inf))
