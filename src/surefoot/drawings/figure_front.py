"""A person from the front or from behind. Legs are told by how far each foot stands from the middle and how high it is lifted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from surefoot.drawings.figure import FORE, GROUND, LOOKS, UPPER, Look
from surefoot.drawings.pen import Frame, Pen, Point, bent

_HIP, _SHOULDER = -81.0, -124.0  # heights above the ground
_TRUNK = "M-13 -128 Q-19 -126 -19.5 -119 L-16 -80 Q-15.6 -74 -10 -74 L10 -74 Q15.6 -74 16 -80 L19.5 -119 Q19 -126 13 -128 Q6 -131 0 -131 Q-6 -131 -13 -128 Z"
_FACE = "M-9.6 -146 C-9.6 -160 9.6 -160 9.6 -146 C9.6 -139 5.6 -132 0 -132 C-5.6 -132 -9.6 -139 -9.6 -146 Z"
_HAIR = "M-9.8 -143 C-14.4 -164 14.4 -164 9.8 -143 C9 -149 6 -151.6 3 -152 C-1 -151.6 -7 -151 -9.8 -143 Z"
_BACK_HAIR = "M-10.4 -144 C-11.4 -161 11.4 -161 10.4 -144 C10 -138 5 -134.6 0 -134.6 C-5 -134.6 -10 -138 -10.4 -144 Z"
_SHOE = "M-6 0 Q-7.4 -8.6 0 -9 Q7.4 -8.6 6 0 Z"
_SOLE = "M-6.2 0 L-6.3 -2.4 L6.3 -2.4 L6.2 0 Z"


def front(pen: Pen, pose: dict[str, Any], *, at: float, look: str = "patient", back: bool = False, accent: tuple[str, ...] = (), size: float = 1.0, bare: bool = False, eyes: str = "open", up: float = 0.0) -> None:  # fmt: skip
    """Draw a person who faces us, or who turns the back (`back`). `at`: the middle of the body, across.

    `legs`: for `left` and `right` of the page [how far out, how high]. `arms`: for each the place of the hand from the middle of
    the body and above the ground, and of the elbow where the arm points toward us. `lean`: degrees to the right of the page.
    """
    base: Point = (at, GROUND - up)
    body = Frame((at + pose.get("shift", 0) * size, GROUND - up), pose.get("lean", 0), 1, size)
    wears = LOOKS[look]
    for which, sign in (("left", -1), ("right", 1)):
        out, high = pose.get("legs", {}).get(which, [8, 0])
        fill = "accent" if f"{which}_leg" in accent else wears.trousers
        _leg(
            pen,
            body,
            Frame((base[0] + sign * out * size, base[1] - high * size), 0, sign, size),
            sign,
            fill,
            bare,
            back,
        )
    arms = [_Arm.of(body, pose, which, sign) for which, sign in (("left", -1), ("right", 1))]
    fills = ["accent" if f"{which}_arm" in accent else wears.top for which in ("left", "right")]
    for arm, fill in zip(arms, fills, strict=True):
        if back or not arm.before:
            _arm(pen, arm, fill, size)
        else:
            pen.chain([(arm.shoulder, 6.2 * size), (arm.elbow, 5.2 * size)], fill)
    bust(pen, body, look, back, eyes)
    for arm, fill in zip(arms, fills, strict=True):
        if arm.before and not back:
            _forearm(pen, arm, fill, size)


def bust(pen: Pen, body: Frame, look: str, back: bool = False, eyes: str = "open") -> None:
    """Trunk and head alone; the frame stands where the feet would be."""
    pen.chain([(body.point((0, -124)), 5 * body.size), (body.point((0, -138)), 5 * body.size)], "skin")
    pen.shape(body.path(_TRUNK), LOOKS[look].top)
    _head(pen, body, LOOKS[look], back, eyes, body.size)


def _leg(pen: Pen, body: Frame, foot: Frame, sign: int, fill: str, bare: bool, back: bool) -> None:
    size = body.size
    hip, ankle = body.point((sign * 7.4, _HIP)), foot.point((0, -9))
    straight = ((hip[0] + ankle[0]) / 2, (hip[1] + ankle[1]) / 2)
    lifted = foot.at[1] < body.at[1] - 12 * size
    knee = (straight[0] + sign * 3 * size, straight[1]) if lifted else straight
    if back:
        pen.shape(foot.path(_SHOE), "skin" if bare else "shoe")
        if not bare:
            pen.shape(foot.path(_SOLE), "sole", 0)
    pen.chain([(hip, 8.6 * size), (knee, 7 * size), (ankle, 5.2 * size)], fill)
    if not back:
        pen.shape(foot.path(_SHOE), "skin" if bare else "shoe")
        if not bare:
            pen.shape(foot.path(_SOLE), "sole", 0)


@dataclass(frozen=True, slots=True)
class _Arm:
    """The joints of an arm, and whether the hand lies before the trunk."""

    shoulder: Point
    elbow: Point
    wrist: Point
    before: bool

    @classmethod
    def of(cls, body: Frame, pose: dict[str, Any], which: str, sign: int) -> _Arm:
        size = body.size
        x, y, *elbow_at = pose.get("arms", {}).get(which, [23 * sign, 76])
        shoulder = body.point((sign * 14, _SHOULDER + 3))
        elbow, wrist = bent(shoulder, body.point((x, -y)), (UPPER * size * 0.96, FORE * size), -sign)
        if elbow_at:
            elbow, wrist = body.point((elbow_at[0], -elbow_at[1])), body.point((x, -y))
        return cls(shoulder, elbow, wrist, abs(x) < abs(_SHOULDER) / 7)


def _arm(pen: Pen, arm: _Arm, fill: str, size: float) -> None:
    pen.round(arm.wrist, 4.5 * size, "skin")
    pen.chain([(arm.shoulder, 6.2 * size), (arm.elbow, 5.2 * size), (_cuff(arm), 4.4 * size)], fill)


def _cuff(arm: _Arm) -> Point:
    share = 0.86
    return (
        arm.elbow[0] + (arm.wrist[0] - arm.elbow[0]) * share,
        arm.elbow[1] + (arm.wrist[1] - arm.elbow[1]) * share,
    )


def _forearm(pen: Pen, arm: _Arm, fill: str, size: float) -> None:
    pen.round(arm.wrist, 4.5 * size, "skin")
    pen.chain([(arm.elbow, 5.2 * size), (_cuff(arm), 4.4 * size)], fill)


def _head(pen: Pen, body: Frame, wears: Look, back: bool, eyes: str, size: float) -> None:
    for sign in (-1, 1):
        pen.round(body.point((sign * 9.8, -144)), 2 * size, "skin", 1.6)
    pen.shape(body.path(_FACE), "skin")
    if back:
        pen.shape(body.path(_BACK_HAIR), wears.hair, 1.4)
    else:
        pen.shape(body.path(_HAIR), wears.hair, 1.2)
        for sign in (-1, 1):
            if eyes == "open":
                pen.round(body.point((sign * 4, -145.4)), 1.4 * size, "ink", 0)
            else:
                left, middle, right = (
                    body.point((sign * 4 + d, -145.4 + (1.4 if d == 0 else 0))) for d in (-2.2, 0, 2.2)
                )
                pen.lines([left, middle, right], 1.5)
        pen.stroke(body.path("M-3 -138.4 Q0 -136.6 3 -138.4"), 1.4)
    if wears.bun:
        pen.round(body.point((0, -146 if back else -159)), 4.6 * size, wears.hair, 1.6)
