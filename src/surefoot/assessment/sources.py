"""Every source an answer names, in full, so that the answer stands alone."""

from __future__ import annotations

from typing import Any

from surefoot.knowledge import Knowledge

_NAMING = frozenset({"source", "sources", "strict_source"})
_HOLDS = (
    dict,
    list,
    tuple,
)  # one tuple: a union is made anew each time it is read, and an answer has thousands of parts


def cited_sources(answer: Any, knowledge: Knowledge) -> dict[str, Any]:
    """The citations of every source id that the answer names."""
    named: set[str] = set()
    _collect(answer, named)
    return {id_: source.as_json() for id_, source in sorted(knowledge.sources.items()) if id_ in named}


def _collect(value: Any, named: set[str]) -> None:
    """Add every source id that stands in a part of the answer. Most of an answer is text: it is passed over at once."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key in _NAMING:
                named.update([part] if isinstance(part, str) else [one for one in part or () if isinstance(one, str)])
            elif isinstance(part, _HOLDS):
                _collect(part, named)
    else:
        for part in value:
            if isinstance(part, _HOLDS):
                _collect(part, named)
