"""Reviews: what a named person has to settle, with a reason, before a claim. A review never changes the decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from surefoot.billing.attested import attested
from surefoot.billing.found import Case, text
from surefoot.knowledge import Knowledge

Review = Mapping[str, Any]


def settled(reviews: Iterable[Review], case: Case, knowledge: Knowledge) -> list[dict[str, Any]]:
    """Each review once, with who settled it, why and when.

    Settled by a listed, skilled provider, with a reason, on the day of the visit or later; the last such entry counts.
    """
    by_review = {
        given["review"]: given
        for given in case.get("settled") or ()
        if text(given.get("reason")) and attested(case, given, knowledge)
    }
    return [{**review, **_settlement(by_review.get(review["id"]))} for review in _once(reviews)]


def _once(reviews: Iterable[Review]) -> Iterable[Review]:
    return {review["id"]: review for review in reviews}.values()


def _settlement(given: Review | None) -> dict[str, Any]:
    if given is None:
        return {"settled_by": None, "settled": None}
    return {"settled_by": given["by"], "settled": {"reason": given["reason"], "at": given["at"]}}
