"""R01 to R27 for one case: state, evidence, source, and what an honest record could still supply."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from surefoot.billing.evidenced import evidenced
from surefoot.billing.facts import ALL_OTHERS_MET
from surefoot.billing.found import Found
from surefoot.engine import CaseReader, Trace
from surefoot.knowledge.expression import references
from surefoot.knowledge.model import Entry
from surefoot.values import Fact, Tri
from surefoot.values.tri import all_of

_STATES = {Tri.YES: "met", Tri.NO: "not_met", Tri.NOT_KNOWN: "missing"}


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement as read. `answer` is None where it does not apply."""

    entry: Entry
    answer: Tri | None
    trace: Trace
    evidence: tuple[str, ...]

    @property
    def state(self) -> str:
        return "not_applicable" if self.answer is None else _STATES[self.answer]

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that would settle it. That another requirement is open is no fact anybody could supply."""
        facts = dict.fromkeys(self.trace.missing) if self.answer is Tri.NOT_KNOWN else {}
        return tuple(fact for fact in facts if fact != ALL_OTHERS_MET)

    @property
    def cure(self) -> str | None:
        """What an honest record could still supply; None unless that would settle every fact that is missing."""
        cures = {one["for"]: one["says"] for one in self.entry.get("cures", ())}
        if not self.missing or any(fact not in cures for fact in self.missing):
            return None
        return " ".join(dict.fromkeys(cures[fact] for fact in self.missing))

    def as_json(self) -> dict[str, Any]:
        """The contract's object, with our own words, the trace and the facts that are missing."""
        return {
            "id": self.entry.id,
            "name": self.entry["name"],
            "says": self.entry["says"],
            "kind": self.entry["kind"],
            "group": self.entry["group"],
            "state": self.state,
            "evidence": list(self.evidence),
            "look_in": list(self.entry["evidence"]),
            "missing": list(self.missing),
            "source": self.entry["source"][0],
            "sources": list(dict.fromkeys((*self.entry["source"], *self.trace.sources()))),
            "confidence": self.entry["confidence"],
            "cure": self.cure,
            "note": self.entry.get("note"),
            "trace": self.trace.as_json(),
        }


def read_requirements(reader: CaseReader, found: Mapping[str, Found]) -> list[Requirement]:
    """Every requirement in the order of its id. The one on the whole programme is read after all others."""
    entries = reader.knowledge.requirements.values()
    last = [entry for entry in entries if ALL_OTHERS_MET in references(entry.nodes["met"])]
    read = [_read(reader, entry, found) for entry in entries if entry not in last]
    whole = all_of(one.answer for one in read if one.answer is not None)
    reader.facts[ALL_OTHERS_MET] = Fact(whole.bool_or_none, "another requirement is open")
    read += [_read(reader, entry, found) for entry in last]
    return sorted(read, key=lambda one: one.entry.id)


def _read(reader: CaseReader, entry: Entry, found: Mapping[str, Found]) -> Requirement:
    trace = reader.read(entry.nodes["met"])
    applies = reader.read(entry.nodes["applies"]).answer if "applies" in entry.nodes else Tri.YES
    answer = None if applies is Tri.NO else trace.answer
    paths = (path for id_ in references(entry.nodes["met"]) if id_ in found for path in found[id_].evidence)
    return Requirement(entry, answer, evidenced(trace, found, entry.cited), tuple(dict.fromkeys(paths)))
