"""One result against the distribution of its norm and the published limits, each by its name."""

from __future__ import annotations

from math import exp
from typing import Any

from surefoot.pictures.picture import (
    ACCENT,
    BAND,
    INK,
    LABEL_SIZE,
    SOFT,
    TEXT_SIZE,
    Data,
    Picture,
    Spec,
    layer,
    named,
    whole,
)
from surefoot.units import written

_WIDTH, _CURVE, _ROW, _LANE = 380, 110, 17, 32  # the lane below the curve is the person's
_STEPS, _REACH = 60, 3.0  # of the curve: points, and standard deviations to each side
_ROOM = 0.08
_SIGN = 6.6  # width of a sign of text
_OF_THE_MEAN = "of the mean"  # such an interval says how sure a mean is, not how far apart people are
_UNUSED = "unverified"


def norm_picture(score: Data) -> Picture | None:
    """A bell where the norm gives mean and standard deviation, a bar where it gives a range, neither where it gives neither.

    None where there is no value, or nothing to set it against.
    """
    value, unit = score.get("value"), str(score["unit"])
    if value is None or score.get("status") not in ("measured", "unable"):
        return None
    norm = _chosen(score)
    limits = sorted(
        (one for one in score.get("comparisons") or () if _number(one.get("value"), one.get("unit"), unit)),
        key=lambda one: -float(one["value"]),
    )
    if norm is None and not limits:
        return None
    scale = _scale(float(value), norm, limits)
    top = _ROW * len(limits)
    floor = top + _CURVE
    layers = [*_spread(norm, scale, top, floor), *_limits(limits, unit, scale, floor), *_person(score, scale, floor)]
    return Picture(whole(layers, _WIDTH, floor + _LANE), _alternative(score, norm, limits), _caption(norm))


def _number(value: object, unit: object, expected: str) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and (unit or expected) == expected


def _chosen(score: Data) -> Data | None:
    """The first norm that says how far apart people are, one that somebody checked before one that nobody did; else the first."""
    norms = [one for one in score.get("norms") or () if (one.get("unit") or score["unit"]) == score["unit"]]
    spread = sorted((one for one in norms if _edges(one)), key=lambda one: one.get("confidence") == _UNUSED)
    return next(iter([*spread, *(one for one in norms if one.get("mean") is not None)]), None)


def _bell(norm: Data) -> bool:
    return norm.get("mean") is not None and norm.get("sd") is not None


def _edges(norm: Data) -> tuple[float, float] | None:
    if _bell(norm):
        return float(norm["mean"] - norm["sd"]), float(norm["mean"] + norm["sd"])
    if _OF_THE_MEAN in str(norm.get("statistic") or "") or norm.get("low") is None or norm.get("high") is None:
        return None
    return float(norm["low"]), float(norm["high"])


def _scale(value: float, norm: Data | None, limits: list[Data]) -> list[float]:
    marks = [value, *(float(one["value"]) for one in limits)]
    if norm is not None:
        marks += _edges(norm) or ()
        marks += [float(norm["mean"])] if norm.get("mean") is not None else []
        marks += [norm["mean"] + side * _REACH * norm["sd"] for side in (-1, 1)] if _bell(norm) else []
    low, high = min(marks), max(marks)
    room = (high - low) * _ROOM or abs(high) * _ROOM or 1.0
    never_below = min(value, *(float(one["value"]) for one in limits), 0.0) >= 0
    return [max(low - room, 0.0) if never_below else low - room, high + room]


def _x(scale: list[float], field: str = "at") -> Spec:
    shown = {"title": None, "grid": False, "tickCount": 6, "labelPadding": 4}
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"domain": scale, "nice": False, "zero": False},
        "axis": shown,
    }


def _spread(norm: Data | None, scale: list[float], top: int, floor: int) -> list[Spec]:
    if norm is None:
        return []
    layers: list[Spec] = []
    edges = _edges(norm)
    if _bell(norm):
        layers += [_curve(norm, scale, top, floor, None), _curve(norm, scale, top, floor, edges)]
    elif edges:
        along = {"x": _x(scale, "low"), "x2": {"field": "high"}}
        across = {"y": {"value": floor - _CURVE / 2}, "y2": {"value": floor}}
        layers.append(
            layer(
                [{"low": edges[0], "high": edges[1]}], {"type": "rect", "color": BAND, "stroke": SOFT}, along | across
            )
        )
    if norm.get("mean") is not None:
        rule = {"type": "rule", "color": SOFT, "strokeWidth": 2, "strokeDash": [3, 3]}
        across = {"y": {"value": top + 6}, "y2": {"value": floor}}
        layers.append(layer([{"at": norm["mean"]}], rule, {"x": _x(scale)} | across))
    return layers


def _curve(norm: Data, scale: list[float], top: int, floor: int, edges: tuple[float, float] | None) -> Spec:
    """The bell: its outline, or the part within one standard deviation, filled. Its height means nothing but its shape."""
    low, high = edges or (norm["mean"] - _REACH * norm["sd"], norm["mean"] + _REACH * norm["sd"])
    low = max(low, scale[0])
    values = []
    for step in range(_STEPS + 1):
        at = low + (high - low) * step / _STEPS
        values.append({"at": round(at, 4), "h": round(exp(-(((at - norm["mean"]) / norm["sd"]) ** 2) / 2), 4)})
    mark: dict[str, Any] = {"type": "area", "color": BAND, "opacity": 1}
    if edges is None:
        mark = {"type": "line", "color": SOFT, "strokeWidth": 1.5}
    height = {"domain": [0, 1], "range": [floor, top + 10], "nice": False}
    return layer(
        values, mark, {"x": _x(scale), "y": {"field": "h", "type": "quantitative", "scale": height, "axis": None}}
    )


def _limits(limits: list[Data], unit: str, scale: list[float], floor: int) -> list[Spec]:
    layers = []
    for row, item in enumerate(limits):
        says = f"{written(item['value'], unit)}, {named(item)}"
        at = [{"at": item["value"], "says": says}]
        place = (float(item["value"]) - scale[0]) / (scale[1] - scale[0]) * _WIDTH
        left = place < len(says) * _SIGN
        text = {
            "type": "text",
            "align": "left" if left else "right",
            "dx": 5 if left else -5,
            "baseline": "middle",
            "color": INK,
            "fontSize": LABEL_SIZE,
        }
        across = {"y": {"value": row * _ROW}, "y2": {"value": floor}}
        layers.append(layer(at, {"type": "rule", "color": INK, "strokeWidth": 2}, {"x": _x(scale)} | across))
        layers.append(
            layer(at, text, {"x": _x(scale), "y": {"value": row * _ROW + _ROW / 2}, "text": {"field": "says"}})
        )
    return layers


def _person(score: Data, scale: list[float], floor: int) -> list[Spec]:
    at = [{"at": score["value"], "says": written(score["value"], str(score["unit"]))}]
    mark = {"type": "point", "shape": "diamond", "size": 240, "fill": ACCENT, "stroke": ACCENT, "opacity": 1}
    y = {"value": floor + _LANE / 2}
    left = score["value"] > (scale[0] + scale[1]) / 2
    text = {
        "type": "text",
        "align": "right" if left else "left",
        "dx": -16 if left else 16,
        "baseline": "middle",
        "fontSize": TEXT_SIZE,
        "fontWeight": "bold",
        "color": INK,
    }
    return [
        layer(at, mark, {"x": _x(scale), "y": y}),
        layer(at, text, {"x": _x(scale), "y": y, "text": {"field": "says"}}),
    ]


def _caption(norm: Data | None) -> str:
    signs = ["Diamond: the result", "Line: a published limit"]
    if norm is None:
        return ". ".join([*signs, "No norm for this age and sex is known here, so no curve is drawn"])
    if norm.get("mean") is not None:
        signs.append(f"Dashed line: mean of the norm ({named(norm)})")
    if _bell(norm):
        signs.append("Curve: a bell made of the mean and the standard deviation; filled, one to each side of the mean")
    elif _edges(norm):
        signs.append(f"Bar: {norm.get('statistic') or 'range of the norm'}")
    else:
        signs.append("How far apart people are is not given, so no curve is drawn")
    return ". ".join(signs)


def _alternative(score: Data, norm: Data | None, limits: list[Data]) -> str:
    unit = str(score["unit"])
    parts = [f"{score['label']}: {written(score['value'], unit)}"]
    parts += [f"limit {written(one['value'], unit)} ({named(one)})" for one in limits]
    if norm is None:
        parts.append("norm for this age and sex not known")
    else:
        sd = f", SD {written(norm['sd'], unit)}" if norm.get("sd") is not None else ""
        mean = f"mean {written(norm['mean'], unit)}{sd}" if norm.get("mean") is not None else ""
        edges = _edges(norm)
        bar = f"{written(round(edges[0], 2), unit)} to {written(round(edges[1], 2), unit)}" if edges else ""
        n = f"n = {norm['n']}" if norm.get("n") is not None else "n not given"
        parts.append("norm " + ", ".join(filter(None, (mean, bar, n, named(norm)))))
    return "; ".join(parts) + "."
