"""One score as a sentence that reads aloud: value, limit by name, what people of this age and sex do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Data = Mapping[str, Any]


def band_of(comparisons: Sequence[Data]) -> str | None:
    """The limits this score lies beyond, by name; None where none was crossed or none is known."""
    crossed = [comparison["name"] for comparison in comparisons if comparison["answer"] == "yes"]
    if crossed:
        return f"beyond the limit of {_listed(crossed)}"
    known = [comparison for comparison in comparisons if comparison["answer"] == "no"]
    return "within the limits compared" if known and len(known) == len(comparisons) else None


def sentence_of(score: Data) -> str:
    """What was measured and how it compares, in one or two sentences. Nothing that was not compared is judged."""
    if score["value"] is None:
        if score.get("range"):
            low, high = score["range"]
            return f"{score['label']}: between {low} and {high} {score['unit']}; not every question was answered."
        return f"{score['label']}: {score['reason'] or 'not known'}."
    parts = [f"{score['label']} {score['shown']}{_compared(score)}"]
    if score["status"] == "not_comparable":
        return f"{parts[0]} ({score['reason']}: not compared with limits or norms)."
    norm = next(iter(score["norms"]), None)
    if norm:
        parts.append(norm["says"])
    elif score.get("no_norm"):
        parts.append(score["no_norm"])
    return "; ".join(parts) + "."


def _compared(score: Data) -> str:
    said = [f"{one['says']}{_named(one)}" for one in score["comparisons"] if one["answer"] in ("yes", "no")]
    return f" ({'; '.join(said)})" if said else ""


def _named(comparison: Data) -> str:
    unsure = ", unverified" if comparison["confidence"] == "unverified" else ""
    return f", {comparison['name']}{unsure}"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
