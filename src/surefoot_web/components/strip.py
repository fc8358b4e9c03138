"""The slim strip beside a result: norm band, limits and the person's mark, worked out from the numbers.

Pure geometry: the template draws what `draw_strip` returns, and nothing here judges a result.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

WIDTH = 320
HEIGHT = 56
EDGE = 12
LABEL_GAP = 34
_UNSURE = " (unverified)"
STAR = "*"


@dataclass(frozen=True, slots=True)
class Tick:
    """One place on the strip: `x` in drawing units, the number as words, and whether there is room to print it."""

    x: float
    says: str
    shown: bool


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of the strip: where it starts, how wide it is, and the two numbers as words."""

    x: float
    width: float
    says: str

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True)
class Strip:
    """What the template draws. `text` carries every number for those who do not see the drawing; a star marks the unverified."""

    text: str
    limits: tuple[Tick, ...]
    band: Band | None
    mean: Tick | None
    person: Tick | None
    span: Band | None
    starred: bool = False

    @property
    def height(self) -> int:
        return HEIGHT + EDGE * self.starred


def plain(number: float) -> str:
    """Return the number as people write it: 12.0 as "12", 9.25 as "9.25"."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def norm_edges(norm: Mapping[str, Any]) -> tuple[float, float] | None:
    """Return low and high of a norm; where it gives a mean and an SD, one SD to each side; else None.

    A confidence interval of the mean says how sure the mean is, not how far apart people are: it is no band.
    """
    if "of the mean" in str(norm.get("statistic", "")):
        return None
    if norm.get("low") is not None and norm.get("high") is not None:
        return float(norm["low"]), float(norm["high"])
    if norm.get("mean") is not None and norm.get("sd") is not None:
        return norm["mean"] - norm["sd"], norm["mean"] + norm["sd"]
    return None


def draw_strip(score: Mapping[str, Any]) -> Strip | None:
    """Return the strip of one `scores` entry of an assessment, or None.

    None where there is no value (or range) to show, and where no norm and no limit stands against it.
    """
    own = _own_numbers(score)
    limits, unsure = _limits(score), _unsure_limits(score)
    norm = next(iter(score.get("norms") or ()), None)
    edges = norm_edges(norm) if norm else None
    mean = norm.get("mean") if norm else None
    against = [*limits, *(edges or ()), *([mean] if mean is not None else [])]
    if not own or not against:
        return None
    place = _scale([*against, *own])
    star = STAR if norm and norm.get("confidence") == "unverified" else ""
    return Strip(
        text=_in_words(score, limits, unsure, norm, edges),
        limits=_ticks(limits, unsure, place),
        band=_band(edges, place, star) if edges else None,
        mean=Tick(place(mean), plain(mean) + star, shown=edges is None) if mean is not None else None,
        person=Tick(place(score["value"]), plain(score["value"]), shown=True) if _known(score) else None,
        span=_band(score["range"], place) if score.get("range") and not _known(score) else None,
        starred=bool(unsure.intersection(limits) or star),
    )


def _known(score: Mapping[str, Any]) -> bool:
    return score.get("value") is not None


def _limits(score: Mapping[str, Any]) -> list[float]:
    found = (
        one for one in score.get("comparisons") or () if one.get("kind") == "limit" and one.get("value") is not None
    )
    return sorted({float(one["value"]) for one in found})


def _unsure_limits(score: Mapping[str, Any]) -> set[float]:
    """The limits that stand in the strip by an unverified number alone."""
    listed = [one for one in score.get("comparisons") or () if one.get("value") is not None]
    sure = {float(one["value"]) for one in listed if one.get("confidence") != "unverified"}
    return {float(one["value"]) for one in listed} - sure


def _own_numbers(score: Mapping[str, Any]) -> list[float]:
    return [score["value"]] if _known(score) else list(score.get("range") or ())


def _scale(numbers: list[float]) -> Any:
    low, high = min(numbers), max(numbers)
    margin = (high - low) * 0.18 or max(abs(high) * 0.2, 1)
    low, high = low - margin, high + margin
    return lambda number: round(EDGE + (number - low) / (high - low) * (WIDTH - 2 * EDGE), 1)


def _band(edges: Any, place: Any, star: str = "") -> Band:
    low, high = edges
    return Band(place(low), round(place(high) - place(low), 1), f"{plain(low)}–{plain(high)}{star}")


def _ticks(limits: list[float], unsure: set[float], place: Any) -> tuple[Tick, ...]:
    ticks: list[Tick] = []
    labelled = float("-inf")
    for limit in limits:
        x = place(limit)
        shown = x - labelled >= LABEL_GAP
        labelled = x if shown else labelled
        ticks.append(Tick(x, plain(limit) + (STAR if limit in unsure else ""), shown))
    return tuple(ticks)


def _in_words(score: Mapping[str, Any], limits: list[float], unsure: set[float], norm: Any, edges: Any) -> str:
    unit = score.get("unit") or ""
    if _known(score):
        parts = [f"This person {plain(score['value'])} {unit}"]
    else:
        parts = [f"This person between {plain(score['range'][0])} and {plain(score['range'][1])} {unit}"]
    parts += [f"limit {plain(limit)} {unit}" + (_UNSURE if limit in unsure else "") for limit in limits]
    sure = _UNSURE if norm and norm.get("confidence") == "unverified" else ""
    if norm and norm.get("mean") is not None:
        parts.append(f"norm mean {plain(norm['mean'])} {unit}{sure}")
    if edges:
        how = norm.get("statistic")
        parts.append(f"norm band {plain(edges[0])} to {plain(edges[1])} {unit}" + (f" ({how})" if how else "") + sure)
    return "; ".join(part.strip() for part in parts) + "."
