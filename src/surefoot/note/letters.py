"""Which letters follow from a visit: one a recipient, from the suggestions the provider accepted or changed that ask somebody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Data = Mapping[str, Any]

VOID = ("cancelled", "entered_in_error")  # a visit that leaves no document
AGREED = ("accepted", "changed")


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: to whom, what it may hold beside what every letter holds, and the suggestions it asks about."""

    recipient: str
    label: str
    order: int
    holds: tuple[str, ...]
    asks: tuple[Data, ...]


def letters_of(case: Data, assessment: Data) -> list[Letter]:
    """The letters of a visit in their order; none of one that was cancelled or entered in error.

    An assessment stored before there were letters names no recipient, and gives none.
    """
    if case["visit"].get("status") in VOID:
        return []
    named: dict[str, Data] = {}
    asks: dict[str, list[Data]] = {}
    for item in sorted(assessment.get("suggestions", ()), key=lambda one: one["order"]):
        if (item.get("decision") or {}).get("decision") not in AGREED:
            continue
        for recipient in item.get("letter", ()):
            named.setdefault(recipient["id"], recipient)
            asks.setdefault(recipient["id"], []).append(item)
    ordered = sorted(named.values(), key=lambda one: (one["order"], one["id"]))
    return [
        Letter(one["id"], one["label"], one["order"], tuple(one["holds"]), tuple(asks[one["id"]])) for one in ordered
    ]
