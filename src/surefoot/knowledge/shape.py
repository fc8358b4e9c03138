"""Say in plain words where data breaks a closed JSON Schema, all violations at once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from math import isfinite
from typing import Any

import jsonschema_rs
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

Path = tuple[str | int, ...]

_TYPES = {
    "object": "a mapping",
    "array": "a list",
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "null": "null",
}


@dataclass(frozen=True, slots=True)
class Violation:
    """One place that breaks the schema. `rule` is the schema keyword that was broken."""

    rule: str
    path: Path
    says: str
    do: str


class Shape:
    """A closed schema with its two readers: a compiled one that says yes or no, and one that tells every fault of what is not right."""

    def __init__(self, schema: dict[str, Any], telling: Callable[[Any], Any] = Draft202012Validator) -> None:
        self.telling = telling(schema)
        self._compiled = jsonschema_rs.Draft202012Validator(schema)

    def holds(self, data: Any) -> bool:
        """Whether the compiled reader found nothing wrong. It is not asked of what JSON cannot hold: there the two might differ."""
        try:
            return _is_json(data) and self._compiled.is_valid(data)
        except ValueError:  # half a character, or nested too deep for it
            return False


def _is_json(data: Any) -> bool:
    kind = type(data)
    if kind is dict:
        return all(type(key) is str and _is_json(value) for key, value in data.items())
    if kind is list:
        return all(map(_is_json, data))
    return kind in (str, int, bool, type(None)) or (kind is float and isfinite(data))


def violations(data: Any, shape: Shape) -> list[Violation]:
    """Every violation, in the order of the data."""
    if shape.holds(data):
        return []
    found = [violation for error in shape.telling.iter_errors(data) for violation in _explain(error)]
    return sorted(
        found, key=lambda violation: [str(part).zfill(6) if isinstance(part, int) else part for part in violation.path]
    )


def _explain(error: Any) -> Iterator[Violation]:
    path: Path = tuple(error.absolute_path)
    keyword = str(error.validator)
    if keyword == "additionalProperties":
        yield from _unknown_keys(error, path)
    elif keyword == "required":
        yield from _missing_keys(error, path)
    elif keyword in ("anyOf", "oneOf"):
        yield from _alternatives(error, path, keyword)
    else:
        says, do = _simple(error, keyword)
        yield Violation(keyword, path, says, do)


def _unknown_keys(error: Any, path: Path) -> Iterator[Violation]:
    known = error.schema.get("properties", {})
    patterns = error.schema.get("patternProperties", {})
    for key in error.instance:
        if key in known or any(re.search(pattern, key) for pattern in patterns):
            continue
        near = get_close_matches(key, known, n=1, cutoff=0.5)
        do = f'Nearest known key: "{near[0]}".' if near else f"Known keys: {', '.join(sorted(known)) or 'none'}."
        yield Violation("additionalProperties", (*path, key), f'The key "{key}" is not known here.', do)


def _missing_keys(error: Any, path: Path) -> Iterator[Violation]:
    for key in error.validator_value:
        if key not in error.instance and f"'{key}' is a required" in error.message:
            yield Violation("required", path, f'The key "{key}" is missing.', f'Add "{key}".')


def _alternatives(error: Any, path: Path, keyword: str) -> Iterator[Violation]:
    says = error.schema.get("x-says")
    if says:
        yield Violation(keyword, path, f"{shown(error.instance)} does not fit: expected {says}.", f"Write {says}.")
        return
    best = best_match(error.context or [])
    if best is None:
        yield Violation(keyword, path, f"{shown(error.instance)} does not fit here.", "See the schema.")
    else:
        yield from _explain(best)


def _simple(error: Any, keyword: str) -> tuple[str, str]:
    value, limit, says = shown(error.instance), error.validator_value, error.schema.get("x-says")
    unit = f" {error.schema['x-unit']}" if error.schema.get("x-unit") else ""
    if says:
        return f"{value} does not fit: expected {says}.", f"Write {says}."
    if keyword == "type":
        kinds = [name for name in ([limit] if isinstance(limit, str) else limit) if name != "null"]
        wanted = " or ".join(_TYPES[name] for name in kinds)
        return f"{value} is not {wanted}.", f"Write {wanted}{_bare(error.instance, limit)}."
    if keyword in ("enum", "const"):
        words = ", ".join("null" if word is None else str(word) for word in (limit if keyword == "enum" else [limit]))
        return f"{value} is not one of the words known here.", f"Use one of: {words}."
    if keyword == "maximum":
        return (
            f"{value}{unit} is more than the {limit}{unit} accepted here.",
            "Check the decimal point and the unit; leave the value out if it was not measured.",
        )
    if keyword in ("minimum", "exclusiveMinimum"):
        return (
            f"{value}{unit} is less than the {limit}{unit} accepted here.",
            "Check the decimal point and the unit; leave the value out if it was not measured.",
        )
    if keyword == "minItems":
        return "The list is too short.", f"Give at least {limit}."
    if keyword == "minLength":
        return "The text is empty.", "Write it, or leave the key out."
    return f"{value} does not fit ({keyword}: {limit}).", "See the schema."


def _bare(value: Any, wanted: Any) -> str:
    numeric = wanted in ("number", "integer") or (isinstance(wanted, list) and {"number", "integer"} & set(wanted))
    return ", without quotes or unit: the unit stands in the key" if isinstance(value, str) and numeric else ""


def shown(value: Any) -> str:
    """A value short enough to print in a message."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{text[:57]}..."
