"""The CMS pooled rule: the minutes of all timed codes give the day's units; equal remainders give every admissible split.

Source: cms-mcpm-ch5-20.2 (section C), as quoted by seen-chirocode-25388 and seen-findacode-26634.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from surefoot.billing.time import Clock

Split = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Pool:
    """The day's units and every admissible way to divide them. More than one way is a tie."""

    total_minutes: int
    total_units: int
    admissible: tuple[Split, ...]

    @property
    def tie(self) -> bool:
        return len(self.admissible) > 1

    def of(self, code: str) -> tuple[int, ...]:
        """The units a code may have, over all admissible splits, each once, fewest first."""
        return tuple(sorted({split.get(code, 0) for split in self.admissible}))


def pool_units(minutes: Mapping[str, int], clock: Clock) -> Pool:
    """Divide the day's units among codes by whole minutes.

    Each code keeps its full units; what is left goes one each to the largest remainders.

    >>> pool_units({"97110": 33, "97140": 7}, Clock(8, 15)).admissible
    ({'97110': 2, '97140': 1},)
    """
    total = sum(minutes.values())
    units = clock.units(total)
    full = {code: own // clock.unit_minutes for code, own in minutes.items()}
    rest = {code: own % clock.unit_minutes for code, own in minutes.items()}
    chosen = _chosen(rest, units - sum(full.values()))
    splits = tuple({code: full[code] + (code in extra) for code in minutes} for extra in chosen)
    return Pool(total, units, splits)


def _chosen(rest: Mapping[str, int], left: int) -> list[frozenset[str]]:
    """Every set of codes that may take the units left: those surely above the last remainder, and each choice among its equals."""
    if left == 0:
        return [frozenset()]
    last = sorted(rest.values(), reverse=True)[left - 1]
    sure = frozenset(code for code, own in rest.items() if own > last)
    equal = [code for code, own in rest.items() if own == last]
    return [sure | set(some) for some in combinations(equal, left - len(sure))]
