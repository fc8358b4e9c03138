"""What the page of findings shows, in the order in which it is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .selectors_assessment import Data, labels_of

MISSING_FIRST = 6
BESIDE = ("advice", "legacy")  # shown beside the levels, never among them


def findings_shown(assessment: Mapping[str, Any]) -> Data:
    """The parts of the page: urgent signs, scores, factors by answer, levels, conflicts, what is missing."""
    factors, levels, labels = assessment["factors"], list(assessment["levels"].values()), labels_of(assessment)
    missing = [one | {"settles": _settled(one, labels)} for one in assessment["missing"]]
    return {
        "urgent": assessment["urgent"],
        "scores": assessment["scores"],
        "profile": assessment.get("profile") or [],  # an earlier release gave none
        "factors": {
            answer: [one for one in factors if one["answer"] == answer] for answer in ("yes", "not_known", "no")
        },
        **_levels_shown(levels, assessment),
        "conflicts": [one | {"says": one["says"].split("; ")} for one in assessment["conflicts"]],
        "visits": _by_visit(assessment),
        "missing_first": missing[:MISSING_FIRST],
        "missing_rest": missing[MISSING_FIRST:],
        "medicines": assessment.get("medicines") or [],
        "prescriber_questions": assessment.get("prescriber_questions", []),
        "sources": assessment["sources"],
    }


def levels_in_short(assessment: Mapping[str, Any]) -> list[Data]:
    """The levels side by side in as few words as they take: those that give a level, without advice and what is kept for old records."""
    return [one | {"id": id_} for id_, one in assessment["levels"].items() if _kind(one) not in BESIDE]


def factor_shown(assessment: Mapping[str, Any], id_: str) -> Data | None:
    """One factor with its trace down to the comparisons; None where there is none of that id."""
    return next((_traced(one, assessment) for one in assessment["factors"] if one["id"] == id_), None)


def level_shown(assessment: Mapping[str, Any], id_: str) -> Data | None:
    """The same for a level."""
    found = assessment["levels"].get(id_)
    return _traced(found, assessment) if found else None


def _traced(one: Data, assessment: Mapping[str, Any]) -> Data:
    traces = {finding["id"]: finding["trace"] for finding in assessment["findings"]}
    return one | {"trace": unfolded(one["trace"], traces, labels_of(assessment))}


def _levels_shown(levels: list[Data], assessment: Mapping[str, Any]) -> Data:
    """The tables that give a level; beside them the guidelines that advise, and what is kept for old records; where they part.

    An assessment signed with an earlier release has no word on how its levels part.
    """
    parting = assessment.get("disagreements")
    kinds = {id_: _kind(one) for id_, one in assessment["levels"].items()}
    first = [one for one in parting or () if not {kinds[id_] for id_ in (*one["more"], *one["less"])} & set(BESIDE)]
    return {
        "levels": [one for one in levels if _kind(one) not in BESIDE],
        "advice": [one for one in levels if _kind(one) == "advice"],
        "legacy": [one for one in levels if _kind(one) == "legacy"],
        "every_level": [one | {"id": id_} for id_, one in assessment["levels"].items()],
        "parting_known": parting is not None,
        "parting": first,
        "parting_rest": [one for one in parting or () if one not in first],
        "post_test": assessment.get("post_test"),
    }


def _kind(level: Mapping[str, Any]) -> str | None:
    return (level.get("standing") or {}).get("kind")


def _by_visit(assessment: Mapping[str, Any]) -> list[Data]:
    """What changed since each earlier visit, the latest first."""
    days: dict[str, Data] = {}
    for key in ("changes", "level_changes"):
        for one in assessment.get(key, ()):
            days.setdefault(one["since"], {"since": one["since"], "changes": [], "level_changes": []})[key].append(one)
    return [days[since] for since in sorted(days, reverse=True)]


def unfolded(node: Mapping[str, Any], traces: Mapping[str, Any], labels: Mapping[str, str]) -> Data:
    """The trace with each finding it rests on opened once, down to its comparisons, and missing facts named in words."""
    opened: set[str] = set()

    def step(node: Mapping[str, Any]) -> Data:
        below = node["because"] or _below(node, traces, opened)
        missing = [] if below else [labels.get(one, one) for one in node["missing"]]
        says = _says(node)
        missing = [one for one in missing if one not in says and one != node["id"]]
        return {**node, "says": says, "missing": missing, "because": [step(one) for one in below]}

    return step(node)


def _below(node: Mapping[str, Any], traces: Mapping[str, Any], opened: set[str]) -> list[Mapping[str, Any]]:
    """The steps of the finding that `node` names; none where the tree shows them already."""
    id_ = node["id"]
    if id_ not in traces or id_ in opened:
        return []
    opened.add(id_)
    return list(traces[id_]["because"])


def _says(node: Mapping[str, Any]) -> str:
    """The step in words: its name, then what it found."""
    label, says = node["label"] or "", node["says"]
    return says if not label or label in says else f"{label}: {says}"


def _settled(missing: Mapping[str, Any], labels: Mapping[str, str]) -> list[str]:
    """Names of the factors and levels that this fact would settle."""
    pairs = (settled.partition(" ") for settled in missing["settles"])
    return [labels.get(id_, id_.replace("_", " ")) for kind, _, id_ in pairs if kind != "requirement"]
