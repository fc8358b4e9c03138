"""Levels that changed between two visits, and whether a limit they read was crossed within measurement error."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from surefoot.assessment.changes.earlier import Earlier
from surefoot.assessment.scores import compared_in, limit_of
from surefoot.engine import CaseReader
from surefoot.knowledge.uses import direct_readers, reach
from surefoot.risk import Level
from surefoot.wording import named_limit

Change = Mapping[str, Any]
_STEPS = ("general", "tailored", "full")


def level_changes(
    earlier: Sequence[Earlier], levels: Mapping[str, Level], changes: Sequence[Change], reader: CaseReader
) -> list[dict[str, Any]]:
    """One entry for every algorithm whose known level differs from that of an earlier visit, the latest earlier visit first."""
    return [
        _change(visit, level, visit.levels[id_], changes, reader)
        for visit in earlier
        for id_, level in levels.items()
        if level.known and visit.levels.get(id_) in level.algorithm.levels and visit.levels[id_] != level.level
    ]


def _change(visit: Earlier, level: Level, before: str, changes: Sequence[Change], reader: CaseReader) -> dict[str, Any]:
    algorithm = level.algorithm
    then, today = (str(algorithm.levels[id_]["label"]) for id_ in (before, level.level))
    within = list(_crossed_within_error(visit, algorithm.id, changes, reader))
    says = [f"{algorithm.title} ({algorithm.version}): {then} on {visit.day}, {today} now."]
    says += [f"{says_} was crossed, but that change is within measurement error." for _, says_ in within]
    flips = " ".join(says[1:]) or None
    return {
        "id": algorithm.id,
        "title": algorithm.title,
        "since": visit.day,
        "before": before,
        "before_label": then,
        "now": level.level,
        "now_label": today,
        "direction": _direction(algorithm.asks_for(before), level.asks_for),
        "within_error": [id_ for id_, _ in within],
        "within_error_says": flips,
        "says": " ".join(says),
        "evidence": visit.evidence,
    }


def _direction(before: str | None, now: str | None) -> str:
    """Does the level ask for more than before: more, less; not_known where it is not said how much a level asks for."""
    if before is None or now is None:
        return "not_known"
    rank = {word: number for number, word in enumerate(_STEPS)} | {"more": 1}
    if rank[now] == rank[before]:
        return "same"
    return "more" if rank[now] > rank[before] else "less"


def _crossed_within_error(
    visit: Earlier, algorithm: str, changes: Sequence[Change], reader: CaseReader
) -> Iterator[tuple[str, str]]:
    """Scores of that visit that crossed a limit this algorithm reads, by a change within measurement error."""
    for change in changes:
        if change["evidence"] != visit.evidence or change["beyond_error"] != "no":
            continue
        for crossed in change["crossed"]:
            if algorithm in _read_by(change["id"], crossed["id"], reader):
                name = named_limit(crossed["name"], crossed["confidence"])
                yield change["id"], f"The {crossed['limit']} limit of {change['label']} ({name})"


def _read_by(score: str, limit: str, reader: CaseReader) -> list[str]:
    """The algorithms that rest on a comparison of this score with this limit, straight or through other rules."""
    pairs = compared_in(reader.knowledge).get(score, ())
    findings = [rule.id for rule, op in pairs if (data := limit_of(op.parts[1], reader)) and data["id"] == limit]
    return reach(findings, direct_readers(reader.knowledge)).get("levels", [])
