"""One score as a sentence that reads aloud: value, limit by name, what people of this age and sex do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from surefoot.units import plain, written

Data = Mapping[str, Any]


def band_of(comparisons: Sequence[Data]) -> str | None:
    """The limits this score lies beyond, by name; None where none was crossed or none is known."""
    crossed = [comparison["name"] for comparison in comparisons if comparison["answer"] == "yes"]
    if crossed:
        return f"beyond the limit of {_listed(crossed)}"
    known = [comparison for comparison in comparisons if comparison["answer"] == "no"]
    return "within the limits compared" if known and len(known) == len(comparisons) else None


def sentence_of(score: Data) -> str:
    """What was measured and how it compares, in one sentence. Nothing that was not compared is judged."""
    if score["value"] is None and not score.get("range"):
        return f"{score['label']} {score['reason'] or 'not known'}."
    measured = score["words"] or _partly(score)
    if score["status"] == "not_comparable":
        return f"{measured} ({score['reason']}: not compared with limits or norms)."
    if score["reason"] and score["value"] is not None:
        measured = f"{measured} ({score['reason']})"
    norm = next(iter(score["norms"]), None)
    compared = _compared(score)
    said = norm["says"] if norm else score.get("no_norm")
    return f"{measured}{', ' + compared if compared else ''}{'; ' + said if said else ''}."


def _partly(score: Data) -> str:
    """A score some answers are missing of lies between two totals."""
    low = plain(score["range"][0])
    return f"{score['label']} between {low} and {written(score['range'][1], score['unit'])} ({score['reason']})"


def _compared(score: Data) -> str:
    return ", ".join(f"{one['words']} ({_named(one)})" for one in score["comparisons"] if one["words"])


def _named(comparison: Data) -> str:
    unsure = "unverified" if comparison["confidence"] == "unverified" else None
    return ", ".join(part for part in (comparison["name"], comparison["applies_to"], unsure) if part)


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
