"""The part of the answer's schema on medicines."""

from __future__ import annotations

from surefoot.assessment.schema_parts import BOTH, CITED, EFFECT, TEXT, TEXT_OR_NONE, TEXTS, listed, shape

FLAG = {"type": "boolean"}

CLASS = shape(
    {
        "id": TEXT,
        "label": TEXT,
        "plain": BOTH,
        "fall_risk": {"enum": ["yes", "context"]},
        "listed_by": listed(shape({"list": TEXT, **CITED}, {"note": TEXT})),
        "effects": listed(EFFECT),
        "caution": TEXT_OR_NONE,
        **CITED,
    }
)

CANDIDATE = shape({"name": TEXT, "instead_of": TEXT, "ingredients": TEXTS, "classes": TEXTS})

MEDICINE = shape(
    {
        "written": TEXT,
        "evidence": TEXT,
        "recognised": FLAG,
        "not_taken": FLAG,
        "route": TEXT_OR_NONE,
        "ingredients": TEXTS,
        "classes": listed(CLASS),
        "unknown_words": TEXTS,
        "doubts": TEXTS,
        "candidates": listed(CANDIDATE),
        "confirmed": {"type": ["object", "null"]},
        "questions": TEXTS,
    }
)

PRESCRIBER_QUESTION = shape(
    {
        "id": TEXT,
        "about": TEXT,
        "medicines": TEXTS,
        "ask": TEXT,
        "patient": BOTH,
        "evidence": listed(EFFECT),
        "basis": {"enum": ["published", "proposal"]},
        **CITED,
    }
)
