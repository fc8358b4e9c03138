"""Several visits of one patient on one day: their time is read together, summed over the day and cut once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from surefoot.billing.attested import attested
from surefoot.billing.found import Case, text
from surefoot.billing.moments import moment
from surefoot.billing.performed import Performed, tests_of
from surefoot.billing.reading import Reading
from surefoot.billing.spans import Span, spans_of
from surefoot.knowledge import Knowledge
from surefoot.values import Tri

REPORT = ("interpretation", "analysis", "plan_of_care_impact")
Numbered = tuple[int, Mapping[str, Any]]


def spans_of_day(
    case: Case, knowledge: Knowledge, tests: tuple[Performed, ...] | None, reading: Reading
) -> tuple[Span, ...] | None:
    """The spans of this visit, each read beside all spans of the day, so that none lies over another unseen."""
    if case.get("ledger") is None:
        return None
    beside = [span for _, visit in _numbered(case) for span in visit.get("ledger") or ()]
    read = spans_of({**case, "ledger": [*case["ledger"], *beside]}, knowledge, tests, reading) or ()
    return read[: len(case["ledger"])]


def visits_together(case: Case, discipline: str | None) -> Sequence[Numbered]:
    """The day's other visits that belong on this visit's line: all but those known to be of another discipline, or without any testing."""
    return [
        (index, visit)
        for index, visit in _numbered(case)
        if not (visit.get("discipline") and discipline and visit["discipline"] != discipline)
        and not _nothing_tested(visit)
    ]


def _nothing_tested(visit: Mapping[str, Any]) -> bool:
    """Does it say that it has no test and no time? What is left out says nothing."""
    return visit.get("ledger") == [] and visit.get("tests") == []


def other_spans(case: Case, knowledge: Knowledge, reading: Reading, visits: Iterable[Numbered]) -> tuple[Span, ...]:
    """The spans of these visits. Time whose own report is not whole and signed may or may not count."""
    found: list[Span] = []
    for index, visit in visits:
        spans = _spans(case, knowledge, reading, index, visit)
        told = _documented(case, knowledge, visit, spans)
        found += [_under(span, f"same_day[{index}].{span.path}", told) for span in spans]
    return tuple(found)


def _numbered(case: Case) -> Sequence[Numbered]:
    return list(enumerate(case.get("same_day") or ()))


def _spans(
    case: Case, knowledge: Knowledge, reading: Reading, index: int, visit: Mapping[str, Any]
) -> tuple[Span, ...]:
    own = visit.get("ledger") or [{}]  # a visit that says nothing of its time: one stretch of which nothing is known
    beside = [*(case.get("ledger") or ())]
    beside += [span for number, other in _numbered(case) if number != index for span in other.get("ledger") or ()]
    setting = {"setting": visit["setting"]} if visit.get("setting") else {}
    told = {"tests": visit.get("tests"), "ledger": [*own, *beside], "visit": {**case["visit"], **setting}}
    read = {**case, **told}
    return (spans_of(read, knowledge, tests_of(read, knowledge), reading) or ())[: len(own)]


def _documented(case: Case, knowledge: Knowledge, visit: Mapping[str, Any], spans: Iterable[Span]) -> Tri:
    """A whole report, signed by a skilled provider after the last of the time that may count."""
    report = visit.get("report") or {}
    signature = report.get("signed") or {}
    at = moment(signature.get("at"))
    ends = [span.ended for span in spans if span.counts is not Tri.NO and span.ended is not None]
    whole = all(text(report.get(part)) for part in REPORT) and attested(case, signature, knowledge)
    late = at is not None and all(end <= at for end in ends)
    return Tri.YES if whole and late else Tri.NOT_KNOWN


def _under(span: Span, path: str, told: Tri) -> Span:
    conditions = {**span.conditions, "documented": told}
    counts, strict = span.counts & told, span.strict & told
    return replace(span, path=path, conditions=conditions, counts=counts, strict=strict)
