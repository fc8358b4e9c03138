"""One card for several interventions: which of those on offer stand under another, so that the same action is not asked for twice."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from surefoot.engine import Trace
from surefoot.knowledge.model import Entry
from surefoot.values import Tri


@dataclass(frozen=True, slots=True)
class Offer:
    """An intervention on offer: the factors that ground it, and the answer of the rule that limits it, if it has one."""

    entry: Entry
    grounds: tuple[str, ...]
    limit: Trace | None

    @property
    def certain(self) -> bool:
        return self.limit is None or self.limit.answer is Tri.YES


def covered(offers: Mapping[str, Offer], apart: Collection[str] = ()) -> dict[str, str]:
    """{id: id of the one whose card covers it}.

    Covered is what names a covering one that is certainly on offer and acts on every factor that grounds it. Those in `apart`
    (somebody decided on them) stand on their own.
    """
    found = {
        offer.entry.id: by
        for offer in offers.values()
        if offer.entry.id not in apart and (by := _coverers(offer, offers))
    }
    return {id_: next(one for one in by if one not in found) for id_, by in found.items()}


def _coverers(offer: Offer, offers: Mapping[str, Offer]) -> list[str]:
    return [
        id_
        for id_ in offer.entry.get("covered_by", ())
        if id_ in offers and offers[id_].certain and set(offer.grounds) <= set(offers[id_].entry["for"])
    ]
