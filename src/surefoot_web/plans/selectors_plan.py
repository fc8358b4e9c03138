"""What the page of the plan shows: one card for each suggestion, with who decided what and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from surefoot_web.records.ids import new_id
from surefoot_web.visits.models import Visit

from .forms import DecisionForm
from .models import Decision, Verdict
from .usual import Usual, usual_for

Data = Mapping[str, Any]
FIRST = 3
SIDES = (("for",), ("none", "mixed"), ("against",))  # one line of each, so that no side is hidden


@dataclass(slots=True)
class Card:
    """One suggestion as the page shows it. `decisions` are all that were taken, latest first.

    `ways` are other ways of doing the same: on this card, each to be decided on as well, none of them waiting to be.
    """

    suggestion: Mapping[str, Any]
    why: list[Mapping[str, Any]]
    evidence: list[Mapping[str, Any]]
    decisions: list[Decision]
    form: DecisionForm
    ways: list[Card] = field(default_factory=list)
    operation: UUID = field(default_factory=new_id)

    @property
    def decision(self) -> Decision | None:
        """What stands: the latest, unless it took back the one before."""
        latest = self.decisions[0] if self.decisions else None
        return latest if latest is not None and latest.decision != Verdict.TAKEN_BACK else None

    @property
    def earlier(self) -> list[Decision]:
        """Everything before what stands, a taking back included."""
        return self.decisions[1:] if self.decision else self.decisions

    @property
    def changes(self) -> list[Usual]:
        return usual_for(self.suggestion, Verdict.CHANGED)

    @property
    def declines(self) -> list[Usual]:
        return usual_for(self.suggestion, Verdict.DECLINED)

    @property
    def chosen(self) -> str:
        """What the button sends that stands for the decision; empty where it was said in own words."""
        if self.decision is None or self.decision.decision == Verdict.ACCEPTED:
            return str(self.decision.decision) if self.decision else ""
        return next((one.value for one in self.form.usual.values() if _says(self.decision, one)), "")

    def repeats(self, given: Mapping[str, str]) -> bool:
        """Whether exactly this is decided already, as when a button is tapped twice."""
        held = self.decision
        return held is not None and all(
            given[name] == getattr(held, name) for name in ("decision", "reason", "declined_by")
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """The cards, the first few apart, and how many wait for a decision."""

    cards: list[Card]
    sources: Mapping[str, Any]

    @property
    def first(self) -> list[Card]:
        return [card for place, card in enumerate(self.cards) if _stands_first(card, place)]

    @property
    def rest(self) -> list[Card]:
        return [card for place, card in enumerate(self.cards) if not _stands_first(card, place)]

    @property
    def undecided(self) -> list[Card]:
        return [card for card in self.cards if card.decision is None]

    def card(self, suggestion: str) -> Card | None:
        every = (one for card in self.cards for one in (card, *card.ways))
        return next((card for card in every if card.suggestion["id"] == suggestion), None)


def _says(decision: Decision, usual: Usual) -> bool:
    same = (decision.decision, decision.declined_by) == (usual.verdict, usual.declined_by)
    return same and (decision.reason == usual.record or decision.reason.startswith(f"{usual.record}; "))


def _stands_first(card: Card, place: int) -> bool:
    """As the assessment says; one from before it said so goes by its place."""
    first = card.suggestion.get("first")
    return bool(place < FIRST if first is None else first)


def plan_shown(visit: Visit, assessment: Mapping[str, Any]) -> Plan:
    """The plan of a visit with the decisions on record."""
    decisions = all_decisions(visit)
    factors = {one["id"]: one for one in assessment["factors"]}
    ordered = sorted(assessment["suggestions"], key=lambda one: one["order"])
    cards = [_card(one, factors, decisions) for one in ordered]
    return Plan(cards, assessment["sources"])


def all_decisions(visit: Visit) -> dict[str, list[Decision]]:
    """Every decision on each suggestion, latest first."""
    found: dict[str, list[Decision]] = {}
    for row in Decision.objects.filter(visit=visit).select_related("by").order_by("-at", "-id"):
        found.setdefault(row.suggestion, []).append(row)
    return found


def _card(suggestion: Data, factors: Data, decisions: Mapping[str, list[Decision]]) -> Card:
    why = [factors[id_] for id_ in suggestion["factors"] if id_ in factors]
    ways = [_card(way, factors, decisions) for way in suggestion.get("covers", ())]
    form, taken = DecisionForm(suggestion=suggestion), decisions.get(suggestion["id"], [])
    return Card(suggestion, why, _both_ways(suggestion["evidence"]), taken, form, ways)


def _both_ways(evidence: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The first line that speaks for it, the first that shows nothing or both, the first against it."""
    lines = (next((one for one in evidence if one.get("direction") in side), None) for side in SIDES)
    return [one for one in lines if one is not None] or list(evidence[:1])
