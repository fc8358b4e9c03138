"""Whether the signature on record counts: the coding decision's own answer, read from the trace of its requirements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Data = Mapping[str, Any]

_FACT = "report.signed"
_NOT_CHECKED = "the signature on record was not checked"
_NOT_VALID = "the signature on record is not one of a listed, qualified provider who answers for this visit, given after the tests"


def fault(case: Data, assessment: Data) -> str | None:
    """Why the signature that stands in `case` does not count; None where it counts or where there is none.

    The answer is that of the fact `report.signed` in the assessment, so that a note and a coding decision never disagree. An
    assessment that does not hold it has checked no signature.
    """
    if not (case.get("report") or {}).get("signed"):
        return None
    step = next(_steps(assessment), None)
    if step is None:
        return _NOT_CHECKED
    if step["answer"] == "yes":
        return None
    return _why(step) if step["answer"] == "not_known" else _NOT_VALID


def _why(step: Data) -> str:
    """The step's own words, without the name of the fact before them."""
    return str(step.get("says") or _NOT_VALID).removeprefix(f"{step.get('label')}: ")


def _steps(assessment: Data) -> Iterator[Data]:
    selection = (assessment.get("billing") or {}).get("code_selection") or {}
    for requirement in selection.get("requirements", ()):
        yield from _below(requirement.get("trace") or {})


def _below(node: Data) -> Iterator[Data]:
    if node.get("id") == _FACT:
        yield node
    for child in node.get("because") or ():
        yield from _below(child)
