"""The medicines as they were read, and what to ask the prescriber about them. A question is drafted; nothing is stopped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from surefoot.engine import CaseReader
from surefoot.instruments import Medicine, candidates, counted, group_members, medicines, route_label
from surefoot.knowledge import Knowledge
from surefoot.knowledge.model import Entry
from surefoot.values import Tri

Case = Mapping[str, Any]
Data = dict[str, Any]
_AND = {"en": "and", "es": "y"}


def published_medicines(case: Case, reader: CaseReader) -> Data:
    """`medicines`, one for each entry (None while the list is not known), and `prescriber_questions`."""
    listed = medicines(case, reader.knowledge)
    if listed is None:
        return {"medicines": None, "prescriber_questions": []}
    asked = [
        (entry, about)
        for entry in reader.knowledge.medication_questions.values()
        if (about := _about(entry, listed, reader))
    ]
    return {
        "medicines": [_medicine(one, asked, reader.knowledge) for one in listed],
        "prescriber_questions": [_question(entry, about, reader.knowledge) for entry, about in asked],
    }


def _about(entry: Entry, listed: Sequence[Medicine], reader: CaseReader) -> list[Medicine]:
    """The medicines a question is about; none where its rule is not yes."""
    if "when" in entry.nodes and reader.read(entry.nodes["when"]).answer is not Tri.YES:
        return []
    taken = [medicine for medicine in listed if not medicine.not_taken]
    if entry.get("every"):
        return taken
    members = group_members(reader.knowledge)
    groups = frozenset(part for group in entry.get("groups", ()) for part in members[group])
    classes = set(entry.get("classes", ()))
    return [medicine for medicine in taken if classes.intersection(medicine.classes) or counted(medicine, groups)]


def _medicine(medicine: Medicine, asked: Sequence[tuple[Entry, list[Medicine]]], knowledge: Knowledge) -> Data:
    offered = () if medicine.recognised else candidates(medicine, knowledge)
    return {
        "written": medicine.written,
        "evidence": medicine.evidence,
        "recognised": medicine.recognised,
        "not_taken": medicine.not_taken,
        "route": route_label(medicine, knowledge),
        "ingredients": list(medicine.ingredients),
        "classes": [_class(knowledge.medication_classes[id_]) for id_ in medicine.classes],
        "unknown_words": list(medicine.unknown_words),
        "doubts": list(medicine.doubts),
        "candidates": [
            {
                "name": one.name,
                "instead_of": one.instead_of,
                "ingredients": list(one.ingredients),
                "classes": [knowledge.medication_classes[id_]["label"] for id_ in one.classes],
            }
            for one in offered
        ],
        "confirmed": dict(medicine.confirmed) if medicine.confirmed else None,
        "questions": [entry.id for entry, about in asked if medicine in about and not entry.get("every")],
    }


def _class(entry: Entry) -> Data:
    return {
        "id": entry.id,
        "label": entry["label"],
        "plain": dict(entry["plain"]),
        "fall_risk": entry["fall_risk"],
        "listed_by": [dict(one) for one in entry.get("listed_by", ())],
        "effects": [dict(effect) for effect in entry.get("effects", ())],
        "caution": entry.get("caution"),
        "source": list(entry["source"]),
        "confidence": entry["confidence"],
    }


def _question(entry: Entry, about: Sequence[Medicine], knowledge: Knowledge) -> Data:
    written = [_named(medicine) for medicine in about]
    return {
        "id": entry.id,
        "about": entry["about"],
        "medicines": written,
        "ask": _filled(entry["ask"], written, "en"),
        "patient": {language: _filled(text, written, language) for language, text in entry["patient"].items()},
        "evidence": _evidence(entry, about, knowledge),
        "basis": entry["basis"],
        "source": list(entry["source"]),
        "confidence": entry["confidence"],
    }


def _named(medicine: Medicine) -> str:
    """As written; with what it was confirmed to be, where that is a name."""
    confirmed = (medicine.confirmed or {}).get("name")
    return f"{medicine.written} ({confirmed})" if confirmed else medicine.written


def _evidence(entry: Entry, about: Sequence[Medicine], knowledge: Knowledge) -> list[Data]:
    """The question's own; else the first effect published for each class it is about."""
    if entry.get("evidence"):
        return [dict(effect) for effect in entry["evidence"]]
    classes = dict.fromkeys(id_ for medicine in about for id_ in medicine.classes if id_ in entry.get("classes", ()))
    return [dict(effects[0]) for id_ in classes if (effects := knowledge.medication_classes[id_].get("effects"))]


def _filled(text: str, written: Sequence[str], language: str) -> str:
    *most, last = written
    named = f"{', '.join(most)} {_AND[language]} {last}" if most else last
    return text.replace("{medicines}", named)
