"""Small pieces the shape of a case is built from."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]


END = r"(?![\s\S])"  # the very end: `$` would let a line break follow


def closed(properties: Schema, required: tuple[str, ...] = ()) -> Schema:
    """An object with these keys and no others. What is not required may be left out or null: both are not known."""
    parts = {key: part if key in required else or_null(part) for key, part in properties.items()}
    shape: Schema = {"type": "object", "properties": parts, "additionalProperties": False}
    return shape | ({"required": list(required)} if required else {})


def or_null(part: Schema) -> Schema:
    """The same shape, or null."""
    if "enum" in part:
        return part if None in part["enum"] else {**part, "enum": [*part["enum"], None]}
    kinds = part.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else list(kinds)
    return part if not kinds or "null" in kinds else {**part, "type": [*kinds, "null"]}


def words(*allowed: str) -> Schema:
    """One word of a closed list."""
    return {"enum": list(allowed)}


TEXT: Schema = {"type": "string", "maxLength": 20000}
DAY: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}" + END, "x-says": "a day as YYYY-MM-DD"}
MOMENT: Schema = {
    "type": "string",
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})" + END,
    "x-says": "a moment with its offset, as 2026-11-20T09:00:00-05:00",
}
MONEY: Schema = {
    "type": "string",
    "pattern": "^[0-9]+\\.[0-9]{2}" + END,
    "x-says": 'money as text with two decimals, as "36.50"',
}
CODE_PATTERN = "^[0-9A-Z]{5}" + END
CODE: Schema = {"type": "string", "pattern": CODE_PATTERN, "x-says": "a procedure code of five characters"}
NPI: Schema = {"type": "string", "pattern": "^[0-9]{10}" + END, "x-says": "an NPI of ten digits"}
MINUTES: Schema = {"type": "number", "minimum": 0, "maximum": 1440, "x-unit": "min"}
