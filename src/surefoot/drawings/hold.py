"""Instruments, and what a person or an examiner holds."""

from __future__ import annotations

from surefoot.drawings.figure import GROUND
from surefoot.drawings.pen import Frame, Pen, xy


def ruler(pen: Pen, at: list[float], width: float) -> None:
    """A ruler on a wall; `at` is its upper left corner."""
    pen.box(at[0], at[1], width, 12, "top", 1.8)
    for n in range(1, int(width // 8)):
        pen.lines([(at[0] + n * 8, at[1] + 1), (at[0] + n * 8, at[1] + (7 if n % 2 else 4.6))], 1.4)


def target(pen: Pen, at: list[float]) -> None:
    """A mark on a wall to look at."""
    pen.round((at[0], at[1]), 5, "accent")


def sight(pen: Pen, start: list[float], end: list[float]) -> None:
    """Where the eyes look."""
    pen.lines([(start[0], start[1]), (end[0], end[1])], 1.8, "ink", "2 6")


def wave(pen: Pen, at: list[float], width: float) -> None:
    """A small wave, as a recording shows it."""
    x, y = at
    part = width / 6
    data = [f"M{xy((x, y))}"]
    for n in range(6):
        high = 8 if n % 2 else -8
        data.append(f"q{xy((part / 2, high))} {xy((part, 0))}")
    pen.stroke("".join(data), 2.2, "accent")


def slab(pen: Pen, at: list[float], soft: bool = False) -> None:
    """A small picture of what is stood on: a firm floor, or foam."""
    x, y = at
    leg, shoe = "M-6 -12 L5 -12 L5 0 L-6 0 Z", "M-8.6 8 L-8.6 2 Q-8.4 -4 -5.4 -5 L5 -5 Q7.4 -1 13 0 Q20 1.6 20 8 Z"
    pen.shape(Frame((x - 5, y - 8), 0, 1, 1).path(shoe), "shoe", 2)
    pen.shape(Frame((x - 5, y - 8), 0, 1, 1).path(leg), "trousers", 2)
    if soft:
        pen.box(x - 18, y, 36, 13, "glass", 2)
        for n in range(4):
            pen.round((x - 13 + n * 8.6, y + (4 if n % 2 else 8)), 1.3, "ink", 0)
    else:
        pen.lines([(x - 19, y + 1.4), (x + 19, y + 1.4)], 3.4)


def cup(pen: Pen, at: list[float]) -> None:
    f = Frame((at[0], at[1]), 0, 1, 1)
    pen.shape(f.path("M-7 -9 L7 -9 L5 10 L-5 10 Z"), "top", 2)
    pen.shape(f.path("M-6.6 -5 L6.6 -5 L5 10 L-5 10 Z"), "accent", 0)


def bubble(pen: Pen, at: list[float], width: float, high: float, tip: list[float]) -> None:
    """What is said aloud; `at` is its middle, `tip` the mouth."""
    x, y = at[0] - width / 2, at[1] - high / 2
    pen.shape(f"M{xy((x + 10, y))}h{width - 20:g}q10 0 10 10v{high - 20:g}q0 10 -10 10h{20 - width:g}q-10 0 -10 -10L{xy((tip[0], tip[1]))}L{xy((x, y + 10))}q0 -10 10 -10Z", "top", 2.2)  # fmt: skip


def sensor(pen: Pen, at: list[float], turn: float) -> None:
    """A small sensor on a belt."""
    f = Frame((at[0], at[1]), turn, 1, 1)
    pen.stroke(f.path("M0 0 L22 -2"), 3.4)
    pen.shape(f.path("M-5 -7 L4 -7 L4 7 L-5 7 Z"), "accent", 2)


def rod(pen: Pen, at: list[float]) -> None:
    """A cane that lies on the floor, seen from its end."""
    pen.round((at[0], at[1]), 3.4, "thing_dark", 2)


def squares(pen: Pen, at: list[float], size: float) -> None:
    """The four squares from above with the order of the steps there and back."""
    from surefoot.drawings.glyphs import write
    from surefoot.drawings.marks import arrow

    x, y = at
    for a, b in (((x - size, y), (x + size, y)), ((x, y - size), (x, y + size))):
        pen.lines([a, b], 7)
        pen.lines([a, b], 3, "thing_dark")
    q = size * 0.56
    for text, dx, dy in (("1", -q, q), ("2", -q, -q), ("3", q, -q), ("4", q, q)):
        write(pen, text, (x + dx, y + dy), 20)
    s = size * 0.24
    arrow(pen, [x - q, y + s], [x - q, y - s], both=True, width=3.6)
    arrow(pen, [x - s, y - q], [x + s, y - q], both=True, width=3.6)
    arrow(pen, [x + q, y - s], [x + q, y + s], both=True, width=3.6)


def gripper(pen: Pen, at: list[float]) -> None:
    """A hand-held dynamometer in the hand, its dial above."""
    x, y = at
    pen.lines([(x + 3, y - 14), (x + 3, y + 12)], 9)
    pen.lines([(x + 3, y - 14), (x + 3, y + 12)], 4.4, "thing_dark")
    pen.round((x + 3, y - 24), 11, "top", 2.4)
    pen.lines([(x + 3, y - 24), (x + 8, y - 30)], 2.4, "stop")
    pen.shape(f"M{xy((x - 5, y - 6))}h11q3 0 3 3v6q0 3 -3 3h-11q-3 0 -3 -3v-6q0 -3 3 -3Z", "skin", 2)


def device(pen: Pen, at: list[float]) -> None:
    """A flat hand-held dynamometer with its pad to the left."""
    x, y = at
    pen.box(x - 6, y - 9, 5, 18, "thing_dark", 2)
    pen.box(x - 1, y - 6, 12, 12, "top", 2)


def bench(pen: Pen, at: float, high: float, back: bool = False) -> None:
    """A seat that stands fast, high enough for the feet to hang; `at` is its middle."""
    top = GROUND - high
    pen.box(at - 12, top + 8, 24, high - 8, "thing_dark", 2.2)
    pen.box(at - 30, top, 58, 9, "thing", 2.2)
    pen.box(at - 22, GROUND - 7, 44, 7, "thing_dark", 2.2)
    if back:
        pen.shape(Frame((at - 28, top), -8, 1, 1).path("M-7 2 L-7 -62 L3 -62 L3 2 Z"), "thing", 2.2)


def band(pen: Pen, start: list[float], end: list[float]) -> None:
    """A strap around a limb."""
    pen.lines([(start[0], start[1]), (end[0], end[1])], 8)
    pen.lines([(start[0], start[1]), (end[0], end[1])], 4, "top")


def machine(pen: Pen, at: float) -> None:
    """The screen of the machine on its stand."""
    pen.box(at - 5, 100, 10, GROUND - 100, "thing_dark", 2.2)
    pen.box(at - 20, GROUND - 6, 40, 6, "thing_dark", 2.2)
    pen.box(at - 27, 48, 54, 50, "thing", 2.2)
    pen.box(at - 20, 55, 40, 34, "glass", 1.8)
    pen.stroke(f"M{xy((at - 14, 74))}q7 -18 14 0t14 0", 2.4, "accent")


def axis(pen: Pen, at: list[float]) -> None:
    """The head of the machine on its column, behind the knee."""
    x, y = at
    pen.box(x - 10, y, 20, GROUND - y, "thing_dark", 2.2)
    pen.round((x, y), 17, "thing_dark", 2.4)


def lever(pen: Pen, start: list[float], end: list[float]) -> None:
    """The lever of a machine along the shin, from the axis at the knee."""
    pen.lines([(start[0], start[1]), (end[0], end[1])], 8)
    pen.lines([(start[0], start[1]), (end[0], end[1])], 3.6, "top")
    pen.round((start[0], start[1]), 5.4, "top", 2)


def metronome(pen: Pen, at: float) -> None:
    f = Frame((at, GROUND), 0, 1, 1)
    pen.shape(f.path("M-14 0 L-7 -40 L7 -40 L14 0 Z"), "thing", 2.2)
    pen.stroke(f.path("M0 -8 L12 -46"), 2.6, "accent")
    pen.round(f.point((8.4, -34)), 3.4, "accent", 0)


def ramp(pen: Pen, at: float, width: float) -> None:
    pen.shape(f"M{xy((at - width / 2, GROUND))}h{width:g}v-14Z", "thing", 2.2)


def wedge(pen: Pen, at: float, width: float, high: float) -> None:
    """A small incline that rises to the right; `at` is its left edge."""
    pen.shape(f"M{xy((at, GROUND))}h{width:g}v{-high:g}Z", "thing_dark", 2.2)


def floor_tape(pen: Pen, at: float, width: float) -> None:
    """A tape measure on the floor."""
    pen.box(at, GROUND + 4, width, 10, "top", 1.6)
    for n in range(1, int(width // 6)):
        pen.lines([(at + n * 6, GROUND + 5), (at + n * 6, GROUND + (10 if n % 2 else 8))], 1.3)


def card(pen: Pen, start: list[float], end: list[float]) -> None:
    """A small card from under a toe to the hand that pulls it."""
    pen.lines([(start[0], start[1]), (end[0], end[1])], 6)
    pen.lines([(start[0], start[1]), (end[0], end[1])], 2, "top")


def load(pen: Pen, start: list[float], end: list[float]) -> None:
    """A strap to a measuring device that is fixed to the seat."""
    pen.lines([(start[0], start[1]), (end[0], end[1])], 5)
    pen.box(end[0] - 8, end[1] - 9, 17, 18, "top", 2.2)
    pen.lines([(end[0] - 3, end[1] + 3), (end[0] + 4, end[1] - 3)], 2, "stop")


def pencil(pen: Pen, at: list[float]) -> None:
    """A pen in the hand over a sheet on the table."""
    x, y = at
    pen.lines([(x + 6, y + 3.4), (x + 34, y + 3.4)], 4)
    pen.lines([(x + 6, y + 3.4), (x + 34, y + 3.4)], 1.6, "top")
    pen.lines([(x - 3, y - 14), (x + 9, y + 1)], 3.4)


def hand(pen: Pen, at: list[float], face: str = "left", size: float = 1.0) -> None:
    """A hand that pinches something at `at`, its sleeve to the side away from it."""
    f = Frame((at[0], at[1]), 0, -1 if face == "left" else 1, size)
    pen.shape(f.path("M-34 -9 L-20 -8 L-20 10 L-34 11 Z"), "staff_top", 2.2)
    pen.shape(f.path("M-20 -7 Q-13 -9 -8 -6 L0 -3.4 Q2.6 -2 1.6 0 Q0.6 1.6 -2 1 L-6 0.4 L-1 1.8 Q1.6 3 0.4 5 Q-0.6 6 -3 5.4 L-8 6.6 Q-13 9.6 -20 9 Z"), "skin", 2)  # fmt: skip


def thread(pen: Pen, start: list[float], end: list[float]) -> None:
    """A thin thread that bends where it presses."""
    pen.stroke(f"M{xy((start[0], start[1]))}C{xy((start[0] - 14, start[1] - 26))} {xy((end[0] + 34, end[1] - 22))} {xy((end[0], end[1]))}", 2.4)  # fmt: skip


def fork(pen: Pen, at: list[float], high: float) -> None:
    """A tuning fork that stands on `at`, humming."""
    x, y = at
    top, yoke = y - high, y - high * 0.5
    pen.lines([(x, y), (x, yoke)], 5)
    pen.stroke(f"M{xy((x - 8, top))}V{yoke - 8:g}q0 8 8 8t8 -8V{top:g}", 5)
    pen.lines([(x - 4, y - 1), (x + 4, y - 1)], 6)
    for way in (-1, 1):
        for n in (1, 2):
            mx = x + way * (10 + n * 6)
            pen.stroke(f"M{xy((mx, top + 4))}q{xy((way * 4, 8))} 0 16", 2, "accent")


def cuff(pen: Pen, start: list[float], end: list[float], wide: float) -> None:
    """A blood pressure cuff around the upper arm."""
    pen.stroke(f"M{xy((start[0], start[1]))}L{xy((end[0], end[1]))}", wide + 4)
    pen.out[-1] = pen.out[-1].replace('stroke-linecap="round"', 'stroke-linecap="butt"')
    dx, dy = (end[0] - start[0]) * 0.14, (end[1] - start[1]) * 0.14
    pen.stroke(f"M{xy((start[0] + dx, start[1] + dy))}L{xy((end[0] - dx, end[1] - dy))}", wide, "accent")
    pen.out[-1] = pen.out[-1].replace('stroke-linecap="round"', 'stroke-linecap="butt"')


def table(pen: Pen, at: float, width: float) -> None:
    """A table; `at` is its left edge."""
    for x in (at + 6, at + width - 11):
        pen.box(x, GROUND - 58, 5, 58, "thing_dark", 2)
    pen.box(at, GROUND - 62, width, 6, "thing_dark", 2)


def form(pen: Pen, at: list[float]) -> None:
    """A sheet with lines and boxes, held up so that it can be seen."""
    x, y = at[0] - 2, at[1] - 96
    pen.box(x, y, 44, 56, "top", 2)
    for n in range(4):
        pen.box(x + 6, y + 8 + n * 11, 6, 6, "top", 1.2)
        pen.lines([(x + 17, y + 11 + n * 11), (x + 37, y + 11 + n * 11)], 1.8)
    pen.lines([(x + 6, y + 11), (x + 8.6, y + 14), (x + 13, y + 7)], 2.4, "accent")


def sore(pen: Pen, at: list[float]) -> None:
    """A place that hurts."""
    x, y = at
    pen.round((x, y), 4, "stop", 0)
    for dx, dy in ((0, -1), (0.87, -0.5), (0.87, 0.5), (0, 1), (-0.87, 0.5), (-0.87, -0.5)):
        pen.lines([(x + dx * 7.4, y + dy * 7.4), (x + dx * 12, y + dy * 12)], 2.4, "stop")


def chart(pen: Pen, at: list[float], width: float, high: float) -> None:
    """An eye chart: rows of open squares that become smaller."""
    x, y = at
    pen.box(x, y, width, high, "top", 2.2)
    top = y + 8.0
    for size, count in ((20, 1), (14, 2), (10, 3), (7, 4), (5, 5)):
        gap = size * 0.7
        left = x + (width - count * size - (count - 1) * gap) / 2
        for n in range(count):
            f = Frame((left + n * (size + gap) + size / 2, top + size / 2), 90 * (n % 4), 1, size / 10)
            pen.stroke(f.path("M4 -4 L-4 -4 L-4 4 L4 4 M-4 0 L3 0"), size * 0.2)
        top += size + 6
