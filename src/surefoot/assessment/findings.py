"""Findings, levels, urgent signs and answers that contradict each other, as they are published."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from surefoot.engine import CaseReader, Trace
from surefoot.risk import Level, OpenSign, UrgentSign
from surefoot.values import Tri

URGENT_REVIEW = "urgent clinical review"


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


def published_urgent(signs: Iterable[UrgentSign]) -> list[dict[str, Any]]:
    """Signs that come before everything: urgent clinical review, not a score. The most urgent first."""
    return [
        {
            "id": sign.id,
            "label": sign.label,
            "review": URGENT_REVIEW,
            "act": sign.act,
            "act_certain": sign.certain,
            "says": dict(sign.staff),
            "patient": dict(sign.patient) if sign.patient else None,
            "ask": dict(sign.ask) if sign.ask else None,
            "basis": sign.trace.basis,
            "confidence": sign.trace.confidence,
            "evidence": list(sign.evidence),
            "sources": list(sign.trace.sources()),
        }
        for sign in signs
    ]


def published_to_ask(signs: Iterable[OpenSign]) -> list[dict[str, Any]]:
    """Urgent signs that are not known and that staff ask about now, each with what would settle it."""
    return [
        {
            "id": sign.id,
            "label": sign.label,
            "ask": dict(sign.ask),
            "missing": list(sign.trace.missing),
            "sources": list(sign.trace.sources()),
        }
        for sign in signs
    ]


def urgent_before(suggestions: list[dict[str, Any]], signs: Collection[UrgentSign]) -> list[dict[str, Any]]:
    """The suggestions, those of exercise with a caution as long as a sign stands."""
    if not signs:
        return suggestions
    caution = f"Not before the urgent clinical review: {'; '.join(sign.label for sign in signs)}."
    return [
        one | {"cautions": [caution, *one["cautions"]]} if one["kind"] == "exercise" else one for one in suggestions
    ]


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
        "confidence": level.trace.confidence,
        "trace": level.trace.as_json(findings),
        "sources": list(level.trace.sources()),
    }


def conflicts(reader: CaseReader) -> list[dict[str, Any]]:
    """Answers that contradict each other. All stay; the riskier one counts until the provider settles it."""
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for id_, entry in reader.knowledge.findings.items():
        trace = reader.answer(id_)
        if entry.get("contradiction") and trace.answer is Tri.YES:
            paths = tuple(dict.fromkeys(path for step in trace.walk() for path in step.evidence))
            found.setdefault(paths, _conflict(id_, paths, entry["contradiction"]))
        for step in trace.walk():
            told = _told(step) if step.op == "riskier_of" else {}
            if len({part.answer for part in told.values()}) > 1:
                says = "; ".join(part.says for part in told.values())
                found.setdefault(tuple(told), _conflict(step.id or id_, tuple(told), says))
    return list(found.values())


def _conflict(id_: str, paths: tuple[str, ...], says: str) -> dict[str, Any]:
    return {"id": id_, "facts": list(paths), "says": says, "counts": "the riskier answer"}


def _told(step: Trace) -> dict[str, Trace]:
    """The answers of one step by their place in the case. A measurement does not contradict an answer, it adds to it."""
    known = [part for part in step.because if part.answer is not Tri.NOT_KNOWN and part.evidence]
    return {part.evidence[0]: part for part in known if all(path.startswith("answers.") for path in part.evidence)}
