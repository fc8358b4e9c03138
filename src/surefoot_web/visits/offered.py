"""What the form of the next trial starts with, so that nobody types twice what has not changed. All of it in sight, all of it open to change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from surefoot.knowledge.model import Data, Entry

from .models import Trial, TrialKind
from .trial_scores import lacking

GOES_ON = ("aid", "side", "distance_m", "course_m", "chair_height_cm", "floor")


def offered_next(test: Entry, rows: Sequence[Trial]) -> dict[str, Any]:
    """Aid, side and course of the trial before; of what is done in order (stages, conditions, parts) the first not yet done.

    `rows` are the entries of the test that stand. Nothing measured is ever offered.
    """
    done = [row.fields for row in rows if row.kind == TrialKind.MEASURED]
    last = done[-1] if done else {}
    offered = {name: last[name] for name in GOES_ON if name in last}
    for spec in test["fields"]:
        if spec.get("in_order"):
            offered |= _next_choice(spec, done)
    return offered


def first_value(test: Entry, given: Mapping[str, Any]) -> str:
    """The field that a measured run still needs before it can be recorded; empty where it needs none, or no single one."""
    missing = [spec["id"] for spec in test["fields"] if spec.get("required") and given.get(spec["id"]) is None]
    if missing:
        return str(missing[0])
    lacks = lacking(test, {name: _as_number(value) for name, value in given.items()})
    return lacks[0] or "" if lacks else ""


def _as_number(value: Any) -> Any:
    """A number that stands in the form as text."""
    return float(value) if isinstance(value, str) and value.replace(".", "", 1).isdecimal() else value


def _next_choice(spec: Data, done: Sequence[dict[str, Any]]) -> dict[str, Any]:
    seen = {fields.get(spec["id"]) for fields in done}
    left = [choice["id"] for choice in spec["choices"] if choice["id"] not in seen]
    return {spec["id"]: left[0]} if left else {}
