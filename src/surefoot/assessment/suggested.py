"""Suggestions as they are published: grounds, evidence, exercises, what they cover, and the last decision on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from surefoot.engine import CaseReader, Trace, rests_on, weakest
from surefoot.knowledge import Knowledge, once_per_knowledge
from surefoot.knowledge.model import Entry
from surefoot.plan import Exercise, Suggestion, suggest

Case = Mapping[str, Any]
Published = dict[str, Any]


def published_suggestions(case: Case, reader: CaseReader, factors: Mapping[str, Trace]) -> list[Published]:
    """Every suggestion in its order. What another one covers stands on that one's card, until somebody decides on it."""
    decisions = {decision["suggestion"]: decision for decision in case.get("decisions", ())}
    suggestions = suggest(reader, factors, apart=decisions.keys())
    return [_with_covered(one, reader, factors, decisions.get(one.id)) for one in suggestions]


def _with_covered(
    one: Suggestion, reader: CaseReader, factors: Mapping[str, Trace], decision: Case | None
) -> Published:
    covers = [_suggestion(way, reader, factors) for way in one.covers]
    return {**_suggestion(one, reader, factors), "covers": covers, "decision": _decision(decision)}


def _suggestion(one: Suggestion, reader: CaseReader, factors: Mapping[str, Trace]) -> Published:
    entry = one.intervention
    reassess = entry.get("reassess")
    return {
        "id": one.id,
        "label": entry["label"],
        "what": entry["what"],
        "kind": entry.get("kind"),
        "factors": list(one.factors),
        "order": one.order,
        "first": one.first,
        "order_says": entry.get("order_says"),
        "expects": _plain(entry.get("expects")),
        "grade": _plain(entry.get("grade")),
        "other_grades": [dict(grade) for grade in entry.get("other_grades", ())],
        "evidence": [dict(effect) for effect in entry["evidence"]],
        "rests_on": _rests_on(one, factors),
        "dose": _plain(entry.get("dose")),
        "by_whom": dict(entry["by_whom"]),
        "cautions": list(one.cautions),
        "position": entry.get("position"),
        "open_question": one.open_question,
        "referral": entry["referral"],
        "letter": [_recipient(reader.knowledge.recipients[one]) for one in entry.get("letter", ())],
        "reassess_days": reassess["days"] if reassess else None,
        "reassess": _plain(reassess),
        "patient_text": dict(entry["patient_text"]),
        "exercises": [_exercise(exercise) for exercise in one.exercises],
        "beside": [
            _reference(other) for other in reader.knowledge.references.values() if one.id in other["shown_with"]
        ],
        "sources": list(_cited(reader.knowledge)[entry.id]),
    }


def _recipient(entry: Entry) -> Published:
    return {"id": entry.id, "label": entry["label"], "order": entry["order"], "holds": list(entry["holds"])}


def _plain(part: Mapping[str, Any] | None) -> Published | None:
    return dict(part) if part else None


def _rests_on(one: Suggestion, factors: Mapping[str, Trace]) -> Published:
    """How sure the surest factor behind it and the surest evidence are; `says` where either is not checked at all."""
    behind = _surest(factors[id_].numbers_sureness() for id_ in one.factors)
    evidence = _surest(effect["confidence"] for effect in one.intervention["evidence"])
    open_ = {"the factors behind it": behind, "its evidence": evidence}
    named = [name for name, sureness in open_.items() if rests_on(sureness)]
    says = f"{str(rests_on('unverified')).rstrip('.')}: {' and '.join(named)}." if named else None
    return {"factors": behind, "evidence": evidence, "says": says}


def _surest(levels: Iterable[str | None]) -> str | None:
    found = list(levels)
    if None in found:
        return None
    return next((level for level in found if all(weakest(level, other) == other for other in found)), None)


def _exercise(exercise: Exercise) -> Published:
    entry = exercise.entry
    told = ("label", "support", "steps", "harder", "stop")
    return {
        "id": exercise.id,
        **{key: dict(entry[key]) for key in told},
        "trains": entry["trains"],
        "needs": entry["needs"],
        "drawing": entry.get("drawing"),
        "alone": exercise.alone.value,
        "says": exercise.says,
        "missing": list(exercise.missing),
        "basis": entry["basis"],
        "source": list(entry["source"]),
        "confidence": entry["confidence"],
    }


def _reference(entry: Entry) -> Published:
    return {
        "id": entry.id,
        "label": entry["label"],
        "position": entry["position"],
        "grade": _plain(entry.get("grade")),
        "evidence": [dict(effect) for effect in entry["evidence"]],
        "cautions": [caution["says"] for caution in entry["cautions"]],
    }


@once_per_knowledge
def _cited(knowledge: Knowledge) -> Mapping[str, tuple[str, ...]]:
    """By intervention: every source its file names, each once, in order."""
    return {id_: tuple(dict.fromkeys(_source_ids(entry.data))) for id_, entry in knowledge.interventions.items()}


def _source_ids(data: Any) -> Iterator[str]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            if key == "source":
                yield from value
            else:
                yield from _source_ids(value)
    elif isinstance(data, Sequence) and not isinstance(data, str):
        for part in data:
            yield from _source_ids(part)


def _decision(decision: Case | None) -> Published | None:
    if decision is None:
        return None
    return {key: decision.get(key) for key in ("decision", "reason", "declined_by", "by", "at")}
