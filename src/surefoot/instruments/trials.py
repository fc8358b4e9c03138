"""Which trials of a test count for a score, what each of them is worth, and what was done otherwise than the protocol says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Any

from surefoot.instruments.score import Deviation, Taken
from surefoot.knowledge.model import Data, Entry
from surefoot.units import plain

Entries = Sequence[tuple[int, Data]]
NO_HELP = (None, False, "none", "standby")
_KEPT = ("aid", "side", "shoes", "course_m", "chair_height_cm", "floor", "ceiling_s")


@dataclass(frozen=True, slots=True)
class Valued:
    """One trial with what it is worth for one score; None when it was attempted and the protocol gives no score for that."""

    value: float | None
    trial: Data
    path: str
    unable: bool = False


def valued_trials(spec: Data, test: Entry, entries: Entries) -> Iterator[Valued]:
    """Trials that may count for this score: not practice, not invalid, of the part it asks for, with a value or an attempt."""
    for path, trial in _that_count(test, entries):
        found = _valued(spec, trial, path) if _of_part(spec, trial) else None
        if found is not None:
            yield found


def counted_trials(test: Entry, entries: Entries) -> list[Data]:
    """Every trial that is neither practice nor invalid."""
    return [trial for _, trial in _that_count(test, entries)]


def _that_count(test: Entry, entries: Entries) -> Iterator[tuple[str, Data]]:
    for index, entry in entries:
        for number, trial in enumerate(entry.get("trials", ())):
            if why_not_counted(trial, test) is None and not trial.get("practice"):
                yield f"tests[{index}].trials[{number}]", trial


def why_not_counted(trial: Data, test: Entry) -> str | None:
    """Why a trial is no valid one: as a person wrote it, or by the protocol's own rule."""
    if trial.get("invalid"):
        return str(trial["invalid"])
    rules = test.get("not_counted_when", ())
    return next((str(rule["says"]) for rule in rules if trial.get(rule["field"]) is True), None)


def _valued(spec: Data, trial: Data, path: str) -> Valued | None:
    if _is_true(spec.get("zero_when"), trial):
        return Valued(0.0, trial, path, unable=True)
    if trial.get("outcome") == "unable" or _is_true(spec.get("unable_when"), trial):
        own = spec.get("unable")
        return Valued(float(own["value"]) if own else None, trial, path, unable=True)
    value = value_of(spec, trial)
    return None if value is None else Valued(value, trial, path)


def _is_true(rule: Data | None, trial: Data) -> bool:
    return rule is not None and trial.get(rule["field"]) is True


def _of_part(spec: Data, trial: Data) -> bool:
    return all(trial.get(key) == word for key, word in spec.get("where", {}).items())


def value_of(spec: Data, trial: Data) -> float | None:
    """What one trial measured: a field, the same in another unit, a ratio or a drop."""
    direct = trial.get(spec["field"]) if "field" in spec else None
    if direct is not None:
        return float(direct)
    for other in spec.get("also", ()):
        if trial.get(other["field"]) is not None:
            return float(trial[other["field"]] * other["times"])
    pair = spec.get("ratio") or spec.get("drop")
    if not pair or any(trial.get(key) is None for key in pair):
        return None
    first, second = (float(trial[key]) for key in pair)
    if "drop" in spec:
        return first - second
    return first / second if second > 0 else None


def pick_of(spec: Data, valued: Sequence[Valued]) -> Valued:
    """The trial that counts by the protocol; for a mean, one that stands for all."""
    how = spec["pick"]
    if how == "first":
        return valued[0]
    if how == "last":
        return valued[-1]
    if how == "best":  # of two alike, the one that was measured
        sign = 1 if spec["worse"] == "higher" else -1
        return min(valued, key=lambda one: (sign * (one.value or 0.0), one.unable))
    mean = fsum(one.value or 0.0 for one in valued) / len(valued)
    path = valued[0].path.rsplit(".trials", 1)[0]
    return Valued(mean, valued[0].trial, path, unable=all(one.unable for one in valued))


def counted(spec: Data, valued: Sequence[Valued], chosen: Valued) -> Sequence[Valued]:
    """The trials on which the choice rests."""
    return valued if spec["pick"] in ("best", "mean") else (chosen,)


def deviations(trial: Data, test: Entry) -> tuple[Deviation, ...]:
    """Everything about a trial that keeps it from being compared with limits and norms."""
    found = [_help()] if helped(trial) else []
    if trial.get("deviation"):
        found.append(Deviation("deviation", f"done differently: {trial['deviation']}"))
    return (*found, *_off_protocol(trial, test))


def helped(trial: Data) -> bool:
    """Whether somebody helped with the hands."""
    return trial.get("assistance") not in NO_HELP


def _help() -> Deviation:
    return Deviation("assistance", "done with hands-on help")


def _off_protocol(trial: Data, test: Entry) -> Iterator[Deviation]:
    for condition in test.get("conditions", ()):
        recorded = trial.get(condition["id"])
        if recorded is not None and not _fits(recorded, condition):
            says = f"done differently: {condition['label']} {_worded(recorded, condition)}, the protocol has {condition['says']}"
            source = tuple(condition["source"])
            yield Deviation(condition["id"], says, condition["says"], source, condition["confidence"])


def _fits(recorded: Any, condition: Data) -> bool:
    if "words" in condition:
        return str(recorded).lower() in condition["words"]
    low, high = condition["range"]
    return bool(low <= recorded <= high)


def _worded(recorded: Any, condition: Data) -> str:
    unit = {"course_m": " m", "chair_height_cm": " cm"}.get(condition["id"], "")
    return f"{plain(recorded)}{unit}" if isinstance(recorded, int | float) else str(recorded).replace("_", " ")


def taken_of(spec: Data, test: Entry, valued: Sequence[Valued], chosen: Valued) -> Taken:
    """How the score was taken, from the trials on which it rests."""
    trials = [one.trial for one in counted(spec, valued, chosen)]
    value, ceiling = chosen.value, _common("ceiling_s", trials) or spec.get("ceiling_s")
    over = value is not None and ceiling is not None and value > ceiling
    asked = test["protocol"].get("scored_trials")
    return Taken(
        pick=spec["pick"],
        trials_counted=len(trials),
        trials_asked=asked,
        side=spec.get("where", {}).get("side") or _side(spec, trials, chosen),
        eyes=spec.get("eyes") or spec.get("where", {}).get("eyes"),
        ceiling_s=None if ceiling is None or over else float(ceiling),
        at_ceiling=ceiling is not None and value == ceiling,
        recorded=_recorded(test, trials if spec["pick"] == "mean" else [chosen.trial]),
        deviations=tuple(dict.fromkeys(one for trial in trials for one in deviations(trial, test))),
    )


def _side(spec: Data, trials: Sequence[Data], chosen: Valued) -> str | None:
    """The leg or hand of the trial that was taken; of a mean, the one that all its trials share."""
    return _common("side", trials) if spec["pick"] == "mean" else chosen.trial.get("side")


def _common(key: str, trials: Sequence[Data]) -> Any:
    """What every trial says of `key`, or None."""
    said = {trial.get(key) for trial in trials}
    return said.pop() if len(said) == 1 else None


def _recorded(test: Entry, trials: Sequence[Data]) -> dict[str, Any]:
    chosen = [spec["id"] for spec in test["fields"] if spec["type"] in ("choice", "yes_no")]
    keys = dict.fromkeys((*_KEPT, *chosen))
    return {key: said for key in keys if (said := _common(key, trials)) is not None}
