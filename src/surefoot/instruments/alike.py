"""Whether two scores were taken alike: the aid, the side, the shoes, the length of the course, the height of the seat, the floor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from surefoot.units import plain

_WAYS = {
    "aid": ("aid", ""),
    "side": ("side", ""),
    "shoes": ("shoes", ""),
    "floor": ("floor", ""),
    "course_m": ("length of the course", " m"),
    "chair_height_cm": ("height of the seat", " cm"),
}
WAYS = tuple(_WAYS)


def ways_of(taken: Mapping[str, Any] | None) -> dict[str, Any]:
    """What was recorded of how a score was taken, out of the `taken` of a score."""
    taken = taken or {}
    said = {**(taken.get("recorded") or {}), "side": taken.get("side")}
    return {way: said[way] for way in WAYS if said.get(way) not in (None, "")}


def unlike(before: Mapping[str, Any], now: Mapping[str, Any], day: str) -> list[str]:
    """In words, each way in which the two are not known to be alike; what neither recorded says nothing.

    >>> unlike({"aid": "cane"}, {"aid": "none", "course_m": 3}, "2026-03-02")
    ['aid cane on 2026-03-02, none now', 'length of the course not recorded on 2026-03-02, 3 m now']
    """
    return list(_differing(before, now, day))


def _differing(before: Mapping[str, Any], now: Mapping[str, Any], day: str) -> Iterator[str]:
    for way, (label, sign) in _WAYS.items():
        if before.get(way) != now.get(way):
            then, today = (_shown(one.get(way), sign) for one in (before, now))
            yield f"{label} {then} on {day}, {today} now"


def _shown(value: Any, sign: str) -> str:
    if value is None:
        return "not recorded"
    return f"{plain(value)}{sign}" if isinstance(value, int | float) else str(value).replace("_", " ")
