"""What every picture is made of: a spec, its words, and the few tones that a page repaints and grey paper carries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from surefoot.wording import unsure

Language = Literal["en", "es"]
Spec = dict[str, Any]
Data = Mapping[str, Any]

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
INK, SOFT, ACCENT, BAND, GROUND = "#1d2321", "#5b6462", "#14555a", "#d5dad8", "#ffffff"
TEXT_SIZE, LABEL_SIZE = 17, 14  # in points of the picture, which a phone shows at its own width
_MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "es": ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"),
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A Vega-Lite spec, the words that say the same with every number, and what each sign means."""

    spec: Spec
    alternative: str
    signs: tuple[str, ...]

    @property
    def caption(self) -> str:
        """The signs as one text, without its last full stop."""
        return ". ".join(self.signs)


def whole(layers: Sequence[Spec], width: int, height: int) -> Spec:
    """The spec of one view, its ground left clear so that paper and dark pages show their own."""
    axis = {
        "labelColor": INK,
        "titleColor": INK,
        "domainColor": SOFT,
        "tickColor": SOFT,
        "labelFontSize": LABEL_SIZE,
        "titleFontSize": LABEL_SIZE,
        "titleFontWeight": "normal",
    }
    return {
        "$schema": SCHEMA,
        "background": None,
        "width": width,
        "height": height,
        "layer": list(layers),
        "config": {"view": {"stroke": None}, "axis": axis, "aria": False},
    }


def layer(values: Sequence[Data], mark: Data, encoding: Data) -> Spec:
    return {"data": {"values": list(values)}, "mark": dict(mark), "encoding": dict(encoding)}


def day_says(day: str, language: Language = "en") -> str:
    """A day as ISO 8601 in the words of the language, without asking a clock or a locale.

    >>> day_says("2026-03-09"), day_says("2026-03-09", "es")
    ('Mar 9, 2026', '9 mar 2026')
    """
    year, month, number = day.split("-")
    word, number = _MONTHS[language][int(month) - 1], str(int(number))
    return f"{word} {number}, {year}" if language == "en" else f"{number} {word} {year}"


def named(item: Data) -> str:
    """A limit, norm or error by its name, and that nobody has checked it where that is so."""
    return f"{item.get('name') or item.get('label') or item['id']}{unsure(item.get('confidence'))}"


def side_by_side(titled: Sequence[tuple[str, Picture]]) -> Spec:
    """Several pictures as one spec, two in a row, each under its title."""
    views = []
    for title, picture in titled:
        shown = {"text": title, "anchor": "start", "fontSize": TEXT_SIZE, "color": INK, "offset": 6}
        views.append({key: picture.spec[key] for key in ("width", "height", "layer")} | {"title": shown})
    first = titled[0][1].spec
    return {
        "$schema": SCHEMA,
        "background": None,
        "columns": 2,
        "spacing": {"row": 22, "column": 30},
        "concat": views,
        "config": first["config"],
    }
