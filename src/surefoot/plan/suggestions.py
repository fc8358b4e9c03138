"""What may be suggested for this person. Suggested only on a factor that is yes; never where a rule says it is not for them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from surefoot.engine import CaseReader, Trace
from surefoot.knowledge import Knowledge, once_per_knowledge
from surefoot.knowledge.expression import Node, parse
from surefoot.knowledge.model import Entry
from surefoot.knowledge.ranking import rank
from surefoot.plan.covering import Offer, covered
from surefoot.plan.exercises import Exercise, Exercises
from surefoot.values import Tri

_FIRST = "plan.first_count"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One intervention with the factors that ground it. `open_question` says what would have to be known first, if anything.

    `order` is its place, `first` whether it is among those a person can act on at once (None where the knowledge sets no number);
    `covers` are ways of doing the same, which stand on its card; `exercises` those that belong to it.
    """

    intervention: Entry
    factors: tuple[str, ...]
    order: int
    cautions: tuple[str, ...]
    open_question: str | None = None
    first: bool | None = None
    covers: tuple[Suggestion, ...] = ()
    exercises: tuple[Exercise, ...] = ()

    @property
    def id(self) -> str:
        return self.intervention.id


def suggest(reader: CaseReader, factors: Mapping[str, Trace], apart: Collection[str] = ()) -> list[Suggestion]:
    """Every suggestion, ordered by expected benefit and certainty; one entry each, however many factors ground it.

    What another one covers stands on that one's card, unless its id is in `apart`.
    """
    offers = _offers(reader, factors)
    under = covered(offers, apart)
    shown = sorted((offer for id_, offer in offers.items() if id_ not in under), key=lambda offer: rank(offer.entry))
    exercises = Exercises(reader)
    return [
        _suggestion(reader, exercises, offer, place, [offers[id_] for id_, by in under.items() if by == offer.entry.id])
        for place, offer in enumerate(shown, 1)
    ]


def _offers(reader: CaseReader, factors: Mapping[str, Trace]) -> dict[str, Offer]:
    found = {}
    for entry in reader.knowledge.interventions.values():
        grounds = tuple(id_ for id_ in entry["for"] if factors[id_].answer is Tri.YES)
        limit = reader.read(entry.nodes["offer_when"]) if "offer_when" in entry.nodes else None
        if grounds and (limit is None or limit.answer is not Tri.NO):
            found[entry.id] = Offer(entry, grounds, limit)
    return found


def _suggestion(reader: CaseReader, exercises: Exercises, offer: Offer, place: int, under: list[Offer]) -> Suggestion:
    under = sorted(under, key=lambda one: rank(one.entry))
    return Suggestion(
        offer.entry,
        offer.grounds,
        place,
        _cautions(offer.entry, reader),
        _open(offer.limit),
        _first(reader, place),
        tuple(_suggestion(reader, exercises, one, place, []) for one in under),
        exercises.of(offer.entry.id),
    )


def _first(reader: CaseReader, place: int) -> bool | None:
    count = reader.view.values.get(_FIRST)
    return None if count is None else place <= count.value


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
