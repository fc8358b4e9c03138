"""Findings, levels, urgent signs and answers that contradict each other, as they are published."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from surefoot.engine import CaseReader, Trace
from surefoot.risk import Level
from surefoot.values import Tri


def published_findings(reader: CaseReader) -> list[dict[str, Any]]:
    """Every finding with its answer, trace and sources."""
    listed = []
    for id_, entry in reader.knowledge.findings.items():
        trace = reader.answer(id_)
        listed.append(
            {
                "id": id_,
                "label": entry["label"],
                "answer": trace.answer.value,
                "basis": entry["basis"],
                "trace": trace.as_json(reader.knowledge.findings),
                "sources": list(trace.sources()),
            }
        )
    return listed


def urgent(reader: CaseReader) -> list[dict[str, Any]]:
    """Signs that come before everything: urgent clinical review, not a score."""
    listed = []
    for id_, entry in reader.knowledge.findings.items():
        if entry.get("urgent") and reader.answer(id_).answer is Tri.YES:
            listed.append(
                {"id": id_, "label": entry["label"], "says": dict(entry["urgent"]), "sources": list(entry["source"])}
            )
    return listed


def published_levels(levels: Mapping[str, Level], findings: Collection[str]) -> dict[str, Any]:
    """Every algorithm under its own name; they may disagree, and all show."""
    return {id_: _level(level, findings) for id_, level in levels.items()}


def _level(level: Level, findings: Collection[str]) -> dict[str, Any]:
    algorithm = level.algorithm
    known = algorithm.levels.get(level.level)
    return {
        "level": level.level,
        "label": known["label"] if known else level.level.replace("_", " "),
        "title": algorithm.title,
        "version": algorithm.version,
        "says": level.says,
        "caution": algorithm.caution,
        "confidence": algorithm.cited.confidence,
        "trace": level.trace.as_json(findings),
        "sources": list(level.trace.sources()),
    }


def conflicts(reader: CaseReader) -> list[dict[str, Any]]:
    """Ways to learn one fact that disagree. Both stay; the riskier one counts until the provider settles it."""
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for id_ in reader.knowledge.rules:
        if reader.knowledge.rules[id_].kind != "score":
            for step in reader.answer(id_).walk():
                if step.op == "riskier_of" and (said := _disagreeing(step)):
                    facts = tuple(part.id or part.says for part in said)
                    says = "; ".join(part.says for part in said)
                    found.setdefault(
                        facts,
                        {"id": step.id or id_, "facts": list(facts), "says": says, "counts": "the riskier answer"},
                    )
    return list(found.values())


def _disagreeing(step: Trace) -> list[Trace]:
    """The answers given that contradict each other; a measurement does not contradict an answer, it adds to it."""
    told = [part for part in step.because if part.answer is not Tri.NOT_KNOWN and _answered(part)]
    return told if len({part.answer for part in told}) > 1 else []


def _answered(part: Trace) -> bool:
    return bool(part.evidence) and all(path.startswith("answers.") for path in part.evidence)
