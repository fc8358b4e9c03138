"""Things of a home: rugs, cords, a bath, a stool, a shelf, and a person who lies on the side."""

from __future__ import annotations

from surefoot.drawings import figure_front
from surefoot.drawings.figure import GROUND
from surefoot.drawings.pen import Frame, Pen, xy


def rug(pen: Pen, at: float) -> None:
    """A loose rug on the floor with its near edge curled up; `at` is the curl."""
    f = Frame((at, GROUND), 0, 1, 1)
    pen.shape(f.path("M14 3 L104 3 L94 20 L-12 20 Q-6 8 -2 -2 Q2 -12 10 -14 Q8 -4 14 3 Z"), "accent", 2.2)
    pen.shape(f.path("M-12 20 Q-6 8 -2 -2 Q2 -12 10 -14 Q4 -6 3 4 Q1 14 -12 20 Z"), "top", 2)
    for x in (28, 46, 64, 82):
        pen.stroke(f.path(f"M{x + 4} 6 L{x - 4} 17"), 2.6, "top")


def cord(pen: Pen, start: list[float], end: list[float]) -> None:
    """A cord across the floor in loops, from an outlet."""
    x, y = start
    pen.box(x - 7, y - 9, 10, 18, "top", 2)
    pen.stroke(f"M{xy((x, y))}q16 0 16 {GROUND - y - 4:g}q0 2 6 2h14q12 -30 22 -4q4 10 12 4h{end[0] - x - 80:g}q10 -2 10 {end[1] - GROUND + 2:g}", 3.6, "accent")  # fmt: skip


def lamp(pen: Pen, at: float, high: float = 92) -> None:
    """A standing lamp."""
    f = Frame((at, GROUND), 0, 1, 1)
    pen.lines([f.point((0, -4)), f.point((0, -high))], 4)
    pen.box(at - 13, GROUND - 4, 26, 4, "thing_dark", 2)
    pen.shape(f.path(f"M-10 {-high - 24} L10 {-high - 24} L18 {-high} L-18 {-high} Z"), "thing_dark", 2.2)


def dark(pen: Pen, at: list[float], width: float, high: float) -> None:
    """A dark place."""
    pen.box(at[0], at[1], width, high, "night", 0)


def bulb(pen: Pen, at: list[float]) -> None:
    """A light that is out: a bulb, crossed."""
    f = Frame((at[0], at[1]), 0, 1, 1)
    pen.lines([f.point((0, -24)), f.point((0, -13))], 2.4)
    pen.shape(f.path("M-4.6 -14 L4.6 -14 L4.6 -8 Q12 -2 9 6 Q5 12 0 12 Q-5 12 -9 6 Q-12 -2 -4.6 -8 Z"), "top", 2.2)


def steps(pen: Pen, at: float, count: int = 4, run: float = 26, rise: float = 17, fill: str = "thing") -> None:
    """Stairs going up to the right without a rail; `at` is the foot of the first step."""
    data = [f"M{xy((at, GROUND))}"] + [f"v{-rise:g}h{run:g}" for _ in range(count)]
    pen.shape("".join(data) + f"V{GROUND:g}Z", fill, 2.2)


def missing(pen: Pen, start: list[float], end: list[float]) -> None:
    """A bar or rail that should be there, dashed."""
    pen.lines([(start[0], start[1]), (end[0], end[1])], 5, "accent", "1 9")


def bath(pen: Pen, at: float, width: float = 110, high: float = 44) -> None:
    """A bath tub from the side, and its tap; `at` is its left edge."""
    x, y = at, GROUND - high
    pen.shape(f"M{xy((x, y))}h{width:g}v6h-4l-5 {high - 6:g}h{18 - width:g}l-5 {6 - high:g}h-4Z", "top", 2.2)
    pen.stroke(f"M{xy((x + width - 6, y - 4))}v-24q0 -6 -6 -6h-6q-6 0 -6 8", 4.4)
    pen.lines([(x + width - 14, y - 42), (x + width - 2, y - 42)], 4)


def puddle(pen: Pen, at: float) -> None:
    """Water on the floor; `at` is its middle."""
    f = Frame((at, GROUND), 0, 1, 1)
    pen.shape(
        f.path(
            "M-62 9 C-60 1 -34 4 -22 2 C-4 -2 30 -1 44 3 C60 4 66 10 54 14 C40 20 14 16 -6 19 C-26 22 -66 20 -62 9 Z"
        ),
        "glass",
        2.2,
    )
    pen.stroke(f.path("M-44 9 Q-34 6 -24 9 M0 12 Q12 8 24 12 M-20 15 Q-12 13 -6 15"), 2.2, "accent")


def drops(pen: Pen, at: list[float]) -> None:
    for dx, dy in ((0, 0), (14, -8), (24, 4)):
        f = Frame((at[0] + dx, at[1] + dy), 0, 1, 1)
        pen.shape(f.path("M0 -7 Q5 0 4 3 Q3 6.4 0 6.4 Q-3 6.4 -4 3 Q-5 0 0 -7 Z"), "accent", 1.6)


def stool(pen: Pen, at: float, high: float = 30) -> None:
    """A small stool with thin legs."""
    f = Frame((at, GROUND), 0, 1, 1)
    pen.shape(
        f.path(f"M-15 {-high + 4} L-20 0 L-16 0 L-11 {-high + 4} Z M15 {-high + 4} L20 0 L16 0 L11 {-high + 4} Z"),
        "thing_dark",
        2,
    )
    pen.box(at - 19, GROUND - high, 38, 6, "thing_dark", 2)


def shelf(pen: Pen, at: list[float], width: float) -> None:
    """A shelf high on the wall with a jar, a box and a bowl; `at` is its left end."""
    x, y = at
    pen.box(x, y, width, 6, "thing_dark", 2)
    pen.box(x + 8, y - 20, 16, 20, "accent", 2)
    pen.box(x + 30, y - 13, 22, 13, "thing", 2)
    if width > 90:
        pen.shape(f"M{xy((x + width - 28, y - 10))}h22q-2 10 -11 10t-11 -10Z", "top", 2)


def things(pen: Pen, at: float) -> None:
    """Books, a bag and a shoe left on the floor."""
    for n, (dx, w, fill) in enumerate(((0, 34, "thing_dark"), (4, 30, "accent"), (1, 28, "top"))):
        pen.box(at + dx, GROUND - 7 * (n + 1), w, 7, fill, 2)
    f = Frame((at + 62, GROUND - 8), 0, 1, 1.1)
    pen.shape(f.path("M-8.6 8 L-8.6 2 Q-8.4 -4 -5.4 -5 L5 -5 Q7.4 -1 13 0 Q20 1.6 20 8 Z"), "shoe", 2)
    g = Frame((at + 112, GROUND), 0, 1, 1)
    pen.stroke(g.path("M-8 -26 Q-8 -42 0 -42 Q8 -42 8 -26"), 3)
    pen.shape(g.path("M-16 0 L-14 -28 L14 -28 L16 0 Z"), "thing_dark", 2.2)


def phone(pen: Pen, at: list[float]) -> None:
    """A telephone in the hand, calling."""
    f = Frame((at[0], at[1]), 12, 1, 1)
    pen.shape(f.path("M-4.4 -10 L4.4 -10 L4.4 9 L-4.4 9 Z"), "accent", 2)
    for n in (1, 2, 3):
        r = 6 + n * 6
        pen.stroke(
            f"M{xy((at[0] + r * 0.5, at[1] - 6 - r))}A{r} {r} 0 0 1 {xy((at[0] + r * 0.5 + r * 0.87, at[1] - 6 - r * 0.4))}",
            2.6,
            "accent",
        )


def on_side(pen: Pen, at: float, accent: bool = True) -> None:
    """A person who lies on the side on the floor and faces us, pushing up with one hand; `at` is the hip, across."""
    hip = (at, GROUND - 16)
    f = Frame((hip[0], hip[1]), -66, 1, 1)
    body = Frame(f.point((0, 78)), -66, 1, 1)
    low = [(hip[0] + 2, GROUND - 11), (hip[0] + 38, GROUND - 8.4), (hip[0] + 68, GROUND - 6.6)]
    pen.shape(
        Frame((low[2][0] + 7, low[2][1] - 1), 0, 1, 1).path("M-4 -5 Q0 -8 6 -5 Q13 0 9 7 L-2 7 Q-6 2 -4 -5 Z"),
        "shoe",
        2.4,
    )
    pen.chain([(low[0], 10), (low[1], 7.4), (low[2], 5.4)], "trousers")
    high = [(hip[0] + 2, GROUND - 24), (hip[0] + 36, GROUND - 25), (hip[0] + 58, GROUND - 8)]
    pen.shape(
        Frame((high[2][0] + 6, high[2][1] + 1), 0, 1, 1).path("M-4 -6 Q0 -9 6 -6 Q13 0 9 7 L-2 7 Q-6 2 -4 -6 Z"),
        "shoe",
        2.4,
    )
    pen.chain([(high[0], 10), (high[1], 7.6), (high[2], 5.6)], "trousers")
    figure_front.bust(pen, body, "patient")
    shoulder = body.point((13, -120))
    for start, elbow, wrist in (
        (body.point((-14, -120)), (at - 50, GROUND - 6), (at - 28, GROUND - 5)),
        (shoulder, (shoulder[0] + 20, shoulder[1] + 16), (shoulder[0] + 14, GROUND - 4)),
    ):
        pen.round(wrist, 4.6, "skin")
        pen.chain([(start, 6.2), (elbow, 5.2), (wrist, 4.2)][:3], "accent" if accent and start is shoulder else "top")
        pen.round(wrist, 4.6, "skin")


def blanket(pen: Pen, at: float, width: float) -> None:
    """A blanket over somebody on the floor; `at` is its left edge."""
    pen.shape(
        f"M{xy((at - 8, GROUND))}q-2 -20 8 -26q12 -6 28 -12q16 -2 24 6q14 10 {width - 60:g} 14q10 4 10 18Z",
        "accent",
        2.2,
    )
    pen.stroke(f"M{xy((at + 4, GROUND - 8))}q20 -4 44 -2", 2, "top")
