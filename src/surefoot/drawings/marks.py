"""Marks of a drawing: arrows, distances on the floor, prints of feet, eyes, a stopwatch, a cross and a tick."""

from __future__ import annotations

from math import atan2, cos, sin

from surefoot.drawings import glyphs
from surefoot.drawings.figure import GROUND
from surefoot.drawings.pen import Frame, Pen, Point, xy

_PRINT = "M-5.2 3.4 Q-9.4 -9 -4.2 -14.2 Q0.4 -17 5 -13.2 Q9.2 -8 5.6 3.4 Q0 5.4 -5.2 3.4 Z M-4.8 6.6 Q0 8.6 5 6.6 Q6.8 14.8 0.2 15.4 Q-6.6 14.8 -4.8 6.6 Z"
_BARE_SOLE = "M-3 14.6 Q-6.4 13.6 -5.8 8.4 Q-4 3 -6.2 -2 Q-7.8 -7.4 -4.6 -8.8 Q0 -10.4 5 -8.4 Q8 -6.4 6.2 0 Q4.4 4 5.4 8.8 Q6 14 2.6 14.8 Q0 15.4 -3 14.6 Z"


def arrow(pen: Pen, start: list[float], end: list[float], bend: float = 0, ink: str = "accent", width: float = 4.4, both: bool = False) -> None:  # fmt: skip
    """An arrow, straight or bent to one side by `bend`."""
    (x1, y1), (x2, y2) = start, end
    mx, my = (x1 + x2) / 2 - (y2 - y1) * bend, (y1 + y2) / 2 + (x2 - x1) * bend
    tip = atan2(y2 - my, x2 - mx)
    reach = width * 1.3
    back: Point = (x2 - reach * cos(tip), y2 - reach * sin(tip))
    first: Point = (x1, y1)
    if both:
        turn = atan2(y1 - my, x1 - mx)
        first = (x1 - reach * cos(turn), y1 - reach * sin(turn))
        _tip(pen, (x1, y1), turn, width, ink)
    pen.stroke(f"M{xy(first)}Q{xy((mx, my))} {xy(back)}", width, ink)
    _tip(pen, (x2, y2), tip, width, ink)


def _tip(pen: Pen, at: Point, turn: float, width: float, ink: str) -> None:
    long, wide = width * 2.6, width * 1.5
    base = (at[0] - long * cos(turn), at[1] - long * sin(turn))
    left = (base[0] - wide * sin(turn), base[1] + wide * cos(turn))
    right = (base[0] + wide * sin(turn), base[1] - wide * cos(turn))
    pen.out.append(f'<path d="M{xy(at)}L{xy(left)}L{xy(right)}Z" fill="{pen.colour(ink)}" stroke="{pen.colour(ink)}" stroke-width="1.4"/>')  # fmt: skip


def distance(pen: Pen, start: float, end: float, words: str, y: float = 181) -> None:
    """A distance on the floor between two places, with the length that the protocol gives."""
    size = 13.0
    half = glyphs.width(words, size) / 2 + 5
    middle = (start + end) / 2
    for x, way in ((start, -1), (end, 1)):
        pen.lines([(middle + way * half, y), (x - way * 5, y)], 2)
        _tip(pen, (x, y), 0 if way > 0 else 3.14159, 2.6, "ink")
    glyphs.write(pen, words, (middle, y), size)


def tape(pen: Pen, at: float, ink: str = "ink") -> None:
    """A line of tape across the floor, seen a little from above."""
    pen.shape(f"M{xy((at - 3, GROUND))}h7l-7 20h-7Z", "accent" if ink == "accent" else ink, 0)


def digits(pen: Pen, text: str, at: list[float], size: float = 12) -> None:
    glyphs.write(pen, text, (at[0], at[1]), size)


def foot(pen: Pen, at: list[float], side: str = "right", turn: float = 0, size: float = 1.0, fill: str = "thing_dark", bare: bool = False) -> None:  # fmt: skip
    """The print of one foot from above, toes up."""
    frame = Frame((at[0], at[1]), turn, 1, size)
    mirrored = Frame(frame.at, -turn if side == "left" else turn, -1 if side == "left" else 1, size)
    if not bare:
        pen.shape(mirrored.path(_PRINT), fill, 2)
        return
    pen.shape(mirrored.path(_BARE_SOLE), fill, 2)
    for x, y, r in ((-4, -13.4, 2.9), (0.6, -14.6, 2), (3.6, -13.6, 1.8), (6, -11.8, 1.6), (7.8, -9.4, 1.4)):
        pen.round(mirrored.point((x, y)), r * size, fill, 1.6)


def eye(pen: Pen, at: list[float], closed: bool = False, size: float = 1.0) -> None:
    """One large eye, open or closed."""
    frame = Frame((at[0], at[1]), 0, 1, size)
    if closed:
        pen.stroke(frame.path("M-13 -2 Q0 9 13 -2"), 3)
        pen.stroke(frame.path("M-9.4 2 L-12 6.4 M-3.4 3.8 L-4.4 9 M3.4 3.8 L4.4 9 M9.4 2 L12 6.4"), 2.4)
        return
    pen.shape(frame.path("M-13 0 Q0 -13 13 0 Q0 13 -13 0 Z"), "top", 2.4)
    pen.round(frame.point((0, 0)), 4.6 * size, "accent", 0)


def stopwatch(pen: Pen, at: list[float], size: float = 1.0) -> None:
    x, y = at
    pen.lines([(x, y - 15 * size), (x, y - 11 * size)], 5 * size)
    pen.round((x, y), 10.5 * size, "top")
    pen.lines([(x, y - 6 * size), (x, y), (x + 4 * size, y + 3 * size)], 2.2)


def cross(pen: Pen, at: list[float], size: float = 1.0) -> None:
    """A cross: not like this."""
    x, y, r = at[0], at[1], 9 * size
    pen.stroke(
        f"M{xy((x - r, y - r))}L{xy((x + r, y + r))}M{xy((x + r, y - r))}L{xy((x - r, y + r))}", 5 * size, "stop"
    )


def tick(pen: Pen, at: list[float], size: float = 1.0) -> None:
    """A tick: like this."""
    x, y, r = at[0], at[1], 10 * size
    pen.lines([(x - r, y), (x - r * 0.3, y + r * 0.7), (x + r, y - r * 0.8)], 5 * size, "accent")


def look(pen: Pen, at: list[float], size: list[float]) -> None:
    """A warning sign's triangle with its mark, for a place to look at."""
    x, y, w = at[0], at[1], size[0]
    pen.shape(f"M{xy((x, y - w))}L{xy((x + w, y + w * 0.8))}L{xy((x - w, y + w * 0.8))}Z", "top", 2.4)
    pen.lines([(x, y - w * 0.35), (x, y + w * 0.2)], 3)
    pen.round((x, y + w * 0.52), 1.8, "ink", 0)


def pause(pen: Pen, at: list[float], size: float = 1.0) -> None:
    """Two bars in a ring: wait, lie still."""
    x, y = at
    pen.round((x, y), 16 * size, "top")
    for dx in (-5, 5):
        pen.lines([(x + dx * size, y - 6 * size), (x + dx * size, y + 6 * size)], 4.4 * size, "accent")
