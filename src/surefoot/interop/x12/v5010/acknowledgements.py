"""What came back for a file of claims: the 999 on its syntax, the 277CA on each claim. Code numbers alone; no list's text is kept here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from surefoot.errors import Fault, Refused
from surefoot.interop.x12.v5010.envelope import at, segments_of

_DO = "Send the file as the clearing house or payer returned it."
_SYNTAX = {"A": "accepted", "E": "accepted, with errors", "P": "accepted in part", "R": "rejected"}
_REFUSED_CATEGORIES = ("A3", "A4", "A6", "A7", "A8")
_TAKEN_CATEGORIES = ("A1", "A2", "A5")


def read_acknowledgements(text: str) -> list[dict[str, Any]]:
    """Every answer of a file, in order.

    A 999 gives {"kind": "999", "group_control_number", "control_number", "result", "segments"}: the number of the file's group, that of
    the transaction in it, and each segment with its place and error codes; a 277CA
    {"kind": "277CA", "claim", "result", "statuses", "amount"}. A result that is not known says so. Raises Refused.
    """
    segments = list(segments_of(text, "SF-B031", _DO))
    guides = [part[2] for part in segments if part[0] == "ST" and len(part) > 2]
    answers = [*_of_999(segments), *_of_277ca(segments)]
    if not guides or not answers:
        raise Refused([_fault("No 999 and no 277CA is in this file.")])
    return answers


def _fault(says: str) -> Fault:
    return Fault("SF-B031", "the file", says, _DO)


def _of_999(segments: list[list[str]]) -> Iterator[dict[str, Any]]:
    found: dict[str, Any] = {}
    group: str | None = None
    for name, *elements in segments:
        if name == "AK1":
            group = at(elements, 1)
        elif name == "AK2":
            numbers = {"group_control_number": group, "control_number": at(elements, 1)}
            found = {"kind": "999", **numbers, "result": "not known", "segments": []}
        elif name == "IK3" and found:
            codes = [at(elements, 3)] if at(elements, 3) else []
            found["segments"].append({"segment": at(elements, 0), "position": at(elements, 1), "codes": codes})
        elif name == "IK4" and found and found["segments"]:
            found["segments"][-1]["codes"].append(at(elements, 2))
        elif name == "IK5" and found:
            yield found | {"result": _SYNTAX.get(at(elements, 0) or "", "not known")}
            found = {}
    if found:
        yield found


def _of_277ca(segments: list[list[str]]) -> Iterator[dict[str, Any]]:
    """The claim level begins at HL 22 or 23 and is named by its second TRN or by REF 1K and the like; statuses are STC."""
    if not any(name == "ST" and elements[:1] == ["277"] for name, *elements in segments):
        return
    found: dict[str, Any] | None = None
    for name, *elements in segments:
        if name == "HL":
            if found and found["statuses"]:
                yield _settled(found)
            patient = at(elements, 2) in ("22", "23", "PT")
            found = {"kind": "277CA", "claim": None, "statuses": [], "amount": None} if patient else None
        elif found is not None and name == "TRN" and at(elements, 0) == "2":
            found["claim"] = at(elements, 1)
        elif found is not None and name == "STC":
            found["statuses"].append((at(elements, 0) or "").split(":"))
            found["amount"] = at(elements, 3) or found["amount"]
    if found and found["statuses"]:
        yield _settled(found)


def _settled(found: dict[str, Any]) -> dict[str, Any]:
    categories = {status[0] for status in found["statuses"]}
    refused, taken = categories & set(_REFUSED_CATEGORIES), categories & set(_TAKEN_CATEGORIES)
    result = "rejected" if refused else "accepted" if taken and categories <= set(_TAKEN_CATEGORIES) else "not known"
    return {**found, "result": result, "statuses": [":".join(status) for status in found["statuses"]]}
