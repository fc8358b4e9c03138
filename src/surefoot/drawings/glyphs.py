"""Digits and the few signs of a distance as strokes, so that no typeface is asked for."""

from __future__ import annotations

from surefoot.drawings.pen import Pen, Point, num

# Each sign on a grid four wide and eight high, its lines in path data measured from its upper left corner.
_SIGNS: dict[str, tuple[float, str]] = {
    "0": (4, "M0 2 Q0 0 2 0 Q4 0 4 2 L4 6 Q4 8 2 8 Q0 8 0 6 Z"),
    "1": (4, "M0.6 1.6 L2.4 0 L2.4 8"),
    "2": (4, "M0 2 Q0 0 2 0 Q4 0 4 2 Q4 3.4 0 8 L4 8"),
    "3": (4, "M0 1.2 Q0.6 0 2 0 Q4 0 4 2 Q4 3.8 1.6 3.8 Q4 3.8 4 5.9 Q4 8 2 8 Q0.4 8 0 6.8"),
    "4": (4, "M3 8 L3 0 L0 5.6 L4.2 5.6"),
    "5": (4, "M3.8 0 L0.4 0 L0.2 3.4 Q4 2.2 4 5.4 Q4 8 2 8 Q0.4 8 0 6.8"),
    "6": (4, "M3.6 0.6 Q0 0.4 0 5.6 Q0 8 2 8 Q4 8 4 5.6 Q4 3.4 2 3.4 Q0.4 3.4 0 5"),
    "7": (4, "M0 0 L4 0 L1.4 8"),
    "8": (
        4,
        "M2 3.7 Q0.2 3.7 0.2 1.9 Q0.2 0 2 0 Q3.8 0 3.8 1.9 Q3.8 3.7 2 3.7 Q0 3.7 0 5.8 Q0 8 2 8 Q4 8 4 5.8 Q4 3.7 2 3.7",
    ),
    "9": (4, "M0.4 7.4 Q4 7.6 4 2.4 Q4 0 2 0 Q0 0 0 2.4 Q0 4.6 2 4.6 Q3.6 4.6 4 3"),
    "m": (6, "M0 8 L0 3 M0 4.6 Q0.4 3 1.7 3 Q3 3 3 4.6 L3 8 M3 4.6 Q3.4 3 4.7 3 Q6 3 6 4.6 L6 8"),
    "f": (2.6, "M2.8 0.4 Q1.2 -0.4 1.2 1.8 L1.2 8 M0 3.2 L2.6 3.2"),
    "t": (2.6, "M1.2 0.8 L1.2 6.8 Q1.2 8 2.8 7.8 M0 3 L2.6 3"),
    "(": (1.6, "M1.6 -0.6 Q-0.6 4 1.6 8.8"),
    ")": (1.6, "M0 -0.6 Q2.2 4 0 8.8"),
    ".": (0.2, "M0 8 L0.1 8"),
    " ": (1.2, ""),
}
_GAP = 1.7
SIGNS = frozenset(_SIGNS)


def width(text: str, size: float) -> float:
    return (sum(_SIGNS[sign][0] for sign in text) + _GAP * (len(text) - 1)) * size / 8


def write(pen: Pen, text: str, middle: Point, size: float, ink: str = "ink") -> None:
    """Write digits with their middle at a place; `size` is their height."""
    x, y = middle[0] - width(text, size) / 2, middle[1] - size / 2
    data = []
    for sign in text:
        wide, lines = _SIGNS[sign]
        data.append(_moved(lines, x, y, size / 8))
        x += (wide + _GAP) * size / 8
    pen.stroke("".join(data), size * 0.16, ink)


def _moved(lines: str, x: float, y: float, scale: float) -> str:
    words, across = [], True
    for word in lines.replace("M", "M ").replace("L", "L ").replace("Q", "Q ").split():
        if word in "MLQZ":
            words.append(word)
            continue
        words.append(num(float(word) * scale + (x if across else y)))
        across = not across
    return " ".join(words)
