"""What the record shows for a quality report: lines of our own, each yes, no or not known. No measure, no rate, no score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from surefoot.billing.evidenced import evidenced
from surefoot.billing.found import Found
from surefoot.engine import CaseReader
from surefoot.knowledge.expression import parse
from surefoot.knowledge.model import Cited, Data
from surefoot.values import Tri


def record_shows(reader: CaseReader, found: Mapping[str, Found]) -> list[dict[str, Any]]:
    """Every line of the knowledge with its answer and the places of the case that show it; `found` are the coding facts."""
    return [_line(reader, found, line) for line in _lines(reader)]


def _lines(reader: CaseReader) -> Iterator[Data]:
    for data in reader.knowledge.files.values():
        yield from data["shows"] if data["kind"] == "quality" else ()


def _line(reader: CaseReader, found: Mapping[str, Found], line: Data) -> dict[str, Any]:
    trace = evidenced(reader.read(parse(line["when"])), found, Cited.of(line))
    known = trace.answer is not Tri.NOT_KNOWN
    places = (place for step in trace.walk() if step.answer is not Tri.NOT_KNOWN for place in step.evidence)
    return {
        "id": line["id"],
        "says": line["says"],
        "answer": trace.answer.value,
        "evidence": list(dict.fromkeys(places)) if known else [],
        "note": line.get("note"),
        "sources": list(line["source"]),
        "confidence": line["confidence"],
    }
