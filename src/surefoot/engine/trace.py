"""Why an answer is what it is: one node a step, down to the comparison that decided it and the page it rests on."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from surefoot.values import Tri


class Trace(NamedTuple):
    """One step. `says` is the comparison in words and signs; `missing` are the facts that would settle a step not known.

    A named tuple: hundreds are made for each case, and a frozen dataclass takes three times as long to make.
    """

    op: str
    answer: Tri
    says: str
    id: str | None = None
    label: str | None = None
    source: tuple[str, ...] = ()
    confidence: str | None = None
    basis: str | None = None
    missing: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    because: tuple[Trace, ...] = ()

    def as_json(self, named: Collection[str] = (), depth: int = 0) -> dict[str, Any]:
        """The step as data. A step under this one that is published by its own id (`named`) is not told again below."""
        told = depth > 0 and self.id in named
        return {
            "id": self.id,
            "label": self.label,
            "op": self.op,
            "answer": self.answer.value,
            "says": self.says,
            "source": list(self.source),
            "confidence": self.confidence,
            "basis": self.basis,
            "missing": list(self.missing),
            "evidence": list(self.evidence),
            "because": [] if told else [child.as_json(named, depth + 1) for child in self.because],
        }

    def walk(self) -> Iterator[Trace]:
        """This step and every step under it, each before its own parts."""
        waiting = [self]
        while waiting:
            step = waiting.pop()
            yield step
            waiting += reversed(step.because)

    def sources(self) -> tuple[str, ...]:
        """Every source this answer rests on, each once, in order."""
        return tuple(dict.fromkeys(source for step in self.walk() for source in step.source))
