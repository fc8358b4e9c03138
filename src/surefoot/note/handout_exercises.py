"""Exercises on the handout: of what the provider agreed to as offered, only those the person safely held in the tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from surefoot.drawings import describe
from surefoot.note.document import Block, Heading, Language, Paragraph, Picture, Pictures, Sentence
from surefoot.note.handout_words import Words
from surefoot.note.material import Data

MOST = 3  # exercises on paper


def held(step: Data) -> list[Data]:
    """The exercises of a step that may be done without a therapist, from the easiest to the hardest."""
    return [exercise for exercise in step.get("exercises") or () if exercise["alone"] == "yes"]


def told(says: Words, step: Data, language: Language, below: bool = True) -> str:
    """The words of a step; where it has exercises, whether some may be done alone. `below`: they are printed on the page."""
    text = str(step["patient_text"][language])
    if not step.get("exercises"):
        return text
    alone = says.exercises_below if below else says.exercises_ask
    return f"{text} {alone if held(step) else says.with_therapist}"


def exercises(says: Words, steps: Sequence[Data], language: Language, room: int = MOST) -> list[Block]:
    """The hardest exercises of the steps agreed to as offered that may be done alone, at most `room` of them, each drawn; or nothing."""
    chosen = exercises_agreed(steps, room)
    if not chosen:
        return []
    last = Sentence(says.exercises_others)
    return [Heading(says.exercises, level=2), drawn_exercises(chosen, language), Paragraph((last,))]


def drawn_exercises(chosen: Sequence[Data], language: Language, *, numbered: str = "") -> Pictures:
    """Each exercise under its drawing, with a box to tick; or, for a log, under its number as `numbered` says it ("Move {number}")."""
    names = (numbered.format(number=number) for number in range(1, len(chosen) + 1))
    drawn = (_picture(one, language, name) for one, name in zip(chosen, names, strict=True))
    return Pictures(tuple(drawn), kind="plain" if numbered else "tick")


def exercises_agreed(steps: Sequence[Data], room: int = MOST) -> list[Data]:
    """The hardest exercises, at most `room`, of the steps agreed to as offered that may be done alone; from the easiest to the hardest."""
    found = {one["id"]: one for step in steps if _as_offered(step) for one in held(step)}
    return list(found.values())[-min(room, MOST) :] if room > 0 else []


def texts(blocks: Sequence[Block]) -> Iterator[str]:
    """Every line of the exercises, for measuring the room they take."""
    for block in blocks:
        if isinstance(block, Heading):
            yield block.text
        elif isinstance(block, Pictures):
            yield from (item.text.text for item in block.items)
        elif isinstance(block, Paragraph):
            yield from (sentence.text for sentence in block.sentences)


def _as_offered(step: Data) -> bool:
    return bool(step["decision"]["decision"] == "accepted")


def _picture(exercise: Data, language: Language, number: str) -> Picture:
    name = f"exercises/{exercise['id']}"
    line = f"{number}: {_line(exercise, language)}" if number else _line(exercise, language)
    return Picture(name, describe(name, language), Sentence(line, (exercise["id"],)))


def _line(exercise: Data, language: Language) -> str:
    """Its name, where to stand and what to do; when to stop is said once, below all of them."""
    return f"{exercise['label'][language]}. {' '.join((exercise['support'][language], *exercise['steps'][language]))}"
