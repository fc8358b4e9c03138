"""What the form of the next trial starts with, so that nobody types twice what has not changed. All of it in sight, all of it open to change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from surefoot.knowledge.model import Data, Entry

from .models import Trial, TrialKind

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


def _next_choice(spec: Data, done: Sequence[dict[str, Any]]) -> dict[str, Any]:
    seen = {fields.get(spec["id"]) for fields in done}
    left = [choice["id"] for choice in spec["choices"] if choice["id"] not in seen]
    return {spec["id"]: left[0]} if left else {}
