"""Scores as they are published: the value, every limit it was compared with, the norm for this age and sex."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from surefoot.assessment.norms import norms_of
from surefoot.engine import CaseReader
from surefoot.engine.labels import labels
from surefoot.instruments import Score
from surefoot.knowledge import Knowledge, once_per_knowledge
from surefoot.knowledge.expression import Node, Op, Ref
from surefoot.knowledge.model import Data, Entry, Rule
from surefoot.units import written
from surefoot.values import UNKNOWN, Tri
from surefoot.wording import band_of, sentence_of

Case = Mapping[str, Any]
_COMPARING = ("at_least", "above", "at_most", "below")
_WORDS = {  # how a comparison reads when it holds and when it does not
    "at_least": ("at or above", "below"),
    "above": ("above", "not above"),
    "at_most": ("at or below", "above"),
    "below": ("below", "at or above"),
}


def published_scores(case: Case, reader: CaseReader, scores: Mapping[str, Score], day: date) -> list[dict[str, Any]]:
    """Questionnaire scores that were asked, then every score of every test the case names."""
    forms = [
        form
        for form in reader.knowledge.questionnaires.values()
        if "score" in form.data and (case.get("answers") or {}).get(form.id)
    ]
    listed = [_of_form(form.id, form["score"], reader) for form in forms]
    listed += [_of_test(score, reader, day) for score in _told(scores, reader.knowledge)]
    for score in listed:
        score["band"] = band_of(score["comparisons"])
        score["sentence"] = sentence_of(score)
    return listed


def _told(scores: Mapping[str, Score], knowledge: Knowledge) -> Iterator[Score]:
    """The scores worth a line: those with a value or an attempt; of a test without any, the one that stands for it."""
    spoken = {score.test for score in scores.values() if _tried(score)}
    for score in scores.values():
        if _tried(score) or (score.test not in spoken and score.id == _main(knowledge.tests[score.test])):
            yield score


def _main(test: Entry) -> str:
    """The score that stands for a test: its sum where it has one, else its first."""
    specs = test["scores"]
    return str(next((spec["id"] for spec in reversed(specs) if "sum_of" in spec), specs[0]["id"]))


def _tried(score: Score) -> bool:
    return score.value is not None or score.status in ("unable", "partial")


def _of_form(form: str, spec: Data, reader: CaseReader) -> dict[str, Any]:
    bounds = reader.number(Ref(spec["id"])).bounds
    known = bounds.known
    asked = bounds != UNKNOWN
    return {
        "id": spec["id"],
        "instrument": form,
        "label": spec["label"],
        "value": known,
        "unit": spec["unit"],
        "shown": written(known, spec["unit"]) if known is not None else None,
        "words": f"{spec['label']} {written(known, spec['unit'])}" if known is not None else None,
        "status": "measured" if known is not None else "partial" if asked else "not_asked",
        "reason": None if known is not None else "not every question was answered" if asked else "not asked",
        "range": [bounds.low, bounds.high] if asked and known is None else None,
        "comparisons": _comparisons(spec["id"], reader) if asked else [],
        "norms": [],
        "no_norm": None,
        "norms_left_out": [],
        "taken": None,
        "evidence": f"answers.{form}",
        "source": list(spec["source"]),
        "confidence": spec["confidence"],
        "trials": [],
    }


def _of_test(score: Score, reader: CaseReader, day: date) -> dict[str, Any]:
    test = reader.knowledge.tests[score.test]
    norms = norms_of(score, reader, day)
    return {
        "id": score.id,
        "instrument": score.test,
        "label": score.label,
        "value": score.value,
        "unit": score.unit,
        "shown": score.shown or None,
        "words": score.said if score.value is not None else None,
        "status": score.status,
        "reason": score.reason,
        "range": list(score.bounds) if score.bounds else None,
        "comparisons": _comparisons(score.id, reader) if score.compared else [],
        "norms": norms.fitting,
        "no_norm": norms.none,
        "norms_left_out": norms.left_out,
        "taken": score.taken.as_json() if score.taken else None,
        "evidence": score.evidence,
        "source": list(test["source"]),
        "confidence": test["confidence"],
        "trials": [dict(trial) for trial in score.trials],
    }


def score_conflicts(scores: Mapping[str, Score]) -> list[dict[str, Any]]:
    """Totals that were entered and do not follow from their parts. Both are kept; the riskier one counts."""
    return [
        {
            "id": f"{score.id}.entered_and_worked_out",
            "facts": [score.evidence or score.test],
            "says": f"{score.label}: {score.reason}",
            "counts": "the riskier result" if two.counts is not None else "neither until the provider settles it",
        }
        for score in scores.values()
        if (two := score.disagreement) is not None
    ]


@once_per_knowledge
def compared_in(knowledge: Knowledge) -> Mapping[str, list[tuple[Rule, Op]]]:
    """For every score, the findings that compare it with a limit; not those whose yes says what is safe to do."""
    found: dict[str, list[tuple[Rule, Op]]] = {}
    for rule in knowledge.rules.values():
        if rule.kind == "finding" and knowledge.findings[rule.id].get("yes_is") != "safe":
            for op in _comparing(rule.node):
                if isinstance(op.parts[0], Ref):
                    found.setdefault(op.parts[0].id, []).append((rule, op))
    return found


def _comparing(node: Node) -> Iterator[Op]:
    if isinstance(node, Op):
        if node.name in _COMPARING:
            yield node
        for part in node.parts:
            yield from _comparing(part)


def _comparisons(score: str, reader: CaseReader) -> list[dict[str, Any]]:
    seen: dict[tuple[str, str], dict[str, Any]] = {}
    for _, op in compared_in(reader.knowledge).get(score, ()):
        limit = limit_of(op.parts[1], reader)
        if limit is not None and (op.name, limit["id"]) not in seen:
            trace = reader.read(op)
            number = reader.number(op.parts[1])
            bounds = number.bounds
            seen[op.name, limit["id"]] = {
                "id": limit["id"],
                "kind": "limit",
                "name": limit.get("name") or limit["label"],
                "says": trace.says,
                "words": _words(op.name, trace.answer, number.shown),
                "applies_to": number.about.strip("()") or None,
                "answer": trace.answer.value,
                "value": bounds.known,
                "unit": limit["unit"],
                "meaning": limit.get("meaning"),
                "population": limit.get("population"),
                "source": list(number.source),
                "confidence": number.confidence,
            }
    return list(seen.values())


def _words(op: str, answer: Tri, limit: str) -> str | None:
    """The comparison as part of a sentence: `at or above the limit of 12 s`."""
    return None if answer is Tri.NOT_KNOWN else f"{_WORDS[op][0 if answer is Tri.YES else 1]} the limit of {limit}"


def limit_of(node: Node, reader: CaseReader) -> Data | None:
    if isinstance(node, Ref):
        return reader.knowledge.values.get(node.id)
    if isinstance(node, Op) and node.name == "lookup" and isinstance(node.parts[0], Ref):
        return reader.knowledge.tables.get(node.parts[0].id)
    return None


def label_of(id_: str, knowledge: Knowledge) -> str:
    """What a fact is called."""
    return labels(knowledge).get(id_, (id_, None))[0]
