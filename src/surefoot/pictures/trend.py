"""One measure over visits, with the band in which a difference shows no change; points not taken alike by their shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from surefoot.pictures.picture import (
    ACCENT,
    BAND,
    GROUND,
    INK,
    SOFT,
    TEXT_SIZE,
    Data,
    Language,
    Picture,
    Spec,
    day_says,
    layer,
    whole,
)
from surefoot.units import written
from surefoot.wording import unsure

_WIDTH, _HEIGHT = 340, 190
_ROOM = 0.18  # of the span of values, left free above and below
_EARLIER, _LATEST = 90, 190  # areas of the marks
_WORDS = {
    "en": {
        "bands": "Band: within measurement error of {value} ({day})",
        "unknown": "No band: the measurement error for this person is not known",
        "alike": "Disc: taken in the usual way",
        "differs": "Triangle: not taken like the latest",
        "apart": "Cross: not compared",
        "error": "measurement error {size} ({name}), band {low} to {high}",
        "alone": "one visit so far",
    },
    "es": {
        "bands": "Banda: dentro del error de medición de {value} ({day})",
        "unknown": "Sin banda: no se conoce el error de medición para esta persona",
        "alike": "Disco: medido de la manera habitual",
        "differs": "Triángulo: no se midió igual que la última vez",
        "apart": "Cruz: no se compara",
        "error": "error de medición {size} ({name}), banda de {low} a {high}",
        "alone": "una visita hasta ahora",
    },
}
_SHAPES = {"alike": "circle", "differs": "triangle-up", "apart": "cross"}


@dataclass(frozen=True, slots=True)
class Point:
    """One visit. `differs` says how it was not taken like the latest; `apart` why it is not compared at all."""

    day: str
    value: float
    differs: str = ""
    apart: str = ""

    @property
    def kind(self) -> str:
        return "apart" if self.apart else "differs" if self.differs else "alike"


def trend_picture(
    label: str,
    unit: str,
    points: Sequence[Point],
    errors: Sequence[Data] = (),
    language: Language = "en",
    width: int = _WIDTH,
) -> Picture | None:
    """The points in the order of their days; None without one. `errors` as a change of the assessment lists them.

    Only an error known to fit this person draws a band, around the last value before the latest that may be compared;
    several that fit draw one each, under its name.
    """
    if not points:
        return None
    points = sorted(points, key=lambda point: point.day)
    centre = next((point for point in reversed(points[:-1]) if not point.apart), None)
    fitting = [error for error in errors if error.get("fits") == "yes"] if centre else []
    bands = [_band(error, centre.value) for error in fitting] if centre else []
    scale = _scale(points, bands, language)
    layers = [*_bands(bands, scale), *_line(points, scale), *_marks(points, scale, unit, bool(bands))]
    says = _WORDS[language]
    signs = [says[kind] for kind in _SHAPES if any(point.kind == kind for point in points)]
    if bands and centre:
        band = says["bands"].format(value=written(centre.value, unit), day=day_says(centre.day, language))
        signs.append(f"{band}: {'; '.join(one['name'] for one in bands)}")
    elif centre:
        signs.append(says["unknown"])
    return Picture(
        whole(layers, width, _HEIGHT), _alternative(label, unit, points, bands, centre, language), tuple(signs)
    )


def _band(error: Data, centre: float) -> dict[str, Any]:
    name = f"{error.get('population') or error['id']}{unsure(error.get('confidence'))}"
    size = float(error["value"])
    return {"name": name, "size": size, "low": centre - size, "high": centre + size}


def _alternative(
    label: str,
    unit: str,
    points: Sequence[Point],
    bands: Sequence[Data],
    centre: Point | None,
    language: Language,
) -> str:
    says = _WORDS[language]
    parts = []
    for point in points:
        why = point.apart or point.differs
        parts.append(f"{day_says(point.day, language)}: {written(point.value, unit)}" + (f" ({why})" if why else ""))
    for band in bands:
        size, low, high = (written(round(band[key], 2), unit) for key in ("size", "low", "high"))
        parts.append(says["error"].format(size=size, name=band["name"], low=low, high=high))
    if not bands:
        parts.append(says["unknown"] if centre else says["alone"])
    return f"{label}. {'; '.join(parts)}."


def _scale(points: Sequence[Point], bands: Sequence[Data], language: Language) -> dict[str, Any]:
    values = [point.value for point in points] + [band[edge] for band in bands for edge in ("low", "high")]
    low, high = min(values), max(values)
    room = (high - low) * _ROOM or abs(high) * _ROOM or 1.0
    first, last = (date.fromisoformat(points[at].day).toordinal() for at in (0, -1))
    aside = max((last - first) * _ROOM / 2, 1)
    days = {_at(point): day_says(point.day, language) for point in points}
    names = ",".join(f"'{at}':'{says}'" for at, says in days.items())
    floor = low - room if bands or low < 0 else 0.0  # without a band a short scale would make chance look like change
    x, y = [first - aside, last + aside], [floor, high + room]
    return {"y": y, "x": x, "days": tuple(days), "names": names}


def _x(scale: Data) -> Spec:
    axis = {
        "title": None,
        "grid": False,
        "values": list(scale["days"]),
        "labelExpr": f"{{{scale['names']}}}[datum.value]",
        "labelOverlap": "greedy",
        "labelPadding": 6,
    }
    return {"field": "at", "type": "quantitative", "scale": _plain(scale["x"]), "axis": axis}


def _y(scale: Data, field: str = "value") -> Spec:
    axis = {"title": None, "grid": False, "tickCount": 4}
    return {"field": field, "type": "quantitative", "scale": _plain(scale["y"]), "axis": axis}


def _plain(domain: Sequence[float]) -> Spec:
    return {"domain": list(domain), "nice": False, "zero": False}


def _bands(bands: Sequence[Data], scale: Data) -> list[Spec]:
    """The widest below; each with its own edges, so that two that overlap are told apart without colour."""
    layers = []
    across = {"x": {"value": 0}, "x2": {"value": "width"}}
    for band in sorted(bands, key=lambda one: -one["size"]):
        value = [{"low": band["low"], "high": band["high"]}]
        mark = {"type": "rect", "color": BAND, "opacity": 1}
        if len(bands) > 1:
            mark |= {"stroke": SOFT, "strokeWidth": 1, "strokeDash": [4, 3]}
        layers.append(layer(value, mark, {"y": _y(scale, "low"), "y2": {"field": "high"}} | across))
    return layers


def _line(points: Sequence[Point], scale: Data) -> list[Spec]:
    values = [{"at": _at(point), "value": point.value} for point in points]
    return [layer(values, {"type": "line", "color": SOFT, "strokeWidth": 2}, {"x": _x(scale), "y": _y(scale)})]


def _at(point: Point) -> int:
    return date.fromisoformat(point.day).toordinal()


def _marks(points: Sequence[Point], scale: Data, unit: str, on_band: bool) -> list[Spec]:
    layers = []
    for index, point in enumerate(points):
        last = index == len(points) - 1
        value = [{"at": _at(point), "value": point.value, "says": written(point.value, unit)}]
        place = {"x": _x(scale), "y": _y(scale)}
        filled = ACCENT if last else INK if point.kind == "alike" else GROUND
        mark = {
            "type": "point",
            "shape": _SHAPES[point.kind],
            "size": _LATEST if last else _EARLIER,
            "fill": filled,
            "stroke": ACCENT if last else INK,
            "strokeWidth": 2,
            "opacity": 1,
        }
        layers.append(layer(value, mark, place))
        text = {"type": "text", "dy": -18, "fontSize": TEXT_SIZE, "fontWeight": "bold" if last else "normal"}
        if point is points[0] or last:
            if on_band:  # a hem, so that no edge runs through the number
                hem = {"stroke": BAND, "strokeWidth": 5, "color": BAND}
                layers.append(layer(value, text | hem, place | {"text": {"field": "says"}}))
            layers.append(layer(value, text | {"color": INK}, place | {"text": {"field": "says"}}))
    return layers
