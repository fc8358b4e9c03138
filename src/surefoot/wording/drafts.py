"""Sentences offered for the report. Each states only what data and rules say, and names its evidence; the signer keeps, edits or removes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from surefoot.wording.sureness import rests_on_unsure

Data = Mapping[str, Any]

_SECTIONS = ("interpretation", "analysis", "plan_of_care_impact")


def drafts(assessment: Data) -> list[dict[str, Any]]:
    """Every sentence on offer, in the order of the report."""
    found = [
        *_interpretation(assessment["scores"]),
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
