"""Factors as they are published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from surefoot.engine import CaseReader, Trace, rests_on
from surefoot.values import Tri
from surefoot.values.tri import any_of

Case = Mapping[str, Any]
_COMPARING = ("at_least", "above", "at_most", "below")


def published_factors(case: Case, reader: CaseReader, factors: Mapping[str, Trace]) -> list[dict[str, Any]]:
    """Every factor with its answer, what established it, and the effect sizes published for it."""
    listed = []
    for id_, trace in factors.items():
        entry = reader.knowledge.factors[id_]
        decisive = list(_decisive(trace)) if trace.answer is Tri.YES else []
        listed.append(
            {
                "id": id_,
                "label": entry["label"],
                "plain": dict(entry["plain"]),
                "answer": trace.answer.value,
                "modifiable": entry["modifiable"],
                "basis": entry["basis"],
                "findings": [step.id for step in decisive if step.id],
                "grounds": list(dict.fromkeys(_ground(step, entry["label"], case) for step in decisive)),
                "effects": [_effect(effect, reader) for effect in entry["effects"]],
                "settle": entry.get("settle") if trace.answer is Tri.NOT_KNOWN else None,
                "confidence": trace.confidence,
                "rests_on": rests_on(trace.numbers_sureness()) if trace.answer is Tri.YES else None,
                "trace": trace.as_json(reader.knowledge.findings),
                "sources": list(trace.sources()),
            }
        )
    return listed


def _effect(effect: Mapping[str, Any], reader: CaseReader) -> dict[str, Any]:
    """An effect with whether what it speaks of was found in this person; one that says nothing of that stays as it is."""
    if "of" not in effect:
        return dict(effect)
    found = any_of(reader.answer(id_).answer for id_ in effect["of"]) if effect["of"] else Tri.NOT_KNOWN
    return {**effect, "applies": found.value}


def _decisive(trace: Trace) -> Iterator[Trace]:
    """The answers right below that made it yes; the factor's own comparison where there is nothing below."""
    parts = [part for part in trace.because if part.answer is Tri.YES and part.op != "known"]
    if not parts:
        yield trace
    for part in parts:
        if part.id is None and part.because:
            yield from _decisive(part)
        else:
            yield part


def _ground(step: Trace, factor: str, case: Case) -> str:
    """One ground in words: what was found, and the comparisons or answers behind it."""
    name = step.label or step.id or ""
    if step.op == "asked":
        return _answer(step, case)
    compared = [part for part in step.walk() if part.op in _COMPARING and part.answer is Tri.YES]
    below = [f"{part.label}: {part.says}" for part in compared if part.id and part is not step]
    told = [_answer(part, case) for part in step.walk() if part.op == "asked" and part.answer is Tri.YES]
    detail = "; ".join(dict.fromkeys(below or [part.says for part in compared[:1]] or told))
    if not detail:
        return name or step.says
    return detail if name in ("", factor) else f"{name} ({detail})"


def _answer(step: Trace, case: Case) -> str:
    """An answer that was yes, as it was asked; of a medicine its name as written."""
    written = [_medicine(path, case) for path in step.evidence if path.startswith("answers.medications[")]
    return f"{step.label}: {', '.join(written)}" if written else f"“{step.label}” yes"


def _medicine(path: str, case: Case) -> str:
    position = int(path.removeprefix("answers.medications[").removesuffix("]"))
    return str(case["answers"]["medications"][position]["name"])
