"""What came back for a file of claims: the 999 on its syntax, the 277CA on each claim. What a code means stands in the knowledge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from surefoot.errors import Fault, Refused
from surefoot.interop.x12.v5010.envelope import at, segments_of
from surefoot.knowledge import Knowledge, load

_DO = "Send the file as the clearing house or payer returned it."
_NOT_KNOWN = "not known"
Meanings = Mapping[tuple[str, str], str]


def read_acknowledgements(text: str, knowledge: Knowledge | None = None) -> list[dict[str, Any]]:
    """Every answer of a file, in order; the packaged knowledge tells what a code means unless another is given.

    A 999 gives {"kind": "999", "group_control_number", "control_number", "result", "segments"}: the number of the file's group, that of
    the transaction in it, and each segment with its place and error codes; a 277CA
    {"kind": "277CA", "claim", "result", "statuses", "amount"}. A result is "accepted", "accepted, with errors", "received",
    "rejected" or "not known": a code the knowledge does not hold, or two that contradict each other. Raises Refused.
    """
    segments = list(segments_of(text, "SF-B031", _DO))
    guides = [part[2] for part in segments if part[0] == "ST" and len(part) > 2]
    meanings = meanings_of(knowledge or load())
    answers = [*_of_999(segments, meanings), *_of_277ca(segments, meanings)]
    if not guides or not answers:
        raise Refused([_fault("No 999 and no 277CA is in this file.")])
    return answers


def meanings_of(knowledge: Knowledge) -> Meanings:
    """What is known of each code at each place: `("STC01", "A2")` is "accepted"."""
    listed = (one for data in knowledge.files.values() if data["kind"] == "acknowledgements" for one in data["answers"])
    return {(one["place"], one["code"]): one["result"] for one in listed}


def _fault(says: str) -> Fault:
    return Fault("SF-B031", "the file", says, _DO)


def _of_999(segments: list[list[str]], meanings: Meanings) -> Iterator[dict[str, Any]]:
    found: dict[str, Any] = {}
    group: str | None = None
    for name, *elements in segments:
        if name == "AK1":
            group = at(elements, 1)
        elif name == "AK2":
            numbers = {"group_control_number": group, "control_number": at(elements, 1)}
            found = {"kind": "999", **numbers, "result": _NOT_KNOWN, "segments": []}
        elif name == "IK3" and found:
            codes = [at(elements, 3)] if at(elements, 3) else []
            found["segments"].append({"segment": at(elements, 0), "position": at(elements, 1), "codes": codes})
        elif name == "IK4" and found and found["segments"]:
            found["segments"][-1]["codes"].append(at(elements, 2))
        elif name == "IK5" and found:
            yield found | {"result": meanings.get(("IK501", at(elements, 0) or ""), _NOT_KNOWN)}
            found = {}
    if found:
        yield found


def _of_277ca(segments: list[list[str]], meanings: Meanings) -> Iterator[dict[str, Any]]:
    """The claim level begins at HL 22 or 23 and is named by its second TRN or by REF 1K and the like; statuses are STC."""
    if not any(name == "ST" and elements[:1] == ["277"] for name, *elements in segments):
        return
    found: dict[str, Any] | None = None
    for name, *elements in segments:
        if name == "HL":
            if found and found["statuses"]:
                yield _settled(found, meanings)
            patient = at(elements, 2) in ("22", "23", "PT")
            found = {"kind": "277CA", "claim": None, "statuses": [], "amount": None} if patient else None
        elif found is not None and name == "TRN" and at(elements, 0) == "2":
            found["claim"] = at(elements, 1)
        elif found is not None and name == "STC":
            found["statuses"].append((at(elements, 0) or "", at(elements, 2)))
            found["amount"] = at(elements, 3) or found["amount"]
    if found and found["statuses"]:
        yield _settled(found, meanings)


def _settled(found: dict[str, Any], meanings: Meanings) -> dict[str, Any]:
    results = {_result(status, action, meanings) for status, action in found["statuses"]}
    first = next((one for one in ("rejected", _NOT_KNOWN, "received") if one in results), "accepted")
    return {**found, "result": first, "statuses": [status for status, _ in found["statuses"]]}


def _result(status: str, action: str | None, meanings: Meanings) -> str:
    """By its category; not known where the action beside it says the opposite."""
    result = meanings.get(("STC01", status.split(":")[0]), _NOT_KNOWN)
    acted = meanings.get(("STC03", action or ""))
    contradicted = acted is not None and (acted == "rejected") is not (result == "rejected")
    return _NOT_KNOWN if contradicted else result
