"""A person from the side, built from joint angles: thick rounded limbs, shoes, a calm face.

Angles are absolute, in degrees: 0 hangs straight down, 90 points the way the person faces; the trunk and the head are measured from
upright, forward. A limb may instead be told the place it reaches. The lowest part of the body stands on the ground.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from surefoot.drawings.pen import Circle, Frame, Pen, Point, bent, step

GROUND = 168.0
FOOT, SHANK, THIGH, TRUNK, NECK, UPPER, FORE = 8.0, 36.0, 37.0, 43.0, 19.0, 27.0, 24.0
_SHOE = "M-8.6 8 L-8.6 2 Q-8.4 -4 -5.4 -5 L5 -5 Q7.4 -1 13 0 Q20 1.6 20 8 Z"
_SOLE = "M-8.6 8 L-8.6 6.2 L20 6.2 L20 8 Z"
_SHIRT = "M-10.4 5 Q-12.6 -8 -11.4 -22 Q-12.4 -37 -7.4 -46.4 Q-3 -51.4 3 -49.6 Q9.4 -46 11 -35 Q12.8 -24 11.8 -12 Q11.6 -2 11 5 Q0 8.4 -10.4 5 Z"
_BARE = "M-7 8 Q-9 2 -5 -4 L5 -4 Q8 1 14 3.4 Q18 4.6 17.4 8 Z"
_HEAD = "M-4 11 C-13 8 -13 -11.5 0 -11.5 C6 -11.5 9.6 -8.5 10 -3.4 L13 1.8 Q13.2 3.4 10.8 3.6 L10.6 6.6 Q10.4 11.6 5.6 11.6 Q1 11.6 -4 11 Z"
_HAIR = "M8.4 -7 C6 -14.8 -6 -15 -10.8 -8.8 C-14.2 -4 -12.6 5.4 -8 8.6 C-6.2 6 -6 4.4 -5.4 2.6 L-2.2 -2.2 C-1.2 -4.8 3.4 -4.4 8.4 -7 Z"
_FULL_HAIR = (
    "M9.6 -6 C8.4 -15.4 -6 -16 -11.2 -9.2 C-15 -3 -13 8 -7.4 9.4 C-4.4 8 -4.6 3.6 -4 1.2 C-1.4 -2.4 3.6 -2.6 9.6 -6 Z"
)
_BALL = 10.0  # where the foot bends when the heel is up


@dataclass(frozen=True, slots=True)
class Look:
    """What a person wears."""

    top: str
    trousers: str
    hair: str
    bun: bool = False
    glasses: bool = False


LOOKS = {
    "patient": Look("top", "trousers", "hair", glasses=True),
    "woman": Look("top", "trousers", "hair", bun=True),
    "staff": Look("staff_top", "staff_trousers", "staff_hair"),
}


@dataclass(frozen=True, slots=True)
class Joints:
    """Where the joints came to lie on the page."""

    hip: Point
    shoulder: Point
    head: Point
    legs: dict[str, tuple[Point, Point]]
    feet: dict[str, float]
    arms: dict[str, tuple[Point, Point]]


def side(pen: Pen, pose: dict[str, Any], *, at: float | list[float], face: str = "right", look: str = "patient", accent: tuple[str, ...] = (), size: float = 1.0, bare: bool = False, eyes: str = "open", up: float = 0.0, hands_behind: bool = False) -> Joints:  # fmt: skip
    """Draw a person from the side. `at`: the place of the hip, across alone (then the body stands on the ground) or across and down."""
    way = 1 if face == "right" else -1
    joints = _joints(pose, at, way, size, up)
    wears = LOOKS[look]
    fills = dict.fromkeys(accent, "accent")
    arms = pose.get("arms", {})
    if "far" in arms or "far" in joints.arms:
        _arm(pen, joints, "far", fills.get("far_arm", wears.top), size)
    for which in ("far", "near"):
        _leg(pen, joints, which, fills.get(f"{which}_leg", wears.trousers), way, size, bare)
    _trunk(pen, joints, fills.get("trunk", wears.top), pose.get("trunk", 0), way, size)
    _head(pen, Frame(joints.head, pose.get("trunk", 0) * 0.6 + pose.get("head", 0), way, size), wears, eyes)
    crossed = pose.get("crossed", False)
    _arm(pen, joints, "near", fills.get("near_arm", wears.top), size, hand=not crossed)
    if crossed:
        pen.round(Frame(joints.shoulder, pose.get("trunk", 0), way, size).point((7, 7)), 4.6 * size, "skin")
    return joints


def _joints(pose: dict[str, Any], at: float | list[float], way: int, size: float, up: float) -> Joints:
    placed = isinstance(at, list)
    hip: Point = (float(at[0]), float(at[1])) if isinstance(at, list) else (float(at), 0.0)
    legs, feet = _legs(pose, hip, way, size)
    trunk = pose.get("trunk", 0)
    shoulder = step(hip, 180 - trunk, TRUNK * size, way)
    if not placed:
        lowest = max(_lowest(legs, feet, way, size), hip[1] + 11 * size, shoulder[1] + 11 * size)
        shift = GROUND - up - lowest
        hip, shoulder = (hip[0], hip[1] + shift), (shoulder[0], shoulder[1] + shift)
        legs = {
            which: ((knee[0], knee[1] + shift), (ankle[0], ankle[1] + shift)) for which, (knee, ankle) in legs.items()
        }
    head = step(shoulder, 180 - trunk * 0.8 - pose.get("head", 0) - 7, NECK * size, way)
    arms = {
        which: _two(shoulder, spec, (UPPER * size, FORE * size), way, way)
        for which, spec in pose.get("arms", {"near": [4, 12]}).items()
    }
    return Joints(hip, shoulder, head, legs, feet, arms)


def _legs(pose: dict[str, Any], hip: Point, way: int, size: float) -> tuple[dict[str, tuple[Point, Point]], dict[str, float]]:  # fmt: skip
    legs, feet = {}, {}
    for which in ("near", "far"):
        spec = pose.get("legs", {}).get(which, [0, 0, 0])
        legs[which] = _two(hip, spec, (THIGH * size, SHANK * size), -way, way, leg=True)
        feet[which] = float(spec.get("foot", 0) if isinstance(spec, dict) else (spec[2] if len(spec) > 2 else 0))
    return legs, feet


def _two(
    start: Point, spec: Any, lengths: tuple[float, float], bend: int, way: int, leg: bool = False
) -> tuple[Point, Point]:
    """Two bones by their angles (an arm with the share of the forearm that is seen), or by the place they reach."""
    if isinstance(spec, dict):
        x, y = spec["to"]
        return bent(start, (float(x), float(y)), lengths, bend * (-1 if spec.get("other_bend") else 1))
    joint = step(start, spec[0], lengths[0], way)
    short = spec[2] if len(spec) > 2 and not leg else 1
    return joint, step(joint, spec[1], lengths[1] * short, way)


def _lowest(legs: dict[str, tuple[Point, Point]], feet: dict[str, float], way: int, size: float) -> float:
    soles = [
        point[1]
        for which, (_, ankle) in legs.items()
        for point in _outline(Frame(ankle, -feet[which], way, size), _points(_SHOE))
    ]
    knees = [knee[1] + 7 * size for knee, _ in legs.values()]
    return max(soles + knees)


def _points(template: str) -> list[Point]:
    numbers = [float(word) for word in template.replace("M", " ").replace("L", " ").replace("Q", " ").replace("Z", " ").split()]  # fmt: skip
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _outline(frame: Frame, points: list[Point]) -> list[Point]:
    return [_toe(frame, point) for point in points]


def _toe(frame: Frame, point: Point) -> Point:
    """A point of the foot; beyond the ball the toes stay flat where the heel is up."""
    if not 12 < frame.turn < 60 or point[0] <= _BALL:
        return frame.point(point)
    ball = frame.point((_BALL, 8))
    return Frame(ball, 0, frame.face, frame.size).point((point[0] - _BALL, point[1] - 8))


def _foot_path(frame: Frame, template: str) -> str:
    points = iter(_outline(frame, _points(template)))
    words = []
    for letter, count in (("M", 1), *(((found), {"L": 1, "Q": 2}[found]) for found in template if found in "LQ")):
        words.append(letter + " ".join(f"{x:.1f} {y:.1f}" for x, y in (next(points) for _ in range(count))))
    return "".join(words) + "Z"


def _leg(pen: Pen, joints: Joints, which: str, fill: str, way: int, size: float, bare: bool) -> None:
    knee, ankle = joints.legs[which]
    frame = Frame(ankle, -joints.feet[which], way, size)
    if bare:
        pen.chain([(ankle, 4.6 * size), (step(ankle, 180, 0.1, way), 4.6 * size)], "skin")
        pen.shape(_foot_path(frame, _BARE), "skin")
    else:
        pen.shape(_foot_path(frame, _SHOE), "shoe")
        pen.shape(_foot_path(frame, _SOLE), "sole", 0)
    pen.chain([(joints.hip, 10 * size), (knee, 7.4 * size), (ankle, 5.4 * size)], fill)


def _trunk(pen: Pen, joints: Joints, fill: str, trunk: float, way: int, size: float) -> None:
    neck: list[Circle] = [(joints.shoulder, 5 * size), (joints.head, 5 * size)]
    pen.chain(neck, "skin")
    pen.shape(Frame(joints.hip, trunk, way, size).path(_SHIRT), fill)


def _arm(pen: Pen, joints: Joints, which: str, fill: str, size: float, hand: bool = True) -> None:
    if which not in joints.arms:
        return
    elbow, wrist = joints.arms[which]
    if hand:
        pen.round(wrist, 4.6 * size, "skin")
    dx, dy = wrist[0] - elbow[0], wrist[1] - elbow[1]
    cuff = (elbow[0] + dx * 0.86, elbow[1] + dy * 0.86)
    pen.chain([(joints.shoulder, 6.4 * size), (elbow, 5.2 * size), (cuff, 4.4 * size)], fill)


def _head(pen: Pen, frame: Frame, wears: Look, eyes: str) -> None:
    size = frame.size
    if wears.bun:
        pen.round(frame.point((-12, -5.4)), 5.2 * size, wears.hair)
    pen.shape(frame.path(_HEAD), "skin")
    pen.shape(frame.path(_FULL_HAIR if wears.bun else _HAIR), wears.hair, 1.2)
    pen.shape(
        frame.path("M-4.6 -1 C-5 -3 -1 -3.4 -1 -0.4 C-1 2 -2.6 4 -3.6 3.2 C-4.4 2.4 -4.2 0.8 -4.6 -1 Z"), "skin", 1
    )
    if eyes == "open":
        pen.round(frame.point((7, -0.6)), 1.4 * size, "ink", 0)
    else:
        pen.stroke(frame.path("M4.6 -1.2 Q6.6 1.2 9 -0.4"), 1.6)
    pen.stroke(frame.path("M5 -4.4 Q7 -5.4 9 -4.4"), 1.2)
    if wears.glasses:
        pen.stroke(
            frame.path("M3.6 -0.8 C3.6 -4.4 10.4 -4.4 10.4 -0.8 C10.4 3.4 3.6 3.4 3.6 -0.8 Z M3.6 -1 L-2 -1.2"), 1.2
        )
    pen.stroke(frame.path("M6 7 Q8 7.6 9.6 6.6"), 1.3)
