"""Small pieces the schema of the answer is built from."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
TEXT_OR_NONE: Schema = {"type": ["string", "null"]}
NUMBER: Schema = {"type": "number"}
NUMBER_OR_NONE: Schema = {"type": ["number", "null"]}
TEXTS: Schema = {"type": "array", "items": TEXT}
ANSWER: Schema = {"enum": ["yes", "no", "not_known"]}
CONFIDENCE: Schema = {"enum": ["verified", "secondary", "unverified"]}
CONFIDENCE_OR_NONE: Schema = {"enum": ["verified", "secondary", "unverified", None]}
TRACE: Schema = {"$ref": "#/$defs/trace"}
CITED: Schema = {"source": TEXTS, "confidence": CONFIDENCE}


def shape(properties: Schema, optional: Schema | None = None) -> Schema:
    """An object with all of these keys, perhaps the optional ones, and no others."""
    return {
        "type": "object",
        "properties": {**properties, **(optional or {})},
        "required": list(properties),
        "additionalProperties": False,
    }


def listed(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def by_id(item: Schema) -> Schema:
    return {"type": "object", "additionalProperties": item}


BOTH: Schema = shape({"en": TEXT, "es": TEXT})
EFFECT: Schema = shape(
    {"says": TEXT, **CITED},
    {"measure": TEXT, "value": NUMBER, "ci": listed(NUMBER), "population": TEXT, "direction": TEXT},
)
