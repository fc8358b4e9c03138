"""How sure the knowledge is: its cited statements counted by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from surefoot.knowledge.pack import Files
from surefoot.knowledge.parts import parts

SURENESS = ("verified", "secondary", "unverified")
OURS = "our own"  # of the unverified, those that no publication states: words, questions and rules of this project
_OUR_SOURCES = "surefoot-"

# Statements inside an entry that are counted under a name of their own, by the key they stand under.
_NAMED: Mapping[str, str] = MappingProxyType(
    {
        "accuracy": "accuracy",
        "effects": "effect",
        "evidence": "effect",
        "licence": "licence",
        "loinc": "code of a test",
        "protocol": "protocol",
        "reliability": "reliability",
    }
)


def sure_by_kind(files: Files) -> dict[str, Counter[str]]:
    """By kind of statement: how many are verified, secondary and unverified, and how many of these last are our own.

    Every cited statement is counted once.
    """
    found: dict[str, Counter[str]] = {}
    for part in parts(files):
        for kind, statement in _statements(part.own, part.kind):
            counts, sure = found.setdefault(kind, Counter()), statement["confidence"]
            counts[sure] += 1
            counts[OURS] += sure == "unverified" and _ours(statement)
    return dict(sorted(found.items()))


def _ours(statement: Mapping[str, Any]) -> bool:
    sources = statement.get("source") or ()
    return bool(sources) and all(str(source).startswith(_OUR_SOURCES) for source in sources)


def _statements(data: Any, kind: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(data, Mapping):
        if isinstance(data.get("confidence"), str):
            yield kind, data
        for key, value in data.items():
            yield from _statements(value, _NAMED.get(key, kind))
    elif isinstance(data, list | tuple):
        for part in data:
            yield from _statements(part, kind)
