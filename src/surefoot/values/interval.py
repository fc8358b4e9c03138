"""A number that may be known only within bounds. A missing number lies anywhere; a half-answered score lies between two totals."""

from __future__ import annotations

import math
from dataclasses import dataclass

from surefoot.values.tri import Tri


@dataclass(frozen=True, slots=True)
class Interval:
    """A number between `low` and `high`, both included. Known exactly when they are equal."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if math.isnan(self.low) or math.isnan(self.high):
            raise ValueError("NaN is no measurement: leave the value out if it is not known")
        if self.low > self.high:
            raise ValueError(f"bounds are crossed: {self.low} > {self.high}")

    @classmethod
    def of(cls, value: float | None) -> Interval:
        """Read a number, or None for one that may lie anywhere."""
        return UNKNOWN if value is None else cls(float(value), float(value))

    @property
    def known(self) -> float | None:
        """The number, when it is known exactly."""
        return self.low if self.low == self.high else None

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        return Interval(min(self.low, other.low), max(self.high, other.high))

    def at_least(self, other: Interval) -> Tri:
        """Is this number at or above the other? Yes and no only where every value inside the bounds agrees."""
        if self.low >= other.high:
            return Tri.YES
        return Tri.NO if self.high < other.low else Tri.NOT_KNOWN

    def above(self, other: Interval) -> Tri:
        """Is this number strictly above the other?"""
        if self.low > other.high:
            return Tri.YES
        return Tri.NO if self.high <= other.low else Tri.NOT_KNOWN


UNKNOWN = Interval(-math.inf, math.inf)
