"""Which physical tests the patient's own answers ask for, each with its reason, where that reason comes from, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass

from surefoot.engine import CaseReader, Trace
from surefoot.knowledge.expression import parse
from surefoot.values import Tri


@dataclass(frozen=True, slots=True)
class ReasonToTest:
    """One reason to do `test`: in words, with its sources and how sure they are; `trace` leads to the answers it rests on."""

    test: str
    says: str
    source: tuple[str, ...]
    confidence: str
    trace: Trace


def reasons_to_test(reader: CaseReader) -> list[ReasonToTest]:
    """The reasons that the case gives, in the order of the tests. What is not known gives none: a test is never ruled out by it."""
    return [
        ReasonToTest(test.id, row["says"], tuple(row["source"]), row["confidence"], trace)
        for test in reader.knowledge.tests.values()
        for row in test.get("suggest", ())
        if (trace := reader.read(parse(row["when"]))).answer is Tri.YES
    ]
