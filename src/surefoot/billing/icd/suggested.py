"""Codes that what was found suggests: specific before fallback, never by what is paid. A person decides whether one is a diagnosis."""

from __future__ import annotations

from typing import Any

from surefoot.billing.found import Case
from surefoot.engine import CaseReader
from surefoot.knowledge.expression import parse
from surefoot.values import Tri

_ORDER = ("specific", "history", "fallback")


def suggested_diagnoses(case: Case, reader: CaseReader) -> list[dict[str, Any]]:
    """Each suggestion whose rule is yes and whose code the visit does not have: {code, says, kind, because, source, confidence}.

    A fallback is offered only where nothing specific of its group is offered or recorded.
    """
    have = set(case["visit"].get("diagnoses") or ())
    offered: list[dict[str, Any]] = []
    covered: set[str] = set()
    listed = [
        one for data in reader.knowledge.files.values() if data["kind"] == "diagnoses" for one in data["suggestions"]
    ]
    for one in sorted(listed, key=lambda one: _ORDER.index(one["kind"])):
        group = one.get("group", one["code"])
        if one["code"] in have:
            covered.add(group)
            continue
        if one["kind"] == "fallback" and group in covered:
            continue
        trace = reader.read(parse(one["when"]))
        if trace.answer is Tri.YES:
            covered.add(group)
            offered.append(
                {
                    "code": one["code"],
                    "says": one["says"],
                    "kind": one["kind"],
                    "because": trace.as_json(),
                    "source": one["source"][0],
                    "sources": list(one["source"]),
                    "confidence": one["confidence"],
                }
            )
    return offered
