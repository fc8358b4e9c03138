"""The colours of a drawing: those of the pages, and on paper greys that carry the same difference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Theme = Literal["light", "dark", "print"]


@dataclass(frozen=True, slots=True)
class Colours:
    """`ground` is what the drawing stands on and is never painted; `ink` outlines; `accent` marks what moves or matters."""

    ground: str
    ink: str
    accent: str
    stop: str
    floor: str
    skin: str
    hair: str
    top: str
    trousers: str
    shoe: str
    sole: str
    staff_top: str
    staff_trousers: str
    staff_hair: str
    thing: str
    thing_dark: str
    glass: str
    night: str


THEMES: dict[str, Colours] = {
    "light": Colours(
        ground="#fffdf8",
        ink="#1d1b17",
        accent="#0e6a70",
        stop="#8a1c16",
        floor="#f1ebdf",
        skin="#ecd2b4",
        hair="#c9c6c0",
        top="#fffdf8",
        trousers="#cfc6b4",
        shoe="#6b645a",
        sole="#fffdf8",
        staff_top="#d3e6e1",
        staff_trousers="#d3e6e1",
        staff_hair="#4a4036",
        thing="#f1ebdf",
        thing_dark="#d6ccb9",
        glass="#e0eeea",
        night="#8d887e",
    ),
    "dark": Colours(
        ground="#1b2122",
        ink="#f3efe6",
        accent="#93d6cd",
        stop="#ffb3a8",
        floor="#2a3233",
        skin="#84664c",
        hair="#a9a8a4",
        top="#3d494a",
        trousers="#2b3435",
        shoe="#12171a",
        sole="#cbc5b8",
        staff_top="#28504f",
        staff_trousers="#28504f",
        staff_hair="#17120e",
        thing="#333c3d",
        thing_dark="#465152",
        glass="#2d4445",
        night="#0a0d0e",
    ),
    "print": Colours(
        ground="#ffffff",
        ink="#1d1b17",
        accent="#0e4f54",
        stop="#6c130e",
        floor="#eeeeee",
        skin="#f0e6da",
        hair="#cccccc",
        top="#ffffff",
        trousers="#d9d9d9",
        shoe="#777777",
        sole="#ffffff",
        staff_top="#e6eeec",
        staff_trousers="#e6eeec",
        staff_hair="#444444",
        thing="#f4f4f4",
        thing_dark="#d4d4d4",
        glass="#eef4f2",
        night="#999999",
    ),
}
