"""Earlier visits of the same person, given whole or as scores with their day: what of each may be compared, and what not and why."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from surefoot.engine import CaseReader
from surefoot.instruments import Score, case_facts, test_scores
from surefoot.instruments.alike import ways_of
from surefoot.knowledge.expression import Ref
from surefoot.risk import read_levels

Case = Mapping[str, Any]
_ATTEMPTED = ("measured", "unable", "not_comparable")


@dataclass(frozen=True, slots=True)
class Attempt:
    """One score at one visit. `why` says why it may not be compared (hands-on help, done differently, attempted and unable).

    `ways` holds what was recorded of how it was taken; None where the case does not hold it.
    """

    value: float | None
    why: str | None = None
    ways: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """One earlier visit: its day, where it stands in the case, its attempts by score, its levels by algorithm."""

    day: str
    evidence: str
    attempts: Mapping[str, Attempt]
    levels: Mapping[str, str] = field(default_factory=dict)


def earlier_visits(case: Case, reader: CaseReader) -> list[Earlier]:
    """The latest first; in which order the case lists them does not matter."""
    listed = [(one, f"previous[{index}]") for index, one in enumerate(case.get("previous", ()))]
    listed.sort(key=lambda pair: json.dumps(pair[0], sort_keys=True, default=str))
    found = [_whole(one, at, reader) if "schema" in one else _scores(one, at) for one, at in listed]
    return sorted(found, key=lambda one: one.day, reverse=True)


def attempts_now(reader: CaseReader, scores: Mapping[str, Score]) -> dict[str, Attempt]:
    """The scores of the visit that `reader` reads."""
    found = {id_: _attempt(score) for id_, score in scores.items() if score.status in _ATTEMPTED}
    return found | {id_: Attempt(value) for id_, value in _form_scores(reader)}


def _scores(one: Case, evidence: str) -> Earlier:
    different = one.get("not_compared") or {}
    taken = one.get("taken") or {}
    scores = {
        id_: Attempt(float(value), different.get(id_), taken.get(id_))
        for id_, value in (one.get("scores") or {}).items()
    }
    return Earlier(str(one["date"]), evidence, scores, dict(one.get("levels") or {}))


def _whole(one: Case, evidence: str, reader: CaseReader) -> Earlier:
    """An earlier case is read with the knowledge of this visit, so that a difference is the person's and not the knowledge's."""
    then = test_scores(one, reader.knowledge)
    facts = CaseReader(reader.knowledge, reader.view, case_facts(one, reader.knowledge, then))
    levels = {id_: level.level for id_, level in read_levels(facts).items()}
    return Earlier(str(one["visit"]["date"]), evidence, attempts_now(facts, then), levels)


def _attempt(score: Score) -> Attempt:
    ways = ways_of(score.taken.as_json() if score.taken else None)
    if score.status == "not_comparable" or score.value is None:
        return Attempt(score.value, score.reason, ways)
    return Attempt(float(score.value), ways=ways)


def _form_scores(reader: CaseReader) -> Iterator[tuple[str, float]]:
    for form in reader.knowledge.questionnaires.values():
        if "score" in form.data:
            known = reader.number(Ref(form["score"]["id"])).bounds.known
            if known is not None:
                yield form["score"]["id"], known
