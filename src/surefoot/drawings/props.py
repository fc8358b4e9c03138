"""Things that stand around a person: chairs, a counter, a wall, walking aids."""

from __future__ import annotations

from surefoot.drawings.figure import GROUND
from surefoot.drawings.pen import Frame, Pen, xy

SEAT = 35.0  # of a chair, above the ground


def chair(pen: Pen, at: float, face: str = "right", arms: bool = False, size: float = 1.0) -> None:
    """A firm chair from the side; `at` is the middle of its seat."""
    f = Frame((at, GROUND), 0, 1 if face == "right" else -1, size)
    legs = "M-20 -34 L-22 0 L-17.6 0 L-15 -34 Z M15 -34 L17.6 0 L22 0 L20 -34 Z"
    pen.shape(f.path(legs), "thing_dark", 2)
    pen.shape(f.path("M-20 -33 L-26 -80 Q-26 -83 -23 -83 Q-20.6 -83 -20.4 -80 L-15 -33 Z"), "thing_dark", 2)
    pen.shape(f.path("M-21 -35 L21 -35 L21 -29 L-21 -29 Z"), "thing_dark", 2)
    if arms:
        pen.shape(f.path("M14 -34 L14 -55 L18 -55 L18 -34 Z"), "thing_dark", 2)
        pen.shape(f.path("M-21 -60 L18 -60 Q21 -60 21 -57.4 Q21 -54.6 18 -54.6 L-21 -54.6 Z"), "thing_dark", 2)


def armrest(pen: Pen, at: float, hand: list[float], low: float = 0) -> None:
    """The near arm of such a chair, over a person who sits in it, with the hand that holds it."""
    f = Frame((at, GROUND + low), 0, 1, 1)
    pen.shape(f.path("M14 -34 L14 -55 L18 -55 L18 -34 Z"), "thing_dark", 2)
    pen.shape(f.path("M-19 -60 L18 -60 Q21 -60 21 -57.4 Q21 -54.6 18 -54.6 L-19 -54.6 Z"), "thing_dark", 2)
    pen.round((hand[0], hand[1]), 4.8, "skin")


def counter(pen: Pen, at: float, width: float = 56) -> None:
    """A kitchen counter; `at` is its left edge."""
    pen.box(at + 3, GROUND - 72, width - 6, 72, "thing", 2.2)
    pen.box(at, GROUND - 80, width, 8, "thing_dark", 2.2)
    middle = at + width / 2
    if width > 70:
        for share in (1, 2, 3):
            x = at + width * share / 4
            pen.lines([(x, GROUND - 66), (x, GROUND - 7)], 1.6)
            pen.lines([(x - 8, GROUND - 58), (x - 8, GROUND - 48)], 2.4)
    else:
        pen.lines([(at + 8, GROUND - 66), (at + width - 8, GROUND - 66), (at + width - 8, GROUND - 10), (at + 8, GROUND - 10), (at + 8, GROUND - 66)], 1.6)  # fmt: skip
        pen.lines([(middle - 7, GROUND - 58), (middle + 7, GROUND - 58)], 2.4)


def wall(pen: Pen, at: float, face: str = "left", thick: float = 10) -> None:
    """A wall from the side; `at` is its face, `face` the way the face looks."""
    x = at if face == "left" else at - thick
    pen.box(x, 4, thick, GROUND - 4, "thing_dark", 2.2)


def backdrop(pen: Pen, at: float, width: float, top: float = 4) -> None:
    """A wall behind the person."""
    pen.box(at, top, width, GROUND - top, "thing", 1.4)


def box(pen: Pen, at: float, width: float = 30, high: float = 15, fill: str = "thing_dark") -> None:
    """A step, a box or a pad on the ground; `at` is its middle."""
    pen.box(at - width / 2, GROUND - high, width, high, fill, 2.2)


def foam(pen: Pen, at: float, width: float = 62, high: float = 13) -> None:
    """A pad of foam, with its pores."""
    x, y = at - width / 2, GROUND - high
    pen.shape(
        f"M{xy((x + 3, y))}h{width - 6:g}q3 0 3 3v{high - 6:g}q0 3 -3 3h{6 - width:g}q-3 0 -3 -3v{6 - high:g}q0 -3 3 -3Z",
        "glass",
        2.2,
    )
    for n in range(int(width // 8)):
        pen.round((x + 7 + n * 8, y + (4.5 if n % 2 else 8.5)), 1.3, "ink", 0)


def cone(pen: Pen, at: float, size: float = 1.0) -> None:
    f = Frame((at, GROUND), 0, 1, size)
    pen.shape(f.path("M-3 -30 L3 -30 L10 -3 L-10 -3 Z"), "accent", 2)
    pen.shape(f.path("M-13 -4 L13 -4 L13 0 L-13 0 Z"), "thing_dark", 2)
    pen.shape(f.path("M-5.4 -20 L5.4 -20 L7.2 -13 L-7.2 -13 Z"), "top", 0)


def cane(pen: Pen, hand: list[float], foot: float, face: str = "right", bottom: float = GROUND) -> None:
    """A cane from the hand to the ground."""
    way = 1 if face == "right" else -1
    x, y = hand
    pen.stroke(f"M{xy((x - 7 * way, y + 2))}Q{xy((x - 5 * way, y - 3))} {xy((x, y - 2))}Q{xy((x + 4 * way, y - 2))} {xy((x + 3 * way, y + 6))}L{xy((foot, bottom - 2))}", 4)  # fmt: skip
    pen.lines([(foot - 1, bottom - 2), (foot + 1, bottom - 2)], 6)


def walker(pen: Pen, at: float, face: str = "right", size: float = 1.0) -> None:
    """A walking frame; `at` is its middle."""
    f = Frame((at, GROUND), 0, 1 if face == "right" else -1, size)
    pen.stroke(f.path("M-16 -2 L-8 -74 L10 -74 L16 -2 M-12 -36 L13 -36"), 3.6, "ink")
    pen.stroke(f.path("M-14 -74 L-4 -74"), 6, "ink")


def couch(pen: Pen, at: float, width: float = 150, high: float = 48, head: str = "") -> None:
    """An examination couch; `at` is its left edge, `head` the side where the pillow lies."""
    top = GROUND - high
    for x in (at + 12, at + width - 18):
        pen.box(x, top + 10, 6, high - 10, "thing_dark", 2)
    pen.shape(
        f"M{xy((at + 4, top))}h{width - 8:g}q4 0 4 4v5q0 4 -4 4h{8 - width:g}q-4 0 -4 -4v-5q0 -4 4 -4Z", "thing", 2.2
    )
    if head:
        x = at + 4 if head == "left" else at + width - 34
        pen.shape(f"M{xy((x + 4, top - 9))}h22q4 0 4 4v1q0 4 -4 4h-22q-4 0 -4 -4v-1q0 -4 4 -4Z", "top", 2)


def stairs(pen: Pen, at: float, count: int = 3, run: float = 24, rise: float = 16, rail: bool = True, fill: str = "thing") -> None:  # fmt: skip
    """Stairs going up to the right; `at` is the foot of the first step."""
    data = [f"M{xy((at, GROUND))}"] + [f"v{-rise:g}h{run:g}" for _ in range(count)]
    pen.shape("".join(data) + f"V{GROUND:g}Z", fill, 2.2)
    if rail:
        x1, y1, x2, y2 = at - 4, GROUND - 62, at + run * count - 8, GROUND - 62 - rise * (count - 0.5)
        pen.lines([(at + run * 0.5, GROUND - rise), (at + run * 0.5, y1 - rise * 0.6)], 3)
        pen.lines([(at + run * (count - 0.6), GROUND - rise * count), (x2 - 2, y2 + 2)], 3)
        pen.lines([(x1, y1), (x2, y2)], 5, "accent")
