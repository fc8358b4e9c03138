"""The second picture of the report: measures that earlier visits hold too, as on the trend page, from the same spec."""

from __future__ import annotations

from collections.abc import Sequence

from surefoot.note.document import Chart
from surefoot.note.material import Data
from surefoot.pictures import Picture, Point, side_by_side, trend_picture

_ALONE, _BESIDE = 700, 340  # widths: one that has the row to itself, and one of two
_MOST = 4  # pictures; the changes of the rest stand in the list below


def build_trend(changes: Sequence[Data], day: str) -> Chart | None:
    """Each measure of the visit of `day` and its earlier values; None where no earlier visit holds a value."""
    shown = _by_score(changes)[:_MOST]
    width = _ALONE if len(shown) == 1 else _BESIDE
    drawn = [(rows[0]["label"], picture) for rows in shown if (picture := _picture(rows, day, width))]
    if not drawn:
        return None
    signs = dict.fromkeys(f"{label}: {picture.caption}" for label, picture in drawn)
    alternative = " ".join(picture.alternative for _, picture in drawn)
    return Chart(side_by_side(drawn), alternative, f"Over visits. {'. '.join(signs)}")


def _by_score(changes: Sequence[Data]) -> list[list[Data]]:
    """The changes of each score that has a value at this visit and at an earlier one, the latest earlier visit first."""
    found: dict[str, list[Data]] = {}
    for change in changes:
        if change.get("before") is not None and change.get("now") is not None:
            found.setdefault(change["id"], []).append(change)
    return list(found.values())


def _picture(rows: Sequence[Data], day: str, width: int) -> Picture | None:
    points = [
        Point(one["since"], one["before"], "; ".join(one.get("unlike") or ()), one.get("not_compared") or "")
        for one in rows
    ]
    compared = next((one for one in rows if not one.get("not_compared")), rows[0])
    now = Point(day, rows[0]["now"])
    about = (rows[0]["label"], rows[0]["unit"], [*points, now], compared.get("errors") or ())
    return trend_picture(*about, width=width)
