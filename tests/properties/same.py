"""An assessment as far as order in the case may not touch it: places in lists are left out, and lists are sorted."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

_PLACE = re.compile(r"\[\d+\]")
_WORDS = re.compile(r"[^\s,;:.]+")  # a sentence that lists the tests of a visit lists them in the order of the case
# These quote the case, or name the first medicine or trial that decided: what they quote may be another one of several alike.
QUOTING = frozenset({"evidence", "grounds", "facts"})


def canonical(answer: Mapping[str, Any]) -> str:
    """The assessment as canonical JSON, without what only says where in the case something stands."""
    return json.dumps(_ordered(answer), sort_keys=True, ensure_ascii=False)


def _ordered(value: Any) -> Any:
    if isinstance(value, Mapping):
        quoting = QUOTING | ({"text"} if value.get("section") == "analysis" else set())
        return {key: _ordered(part) for key, part in value.items() if key not in quoting}
    if isinstance(value, list | tuple):
        return sorted((_ordered(part) for part in value), key=lambda part: json.dumps(part, sort_keys=True))
    return " ".join(sorted(_WORDS.findall(_PLACE.sub("[]", value)))) if isinstance(value, str) else value
