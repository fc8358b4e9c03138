"""What the large-print handout adds where pages are free: drawings of hazards at home and of getting up after a fall."""

from __future__ import annotations

from surefoot.drawings import describe
from surefoot.note.document import Block, Heading, Language, Picture, Pictures, Sentence
from surefoot.note.handout_words import Words

_HAZARDS = (
    "loose_rug",
    "clutter",
    None,
    "no_handrail",
    "no_grab_bar",
    "high_shelf",
)  # one for each line of `home_list`
_GETTING_UP = tuple(f"after_fall/step_{number}" for number in range(1, 7))


def hazards(says: Words, language: Language) -> Block:
    """The list of hazards, each line under what it speaks of where that is drawn."""
    named = zip(says.home_list, _HAZARDS, strict=True)
    return Pictures(
        tuple(_picture(line, f"home/{name}" if name else "", language) for line, name in named), kind="tick"
    )


def getting_up(says: Words, language: Language) -> list[Block]:
    """The way up from the floor, step by step."""
    steps = tuple(_picture(describe(name, language), name, language) for name in _GETTING_UP)
    return [Heading(says.get_up, level=2), Pictures(steps)]


def _picture(line: str, name: str, language: Language) -> Picture:
    return Picture(name, describe(name, language) if name else "", Sentence(line))
