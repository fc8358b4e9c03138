"""The length of a course as the protocol of its test gives it: no length stands in a drawing of its own."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

import surefoot.knowledge

_TESTS = Path(surefoot.knowledge.__file__).parent / "data" / "instruments" / "tests"
_LENGTH = re.compile(r"\d+(?:\.\d+)? m(?: \(\d+ ft\))?(?![\w])")


@cache
def length_of(test: str) -> str:
    """Such as `3 m (10 ft)`: from the condition `course_m`, else the first length that the set-up names."""
    data = yaml.safe_load((_TESTS / f"{test}.yaml").read_text("utf-8"))
    says = [entry["says"] for entry in data.get("conditions", []) if entry["id"] == "course_m"]
    for text in [*says, *data["protocol"]["setup"]]:
        if found := _LENGTH.search(text):
            return found[0]
    raise LookupError(f"the protocol of {test} names no length")
