"""What came back for a file of claims: the 999 on its syntax, the 277CA on each claim. Code numbers alone; no list's text is kept here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from surefoot.errors import Fault, Refused

_ISA_LENGTH = 106
_SYNTAX = {"A": "accepted", "E": "accepted, with errors", "P": "accepted in part", "R": "rejected"}
_REFUSED_CATEGORIES = ("A3", "A4", "A6", "A7", "A8")
_TAKEN_CATEGORIES = ("A1", "A2", "A5")


def read_acknowledgements(text: str) -> list[dict[str, Any]]:
    """Every answer of a file, in order.

    A 999 gives {"kind": "999", "control_number", "result", "segments"}, each segment with its place and error codes; a 277CA
    {"kind": "277CA", "claim", "result", "statuses", "amount"}. A result that is not known says so. Raises Refused.
    """
    segments = list(_segments(text))
    guides = [part[2] for part in segments if part[0] == "ST" and len(part) > 2]
    answers = [*_of_999(segments), *_of_277ca(segments)]
    if not guides or not answers:
        raise Refused([_fault("No 999 and no 277CA is in this file.")])
    return answers


def _fault(says: str) -> Fault:
    return Fault("SF-B031", "the file", says, "Send the file as the clearing house or payer returned it.")


def _segments(text: str) -> Iterator[list[str]]:
    """Segments as lists of elements. ISA alone says which signs part them."""
    text = text.lstrip("\ufeff \r\n\t")
    if not text.startswith("ISA") or len(text) < _ISA_LENGTH:
        raise Refused([_fault("The file does not begin with an ISA segment.")])
    element, end = text[len("ISA")], text[_ISA_LENGTH - 1]
    if element.isalnum() or end.isalnum() or element == end:
        raise Refused([_fault("The ISA segment does not say how the file is parted.")])
    for segment in text.split(end):
        if segment.strip():
            yield segment.strip("\r\n ").split(element)


def _of_999(segments: list[list[str]]) -> Iterator[dict[str, Any]]:
    found: dict[str, Any] = {}
    for name, *elements in segments:
        if name == "AK2":
            found = {"kind": "999", "control_number": _at(elements, 1), "result": "not known", "segments": []}
        elif name == "IK3" and found:
            codes = [_at(elements, 3)] if _at(elements, 3) else []
            found["segments"].append({"segment": _at(elements, 0), "position": _at(elements, 1), "codes": codes})
        elif name == "IK4" and found and found["segments"]:
            found["segments"][-1]["codes"].append(_at(elements, 2))
        elif name == "IK5" and found:
            yield found | {"result": _SYNTAX.get(_at(elements, 0) or "", "not known")}
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
            patient = _at(elements, 2) in ("22", "23", "PT")
            found = {"kind": "277CA", "claim": None, "statuses": [], "amount": None} if patient else None
        elif found is not None and name == "TRN" and _at(elements, 0) == "2":
            found["claim"] = _at(elements, 1)
        elif found is not None and name == "STC":
            found["statuses"].append((_at(elements, 0) or "").split(":"))
            found["amount"] = _at(elements, 3) or found["amount"]
    if found and found["statuses"]:
        yield _settled(found)


def _settled(found: dict[str, Any]) -> dict[str, Any]:
    categories = {status[0] for status in found["statuses"]}
    refused, taken = categories & set(_REFUSED_CATEGORIES), categories & set(_TAKEN_CATEGORIES)
    result = "rejected" if refused else "accepted" if taken and categories <= set(_TAKEN_CATEGORIES) else "not known"
    return {**found, "result": result, "statuses": [":".join(status) for status in found["statuses"]]}


def _at(elements: list[str], place: int) -> str | None:
    return elements[place] or None if place < len(elements) else None
