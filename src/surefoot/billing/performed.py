"""The tests of a case as the code sees them: which were done, which measure physical performance, which gave a result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from surefoot.billing.found import Case
from surefoot.instruments import test_scores
from surefoot.knowledge import Knowledge
from surefoot.values import Tri
from surefoot.values.tri import any_of

_WORDS = {"yes": Tri.YES, "no": Tri.NO}


@dataclass(frozen=True, slots=True)
class Performed:
    """One test of the case. `counts`: does it measure physical performance (not known where a person has to judge);
    `attempted`: does the record show a trial; `done`: does a valid trial give a score."""

    path: str
    id: str
    label: str
    counts: Tri
    attempted: Tri
    done: Tri
    protocol: bool


def measures_performance(knowledge: Knowledge, id_: str) -> Tri:
    """Does this test satisfy R04 to R06? Not known for a test the knowledge does not hold or leaves to a person."""
    entry = knowledge.tests.get(id_)
    return _WORDS.get(entry["performance_test"]["answer"], Tri.NOT_KNOWN) if entry else Tri.NOT_KNOWN


def shown_done(tests: tuple[Performed, ...] | None, id_: str) -> Tri:
    """Does the record show a trial of this test? Not known where it says that it was not done, or nothing of it."""
    found = any_of(test.attempted for test in tests or () if test.id == id_)
    return Tri.YES if found is Tri.YES else Tri.NOT_KNOWN


def tests_of(case: Case, knowledge: Knowledge) -> tuple[Performed, ...] | None:
    """Every test the case names; None when the case says nothing of tests."""
    if case.get("tests") is None:
        return None
    return tuple(_records(case, knowledge))


def _records(case: Case, knowledge: Knowledge) -> Iterator[Performed]:
    for index, test in enumerate(case["tests"]):
        entry = knowledge.tests.get(test["test"])
        yield Performed(
            path=f"tests[{index}]",
            id=test["test"],
            label=entry["label"] if entry else test["test"],
            counts=measures_performance(knowledge, test["test"]),
            attempted=_shown(test, any(test.get("trials", ()))),
            done=_shown(test, entry is not None and _measured(test, knowledge)),
            protocol=bool(entry and entry.get("protocol")),
        )


def _shown(test: Case, shown: bool) -> Tri:
    """Yes when a trial shows it; no when the record says that the test was not done; else not known."""
    if "not_done" in test:
        return Tri.NO
    return Tri.YES if shown else Tri.NOT_KNOWN


def _measured(test: Case, knowledge: Knowledge) -> bool:
    """Did a trial that is neither practice nor invalid give a score? An attempt that did not succeed is one."""
    scores = test_scores({"tests": [test]}, knowledge)
    return any(score.status in ("measured", "unable", "not_comparable") for score in scores.values())
