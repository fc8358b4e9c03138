"""Feet and shoes, drawn large."""

from __future__ import annotations

from surefoot.drawings.pen import Frame, Pen

_SOLE = "M-3 30 Q-12 29 -11 18 Q-9 8 -12 -3 Q-15 -15 -10 -20 Q0 -25 11 -19 Q16 -14 12 -1 Q8 9 10 19 Q11 29 2 30.4 Z"
_TOES = (
    (-7.6, -28.6, 5.8, 7.2),
    (0.8, -29, 4, 5.6),
    (6.8, -26.6, 3.6, 5),
    (11.4, -22.6, 3.2, 4.4),
    (14.8, -17.4, 2.9, 3.8),
)
_TOP = "M-9 46 Q-11 34 -9 22 Q-13 6 -13 -8 Q-13 -17 -8 -19 Q2 -22 11 -17 Q16 -12 14 0 Q10 14 9 24 Q10 36 8 46 Z"
_SIDE = "M-9 -16 L-9.6 -4 Q-12.6 3 -11 7 Q-10 8.4 -7 8.4 L-1 8.4 Q4 6.4 9 8.4 L17 8.4 Q20.4 8 20 4.6 Q19.4 2 15.6 1.8 Q7 -1.4 3.6 -6 L3.4 -16 Z"
SITES = ((-7.6, -28), (-7.4, -13.6), (9.6, -12.6))


def _mirrored(at: list[float], side: str, size: float, turn: float = 0) -> Frame:
    way = 1 if side == "right" else -1
    return Frame((at[0], at[1]), turn, way, size)


def sole(pen: Pen, at: list[float], side: str = "right", size: float = 1.0) -> None:
    """The sole of a bare foot, toes up, as seen by one who faces it: the big toes lie side by side."""
    f = _mirrored(at, side, size)
    pen.shape(f.path(_SOLE), "skin")
    for x, y, wide, high in _TOES:
        _oval(pen, f, x, y, wide, high)
    pen.stroke(f.path("M-9 -6 Q0 -12 9 -6"), 1.6)
    pen.stroke(f.path("M-6 19 Q0 15 6 19"), 1.6)


def _oval(pen: Pen, f: Frame, x: float, y: float, wide: float, high: float) -> None:
    k, m = wide * 0.552, high * 0.552
    data = f"M{x - wide} {y} C{x - wide} {y - m} {x - k} {y - high} {x} {y - high} C{x + k} {y - high} {x + wide} {y - m} {x + wide} {y} C{x + wide} {y + m} {x + k} {y + high} {x} {y + high} C{x - k} {y + high} {x - wide} {y + m} {x - wide} {y} Z"  # fmt: skip
    pen.shape(f.path(data), "skin")


def sites(pen: Pen, at: list[float], side: str = "right", size: float = 1.0) -> None:
    """The three places that a thread touches."""
    f = _mirrored(at, side, size)
    for place in SITES:
        pen.round(f.point(place), 5, "accent", 1.6)


def top(pen: Pen, at: list[float], side: str = "right", size: float = 1.0, lean: float = 0, sock: bool = False) -> None:
    """A bare foot from above, toes up; `lean` turns the big toe toward the others."""
    f = _mirrored(at, side, size)
    for x, y, wide, high in _TOES[1:]:
        _oval(pen, f, x, y + 2, wide, high + 1)
        _oval(pen, f, x, y - high * 0.5, wide * 0.5, high * 0.36)
    pen.shape(f.path(_TOP), "skin")
    if lean:
        bump = lean * 0.1
        pen.round(f.point((-11.5 - bump * 0.5, -13)), (3.6 + bump) * size, "skin")
        pen.shape(f.path("M-11 -18 L6 -18 L6 6 L-11.4 6 Z"), "skin", 0)
    toe = Frame(f.point((-8, -16)), lean, f.face, size)
    _oval(pen, toe, 0, -11, 5.6, 11)
    pen.shape(toe.path("M-4.4 -8 L4.4 -8 L4.4 4 L-4.4 4 Z"), "skin", 0)
    _oval(pen, toe, 0, -16.6, 3, 3)


def bare_foot_side(pen: Pen, at: list[float], size: float = 1.0) -> None:
    """A bare foot from the side."""
    f = Frame((at[0], at[1]), 0, 1, size)
    pen.shape(f.path(_SIDE), "skin")
    pen.stroke(f.path("M17.4 3.4 Q19.4 3.4 19.6 5"), 1.8)
    pen.stroke(f.path("M-3 -3 Q-1 -1 -3 0.6"), 1.6)


def shoe_good(pen: Pen, at: list[float], size: float = 1.0) -> None:
    """A shoe that holds: closed heel, laces, a broad low sole."""
    f = Frame((at[0], at[1]), 0, 1, size)
    pen.shape(
        f.path("M-46 14 L-46 -14 Q-45 -34 -34 -34 L-14 -32 L-6 -28 Q10 -14 26 -9 Q50 -5 52 14 Z"), "trousers", 2.6
    )
    pen.shape(f.path("M-47 14 L54 14 Q55 24 50 24 L-44 24 Q-49 24 -47 14 Z"), "accent", 2.6)
    pen.stroke(f.path("M-46 -6 Q-30 -8 -28 14"), 2)
    pen.stroke(f.path("M-12 -12 L0 -24 M-2 -6 L10 -18 M8 -1 L20 -12"), 3.6)
    for n in range(8):
        pen.stroke(f.path(f"M{-38 + n * 12} 20 L{-38 + n * 12} 23.6"), 2, "sole")


def shoe_poor(pen: Pen, at: list[float], size: float = 1.0) -> None:
    """A backless slipper, worn smooth."""
    f = Frame((at[0], at[1]), 0, 1, size)
    pen.shape(f.path("M-46 18 Q-40 13 -10 15 L50 16 Q54 22 48 23 L-42 23 Q-48 23 -46 18 Z"), "thing_dark", 2.6)
    pen.shape(f.path("M-8 15 Q0 -13 22 -10 Q48 -6 50 16 Z"), "trousers", 2.6)
    pen.stroke(f.path("M-8 15 Q0 -13 22 -10"), 5)


def shoe_heel(pen: Pen, at: list[float], size: float = 1.0) -> None:
    """A shoe with a high thin heel and a pointed toe."""
    f = Frame((at[0], at[1]), 0, 1, size)
    pen.shape(f.path("M-40 -12 L-34 -10 L-36 24 L-42 24 Z"), "thing_dark", 2.6)
    pen.shape(f.path("M-44 -34 Q-40 -26 -28 -20 Q0 0 20 6 Q44 12 54 22 Q40 25 16 24 Q-8 18 -24 -2 Q-34 -10 -42 -10 Q-46 -22 -44 -34 Z"), "trousers", 2.6)  # fmt: skip
