"""Every source an answer names, in full, so that the answer stands alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from surefoot.knowledge import Knowledge


def cited_sources(answer: Any, knowledge: Knowledge) -> dict[str, Any]:
    """The citations of every source id that the answer names."""
    named = set(_named(answer))
    return {id_: source.as_json() for id_, source in sorted(knowledge.sources.items()) if id_ in named}


def _named(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():
            if key in ("source", "sources", "strict_source"):
                yield from [part] if isinstance(part, str) else (one for one in part or () if isinstance(one, str))
            else:
                yield from _named(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _named(part)
