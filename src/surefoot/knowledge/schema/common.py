"""Pieces that every kind of knowledge file shares."""

from __future__ import annotations

from typing import Any

from surefoot.units import UNITS

Schema = dict[str, Any]

ID_PATTERN = r"^[a-zA-Z0-9][A-Za-z0-9_]*(\.[A-Za-z0-9_]+)*$"
DAY_PATTERN = r"^\d{4}-\d{2}-\d{2}$"


def closed(required: Schema, optional: Schema | None = None) -> Schema:
    """An object with these keys and no others."""
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
        "additionalProperties": False,
    }


def list_of(item: Schema, least: int = 1) -> Schema:
    """A list of one kind of item."""
    return {"type": "array", "items": item, "minItems": least}


def one_of_words(*words: str) -> Schema:
    """One word of a closed list."""
    return {"enum": list(words)}


ID: Schema = {"type": "string", "pattern": ID_PATTERN}
DAY: Schema = {"type": "string", "pattern": DAY_PATTERN, "x-says": "a day written YYYY-MM-DD"}
LINE: Schema = {"type": "string", "minLength": 1}
LINES: Schema = list_of(LINE)
NUMBER: Schema = {"type": "number"}
WHOLE: Schema = {"type": "integer", "minimum": 0}
FLAG: Schema = {"type": "boolean"}
BOTH_LANGUAGES: Schema = closed({"en": LINE, "es": LINE})
CONFIDENCE: Schema = one_of_words("verified", "secondary", "unverified")
SOURCE_IDS: Schema = list_of({"type": "string", "pattern": r"^[a-z0-9][a-z0-9.-]*$"})
UNIT: Schema = one_of_words(*UNITS)
PAIR: Schema = {"type": "array", "items": NUMBER, "minItems": 2, "maxItems": 2}
EXPRESSION: Schema = {"x-kind": "expression"}
CITED: Schema = {"source": SOURCE_IDS, "confidence": CONFIDENCE}

LICENCE: Schema = closed({"status": one_of_words("free", "score_only"), "says": LINE, **CITED})

DATED_NUMBER: Schema = closed({"from": DAY, "value": NUMBER, **CITED}, {"note": LINE})

VALUE: Schema = closed(
    {"id": ID, "label": LINE, "unit": UNIT, "values": list_of(DATED_NUMBER)},
    {
        "name": LINE,  # how a sentence names the limit: "CDC STEADI"
        "worse": one_of_words("higher", "lower"),
        "meaning": LINE,
        "population": LINE,
        "accuracy": list_of(closed({"says": LINE, **CITED})),
        "not_used": LINE,  # why no rule reads it: kept because a reader will look for it
        "scores": list_of(ID),  # the scores of a test that it was made for
        "note": LINE,
    },
)

# A measurement error says whom it fits: by a rule, by the first score, by the one score it belongs to. Without `applies` nobody knows.
ERROR: Schema = {
    **VALUE,
    "properties": {**VALUE["properties"], "applies": EXPRESSION, "first_score": PAIR, "score": ID},
}

WHOLE_YEARS: Schema = {"type": "array", "items": WHOLE, "minItems": 2, "maxItems": 2}
BAND_ROW: Schema = closed({"age": WHOLE_YEARS}, {"all": NUMBER, "female": NUMBER, "male": NUMBER})
TABLE: Schema = closed(
    {
        "id": ID,
        "label": LINE,
        "unit": UNIT,
        "values": list_of(closed({"from": DAY, "rows": list_of(BAND_ROW), **CITED}, {"note": LINE})),
    },
    {"name": LINE, "worse": one_of_words("higher", "lower"), "meaning": LINE, "population": LINE, "note": LINE},
)

EFFECT: Schema = closed(
    {"says": LINE, **CITED},
    {
        "measure": one_of_words("OR", "RR", "IRR", "RaR", "HR", "SHR", "RH", "percent", "other"),
        "value": NUMBER,
        "ci": PAIR,
        "population": LINE,
        "direction": one_of_words("for", "against", "none", "mixed"),
        "of": list_of(
            ID, 0
        ),  # what it speaks of: findings, items or medicine classes; empty where nothing here asks for it
        "direction_only": FLAG,  # the interval is so wide that the number is not said
    },
)
