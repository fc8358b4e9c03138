"""Exercises for one person: each with whether it may be done without a therapist, read from what was safely held in the tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from surefoot.engine import CaseReader, Trace
from surefoot.engine.labels import labels
from surefoot.engine.operations import COMPARISONS
from surefoot.knowledge import Knowledge, once_per_knowledge
from surefoot.knowledge.model import Entry
from surefoot.values import Tri

_HELD_BACK = "With a therapist only"


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise. `alone` yes: may be done without a therapist; no and not known: with a therapist only. `says` tells why."""

    entry: Entry
    alone: Tri
    says: str
    missing: tuple[str, ...]

    @property
    def id(self) -> str:
        return self.entry.id


class Exercises:
    """The exercises for one person, each read once however many interventions it belongs to."""

    def __init__(self, reader: CaseReader) -> None:
        self._reader = reader
        self._read: dict[str, Exercise] = {}

    def of(self, intervention: str) -> tuple[Exercise, ...]:
        """Those that belong to an intervention, from the easiest to the hardest."""
        entries = _by_intervention(self._reader.knowledge).get(intervention, ())
        return tuple([self._read.get(entry.id) or self._exercise(entry) for entry in entries])

    def _exercise(self, entry: Entry) -> Exercise:
        trace = self._reader.read(entry.nodes["alone"])
        found = Exercise(entry, trace.answer, _says(self._reader, trace), trace.missing)
        self._read[entry.id] = found
        return found


@once_per_knowledge
def _by_intervention(knowledge: Knowledge) -> Mapping[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for entry in sorted(knowledge.exercises.values(), key=lambda entry: (entry["order"], entry.id)):
        for intervention in entry["for"]:
            found.setdefault(intervention, []).append(entry)
    return {intervention: tuple(entries) for intervention, entries in found.items()}


def _says(reader: CaseReader, trace: Trace) -> str:
    if trace.answer is Tri.YES:
        return f"May be done alone: {_listed(_held(part) for part in trace.because or (trace,))}."
    if trace.answer is Tri.NO:
        return f"{_HELD_BACK}: {_listed(_bottom(trace))}."
    return f"{_HELD_BACK}, because it is not known: {_listed(_open(reader, trace.missing))}."


def _open(reader: CaseReader, missing: Iterable[str]) -> Iterator[str]:
    """What would have to be known: a test by its name, anything else as it is asked."""
    named, tests = labels(reader.knowledge), reader.knowledge.tests
    for id_ in missing:
        test = tests.get(id_.split(".")[0])
        yield str(test["label"]) if test else named.get(id_, (id_, None))[0]


def _held(part: Trace) -> str:
    return f"not {_step(part.because[0])}" if part.op == "not" and part.because else part.label or part.says


def _bottom(trace: Trace) -> Iterator[str]:
    """The comparisons and answers at the bottom that made the answer what it is."""
    wanted = ~trace.answer if trace.op == "not" else trace.answer
    below = [part for part in trace.because if part.answer is wanted]
    if not below:
        yield _step(trace)
    for part in below:
        yield from _bottom(part)


def _step(step: Trace) -> str:
    """A comparison under its name; any other step as it stands."""
    named = step.op in COMPARISONS and step.label and step.label not in step.says
    return f"{step.label} ({step.says})" if named else step.says


def _listed(parts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(part.rstrip(".?") for part in parts))
