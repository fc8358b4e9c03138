"""Scores made of parts: points by bands of a time, sums of scores, sums of items. A missing part leaves the whole between two bounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from surefoot.instruments.score import Disagreement, Score, Taken
from surefoot.instruments.trials import deviations
from surefoot.knowledge.model import Data, Entry
from surefoot.units import plain, written

Scores = Mapping[str, Score]


@dataclass(frozen=True, slots=True)
class _Part:
    """What one part adds: between `low` and `high`; the score it rests on, and what is missing in words."""

    low: float
    high: float
    scores: tuple[Score, ...] = ()
    lacks: str | None = None


def composed(spec: Data, test: Entry, own: Score, others: Scores, trials: Sequence[Data]) -> Score:
    """The score as it was entered, as it follows from its parts, or both. Where they disagree the riskier one counts."""
    parts = _parts(spec, test, own, others, trials)
    used = [score for part in parts for score in part.scores]
    own = replace(own, taken=replace(own.taken, pick="entered")) if own.taken else own
    if not used or (own.status == "unable" and not any(_says_something(part) for part in parts)):
        return own
    low, high = sum(part.low for part in parts), sum(part.high for part in parts)
    if own.value is None or own.status == "unable":
        return _worked_out(spec, own, parts, (low, high))
    if low <= own.value <= high:
        return own
    return _disagreeing(spec, own, (low, high))


def _says_something(part: _Part) -> bool:
    """Whether a part narrows the whole; an attempt without points of its own does not."""
    return any(part.lacks is None or score.status == "partial" for score in part.scores)


def _parts(spec: Data, test: Entry, own: Score, others: Scores, trials: Sequence[Data]) -> list[_Part]:
    """The parts by the first way in which any of them is known: bands or scores, else the items of a trial."""
    ways = []
    if "bands" in spec:
        ways.append(_banded(spec["bands"], others))
    if "sum_of" in spec:
        ways.append(_summed(spec["sum_of"], test, others))
    if "items" in spec:
        ways.append(_itemised(spec["items"], test, own, trials))
    return next((parts for parts in ways if any(part.scores for part in parts)), [])


def _worked_out(spec: Data, own: Score, parts: Sequence[_Part], bounds: tuple[float, float]) -> Score:
    """The score as its parts make it."""
    scores = {score.id: score for part in parts for score in part.scores}
    lacks = [part.lacks for part in parts if part.lacks]
    about: dict[str, Any] = {"trials": _trials(scores.values()), "taken": _taken(spec, scores.values())}
    if lacks:
        reason = f"not known: {'; '.join(dict.fromkeys(lacks))}"
        return replace(own, **about, status="partial", value=None, reason=reason, bounds=bounds)
    return replace(own, **about, value=float(bounds[0]), bounds=None, **_status(spec, scores.values()))


def _status(spec: Data, scores: Any) -> dict[str, Any]:
    """What the parts say of the whole: not comparable where one is not, unable where a band rests on an attempt alone."""
    scores = list(scores)
    differs = [str(score.reason) for score in scores if score.status == "not_comparable"]
    if differs:
        return {"status": "not_comparable", "reason": "; ".join(dict.fromkeys(differs))}
    unable = [str(score.reason) for score in scores if score.status == "unable" and score.reason]
    if unable and "bands" in spec:
        return {"status": "unable", "reason": "; ".join(dict.fromkeys(unable))}
    return {"status": "measured", "reason": None}


def _taken(spec: Data, scores: Any) -> Taken:
    taken = [score.taken for score in scores if score.taken is not None]
    deviations = tuple(dict.fromkeys(one for each in taken for one in each.deviations))
    counted = sum(each.trials_counted for each in taken)
    return Taken("bands" if "bands" in spec else "sum", counted, deviations=deviations)


def _itemised(items: Data, test: Entry, own: Score, trials: Sequence[Data]) -> list[_Part]:
    """The items of the first trial that holds any; one that is missing lies anywhere within its own range."""
    fields = [field for field in test["fields"] if field["id"] in items["fields"]]
    trial = next((one for one in trials if any(one.get(field["id"]) is not None for field in fields)), None)
    return [] if trial is None else [_item(field, trial, test, own) for field in fields]


def _item(field: Data, trial: Data, test: Entry, own: Score) -> _Part:
    value, (low, high) = trial.get(field["id"]), field["range"]
    if value is None:
        return _Part(low, high, (), f"{field['label']} not rated")
    differs = deviations(trial, test)
    status, reason = ("not_comparable", differs[0].says) if differs else ("measured", None)
    stand_in = Score(own.id, own.test, field["label"], own.unit, status, float(value), reason, trials=(trial,))
    return _Part(value, value, (replace(stand_in, taken=Taken("sum", 1, deviations=differs)),))


def _trials(scores: Any) -> tuple[Data, ...]:
    """The trials of all parts, each once."""
    seen: dict[int, Data] = {}
    for score in scores:
        seen |= {id(trial): trial for trial in score.trials}
    return tuple(seen.values())


def _disagreeing(spec: Data, own: Score, bounds: tuple[float, float]) -> Score:
    """Both results, neither thrown away. The riskier counts; between two bounds no riskier one can be named."""
    low, high = bounds
    entered, worked_out = written(own.value or 0.0, own.unit), _range(low, high, own.unit)
    says = f"entered as {entered}, worked out from its parts as {worked_out}"
    if low != high:
        reason = f"{says}: not known until the provider settles it"
        two = Disagreement(own.value or 0.0, low, high, None)
        return replace(own, status="partial", value=None, reason=reason, bounds=bounds, disagreement=two)
    riskier = (max if spec["worse"] == "higher" else min)(own.value or 0.0, low)
    reason = f"{says}: the riskier one counts until the provider settles it"
    return replace(own, value=riskier, reason=reason, disagreement=Disagreement(own.value or 0.0, low, high, riskier))


def _range(low: float, high: float, unit: str) -> str:
    return written(low, unit) if low == high else f"{plain(low)} to {written(high, unit)}"


def _banded(bands: Data, others: Scores) -> list[_Part]:
    """Points of each part in order; where one does not reach what the next asks for, the rest was not done and scores its lowest."""
    parts: list[_Part] = []
    stopped = maybe = False
    for band in bands["parts"]:
        rows, score = band["rows"], others[band["of"]]
        lowest = min(row["points"] for row in rows)
        if stopped:
            parts.append(_Part(lowest, lowest))
            continue
        part = _points(band, score)
        parts.append(replace(part, low=lowest) if maybe else part)
        goes_on = band.get("goes_on_from")
        stopped = goes_on is not None and part.high < goes_on
        maybe = maybe or (goes_on is not None and part.low < goes_on <= part.high)
    return parts


def _points(band: Data, score: Score) -> _Part:
    points = [row["points"] for row in band["rows"]]
    if score.value is not None:
        found = next(row["points"] for row in band["rows"] if _reaches(score.value, row))
        return _Part(found, found, (score,))
    if score.status == "unable" and "unable" in band:
        return _Part(band["unable"], band["unable"], (score,))
    low = min((*points, band.get("unable", points[0])))
    return _Part(low, max(points), (score,) if score.tried else (), f"{score.label} {score.reason or 'not measured'}")


def _reaches(value: float, row: Data) -> bool:
    if "below" in row:
        return bool(value < row["below"])
    return bool(value <= row["up_to"]) if "up_to" in row else True


def _summed(sums: Data, test: Entry, others: Scores) -> list[_Part]:
    return [_one_of([part] if isinstance(part, str) else part, test, others) for part in sums["parts"]]


def _one_of(ids: Sequence[str], test: Entry, others: Scores) -> _Part:
    """One part of a sum: the score that was tried among several; two that were tried leave open which one counts."""
    tried = [others[id_] for id_ in ids if others[id_].tried]
    if len(tried) == 1 and tried[0].value is not None:
        return _Part(tried[0].value, tried[0].value, (tried[0],))
    ranges = [spec["range"] for spec in test["scores"] if spec["id"] in ids]
    low, high = min(one[0] for one in ranges), max(one[1] for one in ranges)
    if len(tried) > 1:
        return _Part(low, high, tuple(tried), f"which of {' and '.join(score.label for score in tried)} counts is open")
    if tried:
        low, high = tried[0].bounds or (low, high)
        return _Part(low, high, (tried[0],), (tried[0].reason or "not measured").removeprefix("not known: "))
    missing = others[ids[0]]
    return _Part(low, high, (), f"{missing.label} {missing.reason or 'not measured'}")
