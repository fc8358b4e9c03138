"""The list of medicines as text: what each entry was read as, what a person has to confirm, what to ask the prescriber."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from surefoot.wording import unsure

Data = Mapping[str, Any]


def medicine_lines(result: Data) -> Iterator[str]:
    """Entries that wait for a person first, then the others with their ingredients and classes."""
    listed = sorted(result["medicines"] or (), key=_read)  # None: not asked
    yield from (f"  {one['written']}: {_says(one)}" for one in listed)


def question_lines(result: Data) -> Iterator[str]:
    """Drafts to ask the prescriber. Nobody is told to stop anything."""
    yield from (f"  {one['ask']}{unsure(one['confidence'])}" for one in result["prescriber_questions"])


def _read(medicine: Data) -> bool:
    return medicine["recognised"] and not medicine["doubts"]


def _says(medicine: Data) -> str:
    if medicine["not_taken"]:
        return "not taken any more, as a person said"
    if medicine["doubts"]:
        return f"is it still taken? It says: {', '.join(medicine['doubts'])}"
    if not medicine["recognised"]:
        names = [_candidate(one) for one in medicine["candidates"]]
        return f"not recognised. {f'Is it {_or(names)}?' if names else 'Which medicine is it?'} To be confirmed by a person."
    classes = ", ".join(one["label"] for one in medicine["classes"]) or "in no class tied to falls"
    return f"{', '.join(medicine['ingredients']) or 'confirmed by a person'}; {classes}"


def _candidate(candidate: Data) -> str:
    ingredients = ", ".join(candidate["ingredients"])
    return candidate["name"] if ingredients == candidate["name"] else f"{candidate['name']} ({ingredients})"


def _or(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
