"""The steps of the handout: which the provider agreed to, in which order, and how much of each there is room for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from surefoot.note.document import Action, Block, Heading, Language, Listing, Sentence
from surefoot.note.handout_exercises import texts, told
from surefoot.note.handout_words import Words
from surefoot.note.material import Data

FIRST_STEPS = 3  # with a drawing, in the order offered
_LINES, _LINE = 30, 88  # lines on paper for the steps after those, and signs on a line of the smallest type
_EXERCISE = 4  # lines that one exercise takes, with its share of the words around them
_SAFETY = ("review", "referral", "home", "device")  # kinds that come before exercise and general advice
_DRAWINGS = {"exercise": "exercise", "home": "home", "device": "cane"}
_DRAWINGS_BY_WORD = {
    "medication": "medicine",
    "foot": "shoe",
    "podiatry": "shoe",
    "nail": "shoe",
    "glasses": "glasses",
    "cataract": "glasses",
}


def decided(assessment: Data) -> list[Data]:
    """The suggestions to print: accepted or changed; changed exercises count as one step.

    The first three keep the order offered. After them safety comes first, and of that what is looked at again soonest.
    """
    ordered = sorted(assessment.get("suggestions", ()), key=lambda item: item["order"])
    found: list[Data] = []
    for item in ordered:
        if (item.get("decision") or {}).get("decision") not in ("accepted", "changed"):
            continue
        twin = next((one for one in found if _changed_exercise(one) and _changed_exercise(item)), None)
        if twin is None:
            found.append(item)
        else:
            found[found.index(twin)] = {**twin, "factors": [*twin["factors"], *item["factors"]]}
    return [*found[:FIRST_STEPS], *sorted(found[FIRST_STEPS:], key=_safety_first)]


def _safety_first(step: Data) -> tuple[bool, float, int]:
    kind = step.get("kind")
    if kind not in _SAFETY:
        return True, 0, 0
    days = step.get("reassess_days")
    return False, days if days is not None else float("inf"), _SAFETY.index(kind)


def _changed_exercise(step: Data) -> bool:
    return step["decision"]["decision"] == "changed" and step.get("kind") == "exercise"


def action(says: Words, number: int, step: Data, language: Language, below: bool = True) -> Action:
    """One step with its drawing. `below`: exercises that may be done alone are printed on the page."""
    changed = step["decision"]["decision"] == "changed"
    if _changed_exercise(step):
        return Action(number, Sentence(says.changed_exercise, (step["id"],)), drawing="exercise")
    text = Sentence(told(says, step, language, below), (step["id"],))
    return Action(number, text, says.changed if changed else "", drawing(step))


def further(says: Words, steps: Sequence[Data], language: Language, beside: Sequence[Block] = ()) -> list[Block]:
    """Every step after the first three: whole while there is room, else its first sentence. None is left out.

    `beside` is what shares the room with them.
    """
    if not steps:
        return []
    below = bool(beside)
    actions = [action(says, number, step, language, below) for number, step in enumerate(steps, start=FIRST_STEPS + 1)]
    room = _LINES - sum(_lines(_short(one)) for one in actions) - sum(_lines(text) for text in texts(beside))
    items = []
    for one in actions:
        more = _lines(_whole(one)) - _lines(_short(one))
        fits = more <= room
        room -= more if fits else 0
        items.append(Sentence(_whole(one) if fits else _short(one), one.text.evidence))
    return [Heading(says.more_steps, level=2), Listing(tuple(items), kind="tick")]


def room_for_exercises(says: Words, steps: Sequence[Data], language: Language) -> int:
    """How many exercises fit beside the steps after the first three, each of those cut to its first sentence."""
    actions = [action(says, number, step, language) for number, step in enumerate(steps, start=FIRST_STEPS + 1)]
    return (_LINES - sum(_lines(_short(one)) for one in actions)) // _EXERCISE


def _whole(step: Action) -> str:
    return " ".join(part for part in (f"{step.number}.", step.text.text, step.aside) if part)


def _short(step: Action) -> str:
    return " ".join(part for part in (f"{step.number}.", _first_sentence(step.text.text), step.aside) if part)


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]


def _lines(text: str) -> int:
    return -(-len(text) // _LINE)


def drawing(step: Data) -> str:
    """The drawing beside a step: by its subject, then by its kind; two people talking where neither says more."""
    by_word = (name for part, name in _DRAWINGS_BY_WORD.items() if part in step["id"])
    return next(by_word, _DRAWINGS.get(step.get("kind") or "", "talk"))
