"""What may be suggested for this person. Suggested only on a factor that is yes; never where a rule says it is not for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from surefoot.engine import CaseReader, Trace
from surefoot.knowledge import Knowledge, once_per_knowledge
from surefoot.knowledge.expression import Node, parse
from surefoot.knowledge.model import Entry
from surefoot.values import Tri


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One intervention with the factors that ground it. `open_question` says what would have to be known first, if anything."""

    intervention: Entry
    factors: tuple[str, ...]
    order: int
    cautions: tuple[str, ...]
    open_question: str | None = None

    @property
    def id(self) -> str:
        return self.intervention.id


def suggest(reader: CaseReader, factors: Mapping[str, Trace]) -> list[Suggestion]:
    """Every suggestion, ordered by expected benefit and certainty; one entry each, however many factors ground it."""
    found = []
    for entry in reader.knowledge.interventions.values():
        grounds = tuple(id_ for id_ in entry["for"] if factors[id_].answer is Tri.YES)
        limit = reader.read(entry.nodes["offer_when"]) if "offer_when" in entry.nodes else None
        if grounds and (limit is None or limit.answer is not Tri.NO):
            found.append((entry, grounds, limit))
    found.sort(key=lambda item: (item[0]["order"], item[0].id))
    return [
        Suggestion(entry, grounds, place, _cautions(entry, reader), _open(limit))
        for place, (entry, grounds, limit) in enumerate(found, 1)
    ]


def _cautions(entry: Entry, reader: CaseReader) -> tuple[str, ...]:
    """Cautions that hold for everybody, and those a rule does not rule out for this person."""
    return tuple(
        says
        for says, when in cautions(reader.knowledge)[entry.id]
        if when is None or reader.read(when).answer is not Tri.NO
    )


@once_per_knowledge
def cautions(knowledge: Knowledge) -> Mapping[str, tuple[tuple[str, Node | None], ...]]:
    """By intervention: every caution with the rule that may rule it out."""
    return {
        entry.id: tuple((one["says"], parse(one["when"]) if "when" in one else None) for one in entry["cautions"])
        for entry in knowledge.interventions.values()
    }


def _open(limit: Trace | None) -> str | None:
    if limit is None or limit.answer is Tri.YES:
        return None
    return "Whether it fits this person is not known yet: see what is missing."
