"""Limits that a score crossed between two visits: read by some rule, and beyond at one of the visits only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from surefoot.assessment.scores import compared_in, limit_of
from surefoot.engine import CaseReader
from surefoot.engine.operations import COMPARISONS
from surefoot.values import Interval, Tri
from surefoot.wording import named_limit


@dataclass(frozen=True, slots=True)
class Crossed:
    """One limit. `now` says whether the score is beyond it at this visit."""

    id: str
    name: str
    shown: str
    now: Tri
    confidence: str | None

    @property
    def says(self) -> str:
        return f"the limit of {self.shown} ({named_limit(self.name, self.confidence)})"

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "name": self.name,
            "limit": self.shown,
            "beyond_now": self.now.value,
            "confidence": self.confidence,
        }


def limits_crossed(id_: str, before: float, now: float, reader: CaseReader) -> list[Crossed]:
    """Every limit that lies between the two values, each once."""
    found: dict[tuple[str, str], Crossed] = {}
    for _, op in compared_in(reader.knowledge).get(id_, ()):
        limit = limit_of(op.parts[1], reader)
        if limit is None:
            continue
        number = reader.number(op.parts[1])
        then, today = (COMPARISONS[op.name](Interval.of(value), number.bounds) for value in (before, now))
        if then is today or Tri.NOT_KNOWN in (then, today):
            continue
        key = (op.name, str(limit["id"]))
        name = str(limit.get("name") or limit["label"])
        found[key] = Crossed(key[1], name, number.shown, today, number.confidence)
    return list(found.values())
