"""Post-test probability: among people like those studied, how many fell, given the result of one test. Never one person's probability.

From a published pre-test share p and likelihood ratio r: odds = p / (1 - p), times r, back to a share. The interval is that of the
ratio's own interval; the pre-test share is taken as printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from surefoot.engine import CaseReader
from surefoot.knowledge import Knowledge, once_per_knowledge
from surefoot.knowledge.expression import Node, parse
from surefoot.knowledge.model import Data
from surefoot.values import Tri

VERIFIED = "verified"
_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Ratio:
    """A likelihood ratio and its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class PostTest:
    """One test's share before and after, each between 0 and 1."""

    entry: Data
    positive: bool
    ratio: Ratio
    before: float
    after: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Withheld:
    """A test whose result is known and whose share after the test is not given, and why."""

    entry: Data
    why: str


@dataclass(frozen=True, slots=True)
class Chained:
    """Several tests one after the other. `warning` says that they are not independent; it must be shown with the number."""

    before: float
    after: float
    steps: tuple[float, ...]
    warning: str


def post_test(before: float, ratio: float) -> float:
    """The share after a test.

    >>> round(post_test(0.52, 1.53), 2), round(post_test(0.52, 0.79), 2)
    (0.62, 0.46)
    """
    if not 0 < before < 1 or ratio < 0:
        raise ValueError("a share lies between 0 and 1, and a ratio is not negative")
    odds = before / (1 - before) * ratio
    return odds / (1 + odds)


def chained(before: float, ratios: Sequence[float], knowledge: Knowledge) -> Chained:
    """The share after several tests, as if they were independent, which they are not: the warning says so. Used by no page and no note."""
    warning = next((str(data["independence"]["says"]) for data in knowledge.likelihoods.values()), None)
    if warning is None:
        raise ValueError("no likelihood ratios are known, so there is nothing to chain")
    steps = [before]
    for ratio in ratios:
        steps.append(post_test(steps[-1], ratio))
    return Chained(before, steps[-1], tuple(steps[1:]), warning)


def post_tests(reader: CaseReader, day: date) -> Iterator[PostTest | Withheld]:
    """For every published ratio whose test has a result: the share after that one test, or why none is given."""
    for entry, rule, applies in _rules(reader.knowledge):
        answer = reader.read(rule).answer
        if answer is not Tri.NOT_KNOWN and date.fromisoformat(entry["from"]) <= day:
            yield _read(entry, answer is Tri.YES, applies, reader)


@once_per_knowledge
def _rules(knowledge: Knowledge) -> list[tuple[Data, Node, Node]]:
    """Every ratio with the rule of a positive result and that of whom it fits."""
    entries = [entry for file in knowledge.likelihoods.values() for entry in file["likelihoods"]]
    return [(entry, parse(entry["positive"]), parse(entry["applies"])) for entry in entries]


def _read(entry: Data, positive: bool, applies: Node, reader: CaseReader) -> PostTest | Withheld:
    why = _why_not(entry, positive) or _unlike(entry, applies, reader)
    if why:
        return Withheld(entry, why)
    data = entry[_key(positive)]
    ratio = Ratio(data["value"], *data["ci"])
    before = entry["pretest"]["percent"] / _PERCENT
    after, low, high = (post_test(before, one) for one in (ratio.value, ratio.low, ratio.high))
    return PostTest(entry, positive, ratio, before, after, low, high)


def _key(positive: bool) -> str:
    return "ratio_positive" if positive else "ratio_negative"


def _why_not(entry: Data, positive: bool) -> str | None:
    """Why the publication does not carry a share after the test."""
    if "withheld" in entry:
        return str(entry["withheld"])
    if entry["confidence"] != VERIFIED:
        return f"Its likelihood ratios were not read in the original ({entry['confidence']})."
    if "ci" not in entry.get(_key(positive), {}):
        return "No likelihood ratio with an interval was seen for this result."
    if entry.get("pretest", {}).get("confidence") != VERIFIED:
        return "No published share of people who fall was read for it."
    return None


def _unlike(entry: Data, applies: Node, reader: CaseReader) -> str | None:
    fits = reader.read(applies).answer
    if fits is Tri.YES:
        return None
    known = "This person is not like" if fits is Tri.NO else "It is not known whether this person is like"
    return f"{known} those studied: {entry['population']}."
