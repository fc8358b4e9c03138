"""The one picture of the report: each result on its own scale, with the published limits and the norm of the person's age."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from surefoot.note.document import Chart
from surefoot.note.material import Data
from surefoot.note.wording import amount, closed
from surefoot.wording import unsure

_INK, _ACCENT, _BAND, _GREY = "#1d2321", "#14555a", "#d5dad8", "#5b6462"
_WIDTH, _ROW = 470, 13  # a row of text for each limit, then the strip itself
_STRIP, _GAP, _SIGN = 24, 30, 5.3  # in points: height of a strip, between two of them, of a sign of text
_MOST_IN_ONE_COLUMN = 3  # more strips stand side by side, so that the chart keeps to half a page
_CAPTION = "Diamond: the result. Line: a published limit."
_OF_THE_MEAN = "confidence interval of the mean"  # says how well a mean is known, not where people lie


def build_chart(scores: Sequence[Data]) -> Chart | None:
    """A strip for each score that has a value and a limit or a norm; None where there is no such score."""
    drawn = [strip for score in scores if (strip := _strip(score)) is not None]
    if not drawn:
        return None
    columns = 1 if len(drawn) <= _MOST_IN_ONE_COLUMN else 2
    width = (_WIDTH - (columns - 1) * _GAP) // columns
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": "white",
        "spacing": {"row": 14, "column": _GAP},
        "columns": columns,
        "concat": [_layers(strip, width) for strip in drawn],
        "config": {"view": {"stroke": None}, "axis": {"labelColor": _INK, "titleColor": _INK, "labelFontSize": 10}},
    }
    return Chart(spec, " ".join(_words(strip) for strip in drawn), _caption(drawn))


def _caption(drawn: Sequence[dict[str, Any]]) -> str:
    """What each sign is; for a band and a ring, of which test."""
    signs: dict[str, list[str]] = {}
    for strip in drawn:
        for sign in _signs(strip["norm"]):
            signs.setdefault(sign, []).append(strip["score"]["label"])
    return " ".join([_CAPTION, *(f"{sign} ({', '.join(labels)})." for sign, labels in signs.items())]).rstrip(".")


def _signs(norm: Data | None) -> list[str]:
    if norm is None:
        return []
    low, high = _band(norm)
    spread = "mean ± 1 standard deviation" if norm.get("low") is None else norm.get("statistic") or "range of the norm"
    sure = unsure(norm.get("confidence"))
    band = [f"Grey band: {spread}{sure}"] if low is not None and high is not None else []
    centre = "mean" if norm.get("mean") is not None else "median"
    return [*band, *([f"Ring: {centre} of the norm{sure}"] if _centre(norm) is not None else [])]


def _strip(score: Data) -> dict[str, Any] | None:
    if score.get("value") is None or score.get("status") not in ("measured", "unable"):
        return None
    unit = score["unit"]
    limits = [item for item in score.get("comparisons", ()) if _usable(item.get("value"), item.get("unit"), unit)]
    norm = next((item for item in score.get("norms", ()) if (item.get("unit") or unit) == unit and _marks(item)), None)
    if not limits and norm is None:
        return None
    limits.sort(key=lambda item: -float(item["value"]))  # so that no line runs through a label to its left
    return {"score": score, "unit": unit, "value": score["value"], "limits": limits, "norm": norm}


def _usable(value: object, unit: str | None, expected: str) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and (unit or expected) == expected


def _marks(norm: Data) -> list[float]:
    """The places on the scale where something of the norm is drawn."""
    return [float(mark) for mark in (*_band(norm), _centre(norm)) if mark is not None]


def _centre(norm: Data) -> float | None:
    return norm.get("mean") if norm.get("mean") is not None else norm.get("median")


def _words(strip: dict[str, Any]) -> str:
    score, unit = strip["score"], strip["unit"]
    parts = [f"{score['label']}: {score.get('shown') or amount(strip['value'], unit)}"]
    parts += [f"limit {amount(item['value'], unit)} ({_name(item)})" for item in strip["limits"]]
    if strip["norm"]:
        parts.append(strip["norm"]["says"])
    return closed("; ".join(parts))


def _name(item: Data) -> str:
    return f"{item.get('name') or item.get('label') or item['id']}{unsure(item.get('confidence'))}"


def _layers(strip: dict[str, Any], width: int) -> dict[str, Any]:
    score = strip["score"]
    title = f"{score['label']}: {score.get('shown') or amount(strip['value'], strip['unit'])}"
    return {
        "width": width,
        "height": _top(strip) + _STRIP,
        "title": {"text": title, "anchor": "start", "fontSize": 12, "color": _INK, "offset": 4},
        "layer": [*_norm_layers(strip), *_limit_layers(strip, width), _mark(strip)],
    }


def _top(strip: dict[str, Any]) -> int:
    return _ROW * len(strip["limits"])


def _middle(strip: dict[str, Any]) -> dict[str, Any]:
    return {"value": _top(strip) + _STRIP / 2}


def _axis(strip: dict[str, Any], field: str) -> dict[str, Any]:
    axis = {"title": None, "grid": False, "tickCount": 6, "domainColor": _GREY, "tickColor": _GREY}
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"domain": [0, _end(strip)], "nice": False},
        "axis": axis,
    }


def _end(strip: dict[str, Any]) -> float:
    norm = _marks(strip["norm"]) if strip["norm"] else []
    limits = [float(item["value"]) for item in strip["limits"]]
    return max([float(strip["value"]), *norm, *limits]) * 1.1 or 1.0


def _norm_layers(strip: dict[str, Any]) -> list[dict[str, Any]]:
    norm = strip["norm"]
    if norm is None:
        return []
    layers: list[dict[str, Any]] = []
    low, high = _band(norm)
    if low is not None and high is not None:
        across = {"y": {"value": _top(strip) + 4}, "y2": {"value": _top(strip) + _STRIP - 4}}
        along = {"x": _axis(strip, "low"), "x2": {"field": "high"}}
        layers.append(_layer([{"low": low, "high": high}], {"type": "rect", "color": _BAND}, along | across))
    centre = _centre(norm)
    if centre is not None:
        mark = {"type": "point", "shape": "circle", "size": 70, "filled": False, "color": _GREY, "strokeWidth": 2}
        layers.append(_layer([{"at": centre}], mark, {"x": _axis(strip, "at"), "y": _middle(strip)}))
    return layers


def _band(norm: Data) -> tuple[float | None, float | None]:
    """Where people of the norm lie. An interval of the mean is no such band, so it is not drawn."""
    if _OF_THE_MEAN in str(norm.get("statistic") or ""):
        return None, None
    if norm.get("low") is not None and norm.get("high") is not None:
        return norm["low"], norm["high"]
    if norm.get("mean") is not None and norm.get("sd") is not None:
        return norm["mean"] - norm["sd"], norm["mean"] + norm["sd"]
    return None, None


def _limit_layers(strip: dict[str, Any], width: int) -> list[dict[str, Any]]:
    layers = []
    for row, item in enumerate(strip["limits"]):
        says = f"limit {amount(item['value'], strip['unit'])}, {_name(item)}"
        at = [{"at": item["value"], "says": says}]
        place = float(item["value"]) / _end(strip) * width
        left = place < len(says) * _SIGN and place < width / 2  # no room before the line, and more behind it
        text = {"type": "text", "align": "left" if left else "right", "dx": 4 if left else -4, "baseline": "middle"}
        across = {"y": {"value": row * _ROW}, "y2": {"value": _top(strip) + _STRIP}}
        layers.append(_layer(at, {"type": "rule", "color": _INK, "strokeWidth": 2}, {"x": _axis(strip, "at")} | across))
        encoding = {"x": _axis(strip, "at"), "y": {"value": row * _ROW + 5}, "text": {"field": "says"}}
        layers.append(_layer(at, text | {"color": _INK, "fontSize": 10.5}, encoding))
    return layers


def _mark(strip: dict[str, Any]) -> dict[str, Any]:
    mark = {"type": "point", "shape": "diamond", "size": 190, "filled": True, "color": _ACCENT, "opacity": 1}
    return _layer([{"at": strip["value"]}], mark, {"x": _axis(strip, "at"), "y": _middle(strip)})


def _layer(values: list[dict[str, Any]], mark: dict[str, Any], encoding: dict[str, Any]) -> dict[str, Any]:
    return {"data": {"values": values}, "mark": mark, "encoding": encoding}
