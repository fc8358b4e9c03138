"""One result against the distribution of its norm and the published limits, each by its name."""

from __future__ import annotations

from math import exp, inf, isfinite
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
from surefoot.units import plain, written

_WIDTH, _CURVE, _BAR, _BARE, _ROW, _LANE = 380, 110, 62, 18, 17, 32  # the lane below the curve is the person's
_STEPS, _REACH = 60, 3.0  # of the curve: points, and standard deviations to each side
_ROOM = 0.08
_SIGN = 6.6  # width of a sign of text
_OF_THE_MEAN = "of the mean"  # such an interval says how sure a mean is, not how far apart people are
_UNUSED = "unverified"


def norm_picture(score: Data) -> Picture | None:
    """A bell where the norm gives mean and standard deviation, a bar where it gives a range, neither where it gives neither.

    None where there is no value and no two bounds of one, or nothing to set it against.
    """
    own, unit = _own(score), str(score["unit"])
    if not own:
        return None
    norm = norm_drawn(score)
    limits = sorted(
        (one for one in score.get("comparisons") or () if _number(one.get("value"), one.get("unit"), unit)),
        key=lambda one: -float(one["value"]),
    )
    if norm is None and not limits:
        return None
    scale = _scale(own, norm, limits)
    top = _ROW * len(limits)
    floor = top + _room(norm)
    layers = [
        *_spread(norm, scale, top, floor),
        *_limits(limits, unit, scale, floor),
        *_person(own, unit, scale, floor),
    ]
    return Picture(
        whole(layers, _WIDTH, floor + _LANE), _alternative(score, own, norm, limits), _signs(score, own, norm)
    )


def _room(norm: Data | None) -> int:
    """The height above the person's lane: of a bell, of a bar, or of neither."""
    if norm is not None and _bell(norm):
        return _CURVE
    return _BARE if norm is None or not _edges(norm) else _BAR


def _own(score: Data) -> list[float]:
    """The value; of a score of which parts are missing, the two bounds it lies between."""
    if score.get("value") is not None:
        return [float(score["value"])] if score.get("status") in ("measured", "unable") else []
    return [float(bound) for bound in score.get("range") or ()]


def _number(value: object, unit: object, expected: str) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and (unit or expected) == expected


def norm_drawn(score: Data) -> Data | None:
    """The first norm that says how far apart people are, one that somebody checked before one that nobody did; else the first."""
    norms = [one for one in score.get("norms") or () if (one.get("unit") or score["unit"]) == score["unit"]]
    spread = sorted((one for one in norms if _edges(one)), key=lambda one: one.get("confidence") == _UNUSED)
    return next(iter([*spread, *(one for one in norms if _centre(one) is not None)]), None)


def _centre(norm: Data) -> float | None:
    centre = norm.get("mean") if norm.get("mean") is not None else norm.get("median")
    return None if centre is None else float(centre)


def _bell(norm: Data) -> bool:
    return norm.get("mean") is not None and norm.get("sd") is not None


def _edges(norm: Data) -> tuple[float, float] | None:
    if _bell(norm):
        return float(norm["mean"] - norm["sd"]), float(norm["mean"] + norm["sd"])
    if _OF_THE_MEAN in str(norm.get("statistic") or "") or norm.get("high") is None:
        return None
    return float(-inf if norm.get("low") is None else norm["low"]), float(
        norm["high"]
    )  # "at most so much" has no lower end


def _scale(own: list[float], norm: Data | None, limits: list[Data]) -> list[float]:
    marks = [*own, *(float(one["value"]) for one in limits)]
    if norm is not None:
        marks += [edge for edge in _edges(norm) or () if isfinite(edge)]
        centre = _centre(norm)
        marks += [centre] if centre is not None else []
        marks += [norm["mean"] + side * _REACH * norm["sd"] for side in (-1, 1)] if _bell(norm) else []
    low, high = min(marks), max(marks)
    room = (high - low) * _ROOM or abs(high) * _ROOM or 1.0
    never_below = min(*own, *(float(one["value"]) for one in limits), 0.0) >= 0
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
        across = {"y": {"value": floor - _BAR + 8}, "y2": {"value": floor}}
        layers.append(
            layer(
                [{"low": max(edges[0], scale[0]), "high": edges[1]}],
                {"type": "rect", "color": BAND, "stroke": SOFT},
                along | across,
            )
        )
    if _centre(norm) is not None:
        rule = {"type": "rule", "color": SOFT, "strokeWidth": 2, "strokeDash": [3, 3]}
        across = {"y": {"value": top + 6}, "y2": {"value": floor}}
        layers.append(layer([{"at": _centre(norm)}], rule, {"x": _x(scale)} | across))
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
    """A line for each limit, its name beside its head: to the left where there is room."""
    if not limits:
        return []
    y = {"field": "top", "type": "quantitative", "scale": None, "axis": None}  # in units of the picture
    rows: dict[bool, list[Data]] = {True: [], False: []}
    for row, item in enumerate(limits):
        says = f"{written(item['value'], unit)}, {named(item)}"
        place = (float(item["value"]) - scale[0]) / (scale[1] - scale[0]) * _WIDTH
        at = {"at": item["value"], "says": says, "top": row * _ROW, "middle": row * _ROW + _ROW / 2, "floor": floor}
        rows[place < len(says) * _SIGN].append(at)
    rule = {"type": "rule", "color": INK, "strokeWidth": 2}
    layers = [layer([*rows[True], *rows[False]], rule, {"x": _x(scale), "y": y, "y2": {"field": "floor"}})]
    for left, ats in rows.items():
        if ats:
            mark = {"type": "text", "align": "left" if left else "right", "dx": 5 if left else -5}
            mark |= {"baseline": "middle", "color": INK, "fontSize": LABEL_SIZE}
            layers.append(layer(ats, mark, {"x": _x(scale), "y": y | {"field": "middle"}, "text": {"field": "says"}}))
    return layers


def _person(own: list[float], unit: str, scale: list[float], floor: int) -> list[Spec]:
    """A diamond at the value, or a bar between the two bounds of a score that is not complete."""
    y, last = {"value": floor + _LANE / 2}, own[-1]
    left = last > (scale[0] + scale[1]) / 2
    text = {"type": "text", "baseline": "middle", "fontSize": TEXT_SIZE, "fontWeight": "bold", "color": INK}
    if len(own) > 1:
        bar = {"type": "rule", "color": ACCENT, "strokeWidth": 5, "strokeDash": [7, 4]}
        edges = {"x": _x(scale, "low"), "x2": {"field": "high"}, "y": {"value": floor + _LANE / 6}}
        at = [{"at": (own[0] + last) / 2, "says": _own_says(own, unit)}]
        y, text = {"value": floor + _LANE * 0.65}, text | {"align": "center"}
        mark = layer([{"low": own[0], "high": last}], bar, edges)
    else:
        at = [{"at": last, "says": _own_says(own, unit)}]
        diamond = {"type": "point", "shape": "diamond", "size": 240, "fill": ACCENT, "stroke": ACCENT, "opacity": 1}
        text |= {"align": "right" if left else "left", "dx": -16 if left else 16}
        mark = layer(at, diamond, {"x": _x(scale), "y": y})
    return [mark, layer(at, text, {"x": _x(scale), "y": y, "text": {"field": "says"}})]


def _own_says(own: list[float], unit: str) -> str:
    low, high = round(own[0], 2), written(round(own[-1], 2), unit)  # as fine as the number beside the picture
    return f"{plain(low)} to {high}" if len(own) > 1 else high


def _signs(score: Data, own: list[float], norm: Data | None) -> tuple[str, ...]:
    mark = (
        "Dashed bar: the result lies somewhere in it, because parts are missing"
        if len(own) > 1
        else "Diamond: the result"
    )
    signs = [mark, *(["Line: a published limit"] if score.get("comparisons") else [])]
    if norm is None:
        return *signs, f"{_no_norm(score)}, so no curve is drawn"
    if _centre(norm) is not None:
        signs.append(f"Dashed line: {_kind(norm)} of the norm ({named(norm)}; {_counted(norm)})")
    if _bell(norm):
        signs.append("Curve: a bell made of the mean and the standard deviation; filled, one to each side of the mean")
    elif _edges(norm):
        about = "" if _centre(norm) is not None else f" ({named(norm)}; {_counted(norm)})"
        signs.append(f"Bar: {norm.get('statistic') or 'range of the norm'}{about}")
    else:
        signs.append("How far apart people are is not given, so no curve is drawn")
    return tuple(signs)


def _kind(norm: Data) -> str:
    return "mean" if norm.get("mean") is not None else "median"


def _no_norm(score: Data) -> str:
    """Why there is none, as the assessment says it: for this age, or because people of the norm were measured otherwise."""
    why = str(score.get("no_norm") or "")
    return f"{why[:1].upper()}{why[1:]}" if why else "No norm for this age and sex is known here"


def _counted(norm: Data) -> str:
    if norm.get("n") is None:
        return "n not given"
    return f"n = {norm['n']} {norm.get('n_says') or ''}".rstrip()


def _alternative(score: Data, own: list[float], norm: Data | None, limits: list[Data]) -> str:
    unit = str(score["unit"])
    between = "between " if len(own) > 1 else ""
    parts = [
        f"{score['label']}: {between}{_own_says(own, unit).replace(' to ', ' and ') if between else _own_says(own, unit)}"
    ]
    parts += [f"limit {written(one['value'], unit)} ({named(one)})" for one in limits]
    if norm is None:
        parts.append(str(score.get("no_norm") or "norm for this age and sex not known"))
    else:
        sd = f", SD {written(norm['sd'], unit)}" if norm.get("sd") is not None else ""
        centre = _centre(norm)
        middle = f"{_kind(norm)} {written(centre, unit)}{sd}" if centre is not None else ""
        parts.append("norm " + ", ".join(filter(None, (middle, _bar_says(norm, unit), _counted(norm), named(norm)))))
    return "; ".join(parts) + "."


def _bar_says(norm: Data, unit: str) -> str:
    edges = _edges(norm)
    if edges is None:
        return ""
    high = written(round(edges[1], 2), unit)
    return f"{written(round(edges[0], 2), unit)} to {high}" if isfinite(edges[0]) else f"at most {high}"
