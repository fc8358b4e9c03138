"""Exercises on the handout: of what the provider agreed to as offered, only those the person safely held in the tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from surefoot.note.document import Block, Heading, Language, Listing, Paragraph, Sentence
from surefoot.note.handout_words import Words
from surefoot.note.material import Data

MOST = 3  # exercises on paper: the hardest that may be done alone


def held(step: Data) -> list[Data]:
    """The exercises of a step that may be done without a therapist, from the easiest to the hardest."""
    return [exercise for exercise in step.get("exercises") or () if exercise["alone"] == "yes"]


def told(says: Words, step: Data, language: Language) -> str:
    """The words of a step; where it has exercises, whether some may be done alone."""
    text = str(step["patient_text"][language])
    if not step.get("exercises"):
        return text
    return f"{text} {says.exercises_below if held(step) else says.with_therapist}"


def exercises(says: Words, steps: Sequence[Data], language: Language) -> list[Block]:
    """Up to three exercises of the steps agreed to as offered, with their steps; nothing where none may be done alone."""
    found = {one["id"]: one for step in steps if _as_offered(step) for one in held(step)}
    if not found:
        return []
    lines = tuple(Sentence(_line(one, language), (one["id"],)) for one in list(found.values())[-MOST:])
    return [
        Heading(says.exercises, level=2),
        Listing(lines, kind="tick"),
        Paragraph((Sentence(says.exercises_others),)),
    ]


def texts(blocks: Sequence[Block]) -> Iterator[str]:
    """Every line of the exercises, for measuring the room they take."""
    for block in blocks:
        if isinstance(block, Heading):
            yield block.text
        elif isinstance(block, Listing):
            yield from (item.text for item in block.items)
        elif isinstance(block, Paragraph):
            yield from (sentence.text for sentence in block.sentences)


def _as_offered(step: Data) -> bool:
    return bool(step["decision"]["decision"] == "accepted")


def _line(exercise: Data, language: Language) -> str:
    parts = (exercise["support"][language], *exercise["steps"][language], exercise["stop"][language])
    return f"{exercise['label'][language]}. {' '.join(parts)}"
