"""One thing the coding decision found in a case, with every place that shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from surefoot.values import Fact, Known, Tri

Case: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """`value` is None when it is not known; `why` then says why. `evidence` are paths in the case."""

    value: Known = None
    why: str | None = None
    evidence: tuple[str, ...] = ()

    @property
    def fact(self) -> Fact:
        return Fact(self.value, self.why, self.evidence[0] if self.evidence else None)


def answered(answer: Tri, why: str, evidence: Iterable[str] = ()) -> Found:
    """A yes/no answer; `why` is kept for when it is not known."""
    value = answer.bool_or_none
    return Found(value, why if value is None else None, tuple(evidence))


_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")  # letters by class that show nothing


def text(value: object) -> str | None:
    """A text that says something, or None: it holds a letter or a digit, so marks and invisible characters alone are none."""
    said = isinstance(value, str) and any(one.isalnum() and one not in _FILLERS for one in value)
    return value.strip() if isinstance(value, str) and said else None
