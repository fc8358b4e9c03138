"""Writes shapes as SVG: presentation attributes alone, no style, no script, no id, numbers to one decimal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import acos, atan2, cos, hypot, pi, radians, sin

from surefoot.drawings.themes import Colours

Point = tuple[float, float]
Circle = tuple[Point, float]
LINE = 2.6  # width of an outline
_PAIR = re.compile(r"([MLQCZ])|(-?[\d.]+)[ ,](-?[\d.]+)")


def num(value: float) -> str:
    """A number to one decimal, without a needless zero."""
    text = f"{value:.1f}"
    text = text.removesuffix(".0")
    return "0" if text == "-0" else text


def xy(point: Point) -> str:
    return f"{num(point[0])} {num(point[1])}"


@dataclass(frozen=True, slots=True)
class Frame:
    """A place with a turn (degrees, clockwise on the page), a size, and the way it faces (1 right, -1 left)."""

    at: Point
    turn: float = 0.0
    face: int = 1
    size: float = 1.0

    def point(self, local: Point) -> Point:
        x, y = local[0] * self.size, local[1] * self.size
        a = radians(self.turn)
        return (self.at[0] + self.face * (x * cos(a) - y * sin(a)), self.at[1] + x * sin(a) + y * cos(a))

    def path(self, template: str) -> str:
        """A path of absolute M, L, Q, C, Z in the frame's own measure, as path data of the page."""
        out = [
            found[1] if found[1] else xy(self.point((float(found[2]), float(found[3]))))
            for found in _PAIR.finditer(template)
        ]
        return " ".join(out)


def step(start: Point, angle: float, length: float, face: int) -> Point:
    """From `start` along `angle`: 0 is straight down, 90 the way it faces."""
    a = radians(angle)
    return (start[0] + face * length * sin(a), start[1] + length * cos(a))


def bent(start: Point, end: Point, lengths: tuple[float, float], bend: int) -> tuple[Point, Point]:
    """The joint between `start` and `end` of two bones, and the end that they reach. `bend` is the side of the joint."""
    first, second = lengths
    dx, dy = end[0] - start[0], end[1] - start[1]
    far = hypot(dx, dy) or 1.0
    reach = min(max(far, abs(first - second) + 0.1), first + second - 0.1)
    base = atan2(dy, dx)
    corner = acos((first**2 + reach**2 - second**2) / (2 * first * reach))
    joint = (start[0] + first * cos(base + bend * corner), start[1] + first * sin(base + bend * corner))
    return joint, (start[0] + reach * cos(base), start[1] + reach * sin(base))


def capsule(a: Circle, b: Circle) -> str:
    """The hull of two circles as path data."""
    (p, r), (q, s) = (a, b) if a[1] >= b[1] else (b, a)
    far = hypot(q[0] - p[0], q[1] - p[1])
    if far <= r - s or far == 0:
        return disc(p, r)
    base, side = atan2(q[1] - p[1], q[0] - p[0]), acos((r - s) / far)
    points = [_on(p, r, base + side), _on(q, s, base + side), _on(q, s, base - side), _on(p, r, base - side)]
    large = 1 if 2 * side < pi else 0
    return (
        f"M{xy(points[0])}L{xy(points[1])}A{num(s)} {num(s)} 0 {1 - large} 0 {xy(points[2])}"
        f"L{xy(points[3])}A{num(r)} {num(r)} 0 {large} 0 {xy(points[0])}Z"
    )


def disc(p: Point, r: float) -> str:
    left, right = (p[0] - r, p[1]), (p[0] + r, p[1])
    return f"M{xy(left)}A{num(r)} {num(r)} 0 1 0 {xy(right)}A{num(r)} {num(r)} 0 1 0 {xy(left)}Z"


def _on(p: Point, r: float, a: float) -> Point:
    return (p[0] + r * cos(a), p[1] + r * sin(a))


@dataclass
class Pen:
    """Collects the parts of one drawing in the order in which they are painted."""

    colours: Colours
    out: list[str] = field(default_factory=list)

    def colour(self, name: str) -> str:
        found: str = getattr(self.colours, name)
        return found

    def shape(self, data: str, fill: str, line: float = LINE, ink: str = "ink") -> None:
        """A filled shape with its outline around the whole: overlapping parts of `data` melt into one."""
        outline = f' stroke="{self.colour(ink)}" stroke-width="{num(2 * line)}" paint-order="stroke"' if line else ""
        self.out.append(f'<path d="{data}" fill="{self.colour(fill)}"{outline}/>')

    def stroke(self, data: str, width: float = LINE, ink: str = "ink", dash: str = "") -> None:
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self.out.append(
            f'<path d="{data}" fill="none" stroke="{self.colour(ink)}" stroke-width="{num(width)}" '
            f'stroke-linecap="round"{dashes}/>'
        )

    def chain(self, circles: Sequence[Circle], fill: str, line: float = LINE) -> None:
        """A limb: the hull of each circle and the next, under one outline."""
        self.shape("".join(capsule(a, b) for a, b in pairwise(circles)), fill, line)

    def box(self, x: float, y: float, width: float, height: float, fill: str, line: float = LINE) -> None:
        self.shape(f"M{xy((x, y))}h{num(width)}v{num(height)}h{num(-width)}Z", fill, line)

    def round(self, at: Point, r: float, fill: str, line: float = LINE) -> None:
        outline = f' stroke="{self.colour("ink")}" stroke-width="{num(2 * line)}" paint-order="stroke"' if line else ""
        self.out.append(
            f'<circle cx="{num(at[0])}" cy="{num(at[1])}" r="{num(r)}" fill="{self.colour(fill)}"{outline}/>'
        )

    def lines(self, points: Iterable[Point], width: float = LINE, ink: str = "ink", dash: str = "") -> None:
        self.stroke("M" + "L".join(xy(point) for point in points), width, ink, dash)
