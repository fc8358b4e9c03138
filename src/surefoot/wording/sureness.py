"""The words that stand beside whatever was not yet checked against a source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_ONE_IS_ENOUGH = {("any_of", "yes"), ("riskier_of", "yes"), ("all_of", "no")}


def unsure(confidence: str | None) -> str:
    """Behind a number: that it is unverified; nothing where it was checked.

    >>> unsure("unverified"), unsure("secondary"), unsure(None)
    (' (unverified)', '', '')
    """
    return " (unverified)" if confidence == "unverified" else ""


def named_limit(name: str, confidence: str | None) -> str:
    """A limit by its name, and that its number is unverified.

    >>> named_limit("CDC STEADI", "verified"), named_limit("Lusardi 2017", "unverified")
    ('CDC STEADI', 'Lusardi 2017, unverified')
    """
    return f"{name}, unverified" if confidence == "unverified" else name


def rests_on_unsure(confidence: str | None, trace: Mapping[str, Any] | None = None) -> str:
    """Behind an answer that rules gave: that one of them, its question or its number is unverified, and which, where the trace tells.

    >>> rests_on_unsure("unverified"), rests_on_unsure("verified")
    (' (rests in part on something unverified)', '')
    >>> age = {"label": "Age", "says": "78 years ≥ 65 years", "confidence": "unverified"}
    >>> rests_on_unsure("unverified", {"confidence": "unverified", "because": [age]})
    ' (rests in part on something unverified: Age, 78 years ≥ 65 years)'
    """
    if confidence != "unverified":
        return ""
    named = dict.fromkeys(_unsure_steps(trace or {}))
    return f" (rests in part on something unverified{': ' * bool(named)}{'; '.join(named)})"


def _unsure_steps(step: Mapping[str, Any]) -> Iterator[str]:
    """The deepest settled steps under the answer that are unverified: a named rule by its label, a comparison with its numbers."""
    unverified = (part for part in step.get("because", ()) if part.get("confidence") == "unverified")
    below = [part for part in unverified if part.get("answer") != "not_known"]
    if (step.get("op"), step.get("answer")) in _ONE_IS_ENOUGH:
        below = [part for part in below if part.get("answer") == step["answer"]]
    for part in below:
        deeper = tuple(_unsure_steps(part))
        yield from deeper or (_name(part),)


def _name(step: Mapping[str, Any]) -> str:
    label = step.get("label")
    return (
        str(label) if label and step.get("id") else ", ".join(str(part) for part in (label, step.get("says")) if part)
    )
