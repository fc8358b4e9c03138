"""The suggestions in the JSON Schema of `surefoot-assessment/1`."""

from __future__ import annotations

from surefoot.assessment.schema_parts import (
    ANSWER,
    BOTH,
    CITED,
    CONFIDENCE_OR_NONE,
    NUMBER,
    TEXT,
    TEXT_OR_NONE,
    TEXTS,
    Schema,
    listed,
    shape,
)

SAID = shape({"says": TEXT, **CITED}, {"note": TEXT})
EFFECT = shape(
    {"says": TEXT, **CITED},
    {
        "measure": TEXT,
        "value": NUMBER,
        "ci": listed(NUMBER),
        "population": TEXT,
        "direction": TEXT,
        "of": TEXTS,
        "direction_only": {"type": "boolean"},
        "applies": ANSWER,
    },
)

_NONE: Schema = {"type": "null"}
_GRADE = shape({"scheme": TEXT, "value": TEXT, **CITED}, {"applies": TEXT})
_DECISION = shape(
    {
        "decision": {"enum": ["accepted", "changed", "declined"]},
        "reason": TEXT_OR_NONE,
        "declined_by": TEXT_OR_NONE,
        "by": TEXT_OR_NONE,
        "at": TEXT_OR_NONE,
    }
)
_EXERCISE = shape(
    {
        "id": TEXT,
        "label": BOTH,
        "support": BOTH,
        "steps": shape({"en": TEXTS, "es": TEXTS}),
        "harder": BOTH,
        "stop": BOTH,
        "trains": TEXT,
        "needs": TEXT,
        "drawing": TEXT_OR_NONE,
        "alone": ANSWER,  # no and not_known both mean: with a therapist only
        "says": TEXT,
        "missing": TEXTS,
        "basis": TEXT,
        **CITED,
    }
)
_REFERENCE = shape(
    {
        "id": TEXT,
        "label": TEXT,
        "position": TEXT,
        "grade": {"anyOf": [_NONE, _GRADE]},
        "evidence": listed(EFFECT),
        "cautions": TEXTS,
    }
)
_RECIPIENT = shape({"id": TEXT, "label": TEXT, "order": {"type": "integer"}, "holds": TEXTS})
_OFFERED: Schema = {
    "id": TEXT,
    "label": TEXT,
    "what": TEXT,
    "kind": TEXT_OR_NONE,
    "factors": TEXTS,
    "order": {"type": "integer"},
    "first": {"type": ["boolean", "null"]},  # among those to act on first; null where the knowledge sets no number
    "order_says": TEXT_OR_NONE,
    "expects": {"anyOf": [_NONE, shape({"benefit": TEXT, "certainty": TEXT, **CITED})]},
    "grade": {"anyOf": [_NONE, _GRADE]},
    "other_grades": listed(_GRADE),
    "evidence": listed(EFFECT),
    "rests_on": shape({"factors": CONFIDENCE_OR_NONE, "evidence": CONFIDENCE_OR_NONE, "says": TEXT_OR_NONE}),
    "dose": {"anyOf": [_NONE, SAID]},
    "by_whom": SAID,
    "cautions": TEXTS,
    "position": TEXT_OR_NONE,
    "open_question": TEXT_OR_NONE,
    "referral": TEXT,
    "reassess_days": {"type": ["integer", "null"]},
    "reassess": {"anyOf": [_NONE, shape({"days": {"type": "integer"}, **CITED})]},
    "patient_text": BOTH,
    "exercises": listed(_EXERCISE),
    "beside": listed(_REFERENCE),  # kept for reference, never suggested
    "sources": TEXTS,
}
_SINCE: Schema = {"letter": listed(_RECIPIENT)}  # not in an assessment that was stored before there were letters
SUGGESTION = shape(
    {**_OFFERED, "covers": listed(shape(_OFFERED, _SINCE)), "decision": {"anyOf": [_NONE, _DECISION]}}, _SINCE
)
