"""A complete synthetic claim, and ways to change it."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

from surefoot import assess, load
from surefoot.interop.claims import Claim, claim_of

KNOWLEDGE = load()
WHOLE = json.loads((Path(__file__).parents[2] / "examples" / "claims" / "visit.json").read_text("utf-8"))
TODAY = date(2026, 11, 25)


def case_with(**paths: Any) -> dict[str, Any]:
    """The example's case with other values: `claim__payer__id="X"`; None takes a part away."""
    case = deepcopy(WHOLE)
    for path, value in paths.items():
        *way, last = path.split("__")
        place = case
        for step in way:
            place = place.setdefault(step, {})
        if value is None:
            place.pop(last, None)
        else:
            place[last] = value
    return case


def claim_from(case: dict[str, Any]) -> Claim:
    return claim_of(case, assess(case, KNOWLEDGE), KNOWLEDGE, today=TODAY)
