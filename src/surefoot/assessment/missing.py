"""What would settle each answer that is not known, those that settle most first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from surefoot.assessment.scores import label_of
from surefoot.engine import CaseReader, Trace
from surefoot.risk import Level
from surefoot.values import Tri


def missing(
    reader: CaseReader, levels: Mapping[str, Level], factors: Mapping[str, Trace], billing: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Facts that are missing, each with the levels, requirements and factors it would help to settle."""
    settles: dict[str, list[str]] = {}
    for id_, level in levels.items():
        for fact in level.trace.missing:
            settles.setdefault(fact, []).append(f"level {id_}")
    for requirement in billing["code_selection"]["requirements"]:
        for fact in requirement.get("missing", ()):
            settles.setdefault(fact, []).append(f"requirement {requirement['id']}")
    for id_, trace in factors.items():
        if trace.answer is Tri.NOT_KNOWN:
            for fact in trace.missing:
                settles.setdefault(fact, []).append(f"factor {id_}")
    listed = _merged(_missing(fact, list(dict.fromkeys(names)), reader) for fact, names in settles.items())
    beside = {f"level {id_}" for id_, level in levels.items() if level.beside}
    return sorted(listed, key=lambda one: (-_weight(one["settles"], beside), -len(one["settles"]), one["id"]))


def _merged(entries: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """One entry for each thing a person would supply, however many facts it gives."""
    found: dict[str, dict[str, Any]] = {}
    for entry in entries:
        kept = found.setdefault(entry["says"], entry)
        kept["settles"] = list(dict.fromkeys([*kept["settles"], *entry["settles"]]))
    return list(found.values())


def _weight(settles: list[str], beside: Collection[str]) -> int:
    """Levels and requirements count; advice, and what is kept for old records, steers no question."""
    return sum(name.startswith(("level", "requirement")) and name not in beside for name in settles)


def _missing(fact: str, settles: list[str], reader: CaseReader) -> dict[str, Any]:
    known = reader.knowledge.facts.get(fact)
    why = reader.fact(fact).why or "not known"
    says = known.get("settle") if known else None
    return {"id": fact, "says": says or label_of(fact, reader.knowledge), "why": why, "settles": settles}
