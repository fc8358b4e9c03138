"""Why an answer is what it is: one node a step, down to the comparison that decided it and the page it rests on."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from surefoot.values import Tri

_SURENESS = ("verified", "secondary", "unverified")
_COMPARED = ("at_least", "above", "at_most", "below", "between")
_ONE_SUFFICES = {
    ("any_of", Tri.YES),
    ("riskier_of", Tri.YES),
    ("all_of", Tri.NO),
    ("first_known", Tri.YES),
    ("first_known", Tri.NO),
}


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

    def numbers_sureness(self) -> str | None:
        """How sure the published numbers behind a settled answer are; None where one way to it compared no number.

        Of ways that each suffice the surest counts, of parts all needed the least sure. What a person told needs no number.
        """
        if self.op in _COMPARED:
            return self.confidence
        wanted = ~self.answer if self.op == "not" else self.answer
        found = [part.numbers_sureness() for part in self.because if part.answer is wanted]
        if (self.op, self.answer) in _ONE_SUFFICES:
            return None if None in found else min(filter(None, found), key=_SURENESS.index, default=None)
        return max(filter(None, found), key=_SURENESS.index, default=None)


def rests_on(sureness: str | None) -> str | None:
    """What is said wherever an answer has nothing surer to rest on than values nobody has checked; else None."""
    return "Rests on unverified values alone." if sureness == "unverified" else None
