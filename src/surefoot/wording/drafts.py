"""Sentences offered for the report. Each states only what data and rules say, and names its evidence; the signer keeps, edits or removes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from surefoot.wording.sureness import rests_on_unsure

Data = Mapping[str, Any]

_SECTIONS = ("interpretation", "analysis", "plan_of_care_impact")
_NOT_MEASURED = "gave no measure in"
_STANDINGS = (
    "went beyond a published limit in",
    "stayed within the limits that could be compared in",
    "had no limit to be compared with in",
    _NOT_MEASURED,
)


def drafts(assessment: Data) -> list[dict[str, Any]]:
    """Every sentence on offer, in the order of the report."""
    found = [
        *_interpretation(assessment["scores"]),
        *_overall(assessment["scores"]),
        *_analysis(assessment),
        *_impact(assessment["suggestions"], assessment["factors"]),
    ]
    return sorted(found, key=lambda draft: _SECTIONS.index(draft["section"]))


def _draft(section: str, id_: str, text: str, evidence: Sequence[str]) -> dict[str, Any]:
    return {"id": f"{section}.{id_}", "section": section, "text": text, "evidence": list(evidence)}


def _interpretation(scores: Sequence[Data]) -> Iterator[dict[str, Any]]:
    for score in scores:
        evidence = [score["evidence"]] if score["evidence"] else []
        yield _draft("interpretation", score["id"], score["sentence"], [score["id"], *evidence])


def _overall(scores: Sequence[Data]) -> Iterator[dict[str, Any]]:
    """All physical tests in one sentence: beyond a published limit, within those compared, without one, not measured."""
    tests = [score for score in scores if str(score["evidence"] or "").startswith("tests[")]
    groups: dict[str, list[str]] = {}
    for score in tests:
        groups.setdefault(_standing(score), []).append(score["label"])
    if not groups.keys() - {_NOT_MEASURED}:
        return
    said = [f"{says} {', '.join(dict.fromkeys(groups[says]))}" for says in _STANDINGS if says in groups]
    evidence = [part for score in tests for part in (score["id"], score["evidence"])]
    text = f"Taken together, the physical tests {'; '.join(said)}."
    yield _draft("interpretation", "overall", text, list(dict.fromkeys(evidence)))


def _standing(score: Data) -> str:
    """In which of these groups a score stands."""
    beyond, within, not_compared, not_measured = _STANDINGS
    if score["value"] is None:
        return not_measured
    answers = {one["answer"] for one in score["comparisons"]}
    if score["status"] == "not_comparable" or not answers - {"not_known"}:
        return not_compared
    return beyond if "yes" in answers else within


def _analysis(assessment: Data) -> Iterator[dict[str, Any]]:
    for factor in assessment["factors"]:
        if factor["answer"] == "yes":
            grounds = "; ".join(dict.fromkeys(factor["grounds"]))
            yield _draft(
                "analysis",
                factor["id"],
                f"{factor['label']}: {grounds}{rests_on_unsure(factor['confidence'])}.",
                [factor["id"], *factor["findings"]],
            )
    for id_, level in assessment["levels"].items():
        if level["level"] not in ("not_known", "not_applicable") and not _beside(level):
            sure = rests_on_unsure(level["confidence"], level["trace"])
            yield _draft("analysis", id_, f"{level['title']} ({level['version']}): {level['label']}{sure}.", [id_])
    open_ = [factor["label"] for factor in assessment["factors"] if factor["answer"] == "not_known"]
    if open_:
        yield _draft("analysis", "not_known", f"Not known at this visit: {', '.join(open_)}.", [])


def _beside(level: Data) -> bool:
    """Advice, and what is kept for old records: shown beside the levels, offered as no sentence."""
    return (level.get("standing") or {}).get("kind") in ("advice", "legacy")


def _impact(suggestions: Sequence[Data], factors: Sequence[Data]) -> Iterator[dict[str, Any]]:
    names = {factor["id"]: factor["label"].lower() for factor in factors}
    for suggestion in suggestions:
        decision = suggestion["decision"]
        if decision is None:
            continue
        grounds = ", ".join(names[id_] for id_ in suggestion["factors"])
        yield _draft(
            "plan_of_care_impact", suggestion["id"], _decided(suggestion, decision, grounds), [suggestion["id"]]
        )


def _decided(suggestion: Data, decision: Data, grounds: str) -> str:
    reason = f": {decision['reason']}" if decision.get("reason") else ""
    if decision["decision"] == "declined":
        by = f" by the {decision['declined_by']}" if decision.get("declined_by") else ""
        return f"{suggestion['label']} was considered for {grounds} and declined{by}{reason}."
    return f"{suggestion['label']} {decision['decision']} for {grounds}{reason}."
