"""The norms beside a score: those whose people were of this age and sex and were measured the same way; for every other, why not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from surefoot.engine import CaseReader
from surefoot.instruments import Score
from surefoot.knowledge.model import Data
from surefoot.units import plain, written
from surefoot.wording import unsure

_WHO = {"all": "people", "female": "women", "male": "men"}
_PICKS = {
    "best": "the best of {n} trials",
    "mean": "the mean of {n} trials",
    "first": "the first trial",
    "last": "the last trial",
}
_PICKED = {"best": "the best of {n}", "mean": "the mean of {n}", "first": "one trial", "last": "the last trial"}


@dataclass(frozen=True, slots=True)
class Norms:
    """Norms that fit, the preferred one first; those left out, each with its reason; and why there is none."""

    fitting: list[dict[str, Any]] = field(default_factory=list)
    left_out: list[dict[str, Any]] = field(default_factory=list)
    none: str | None = None


def norms_of(score: Score, reader: CaseReader, day: date) -> Norms:
    """The norms for one score of this person. A score that may not be compared has none, and says so."""
    specs = [spec for spec in reader.knowledge.tests[score.test].get("norms", ()) if _belongs(spec, score, day)]
    if not specs or score.value is None:
        return Norms()
    if not score.compared:
        return Norms(none=f"no norm: {score.reason}")
    fitting, left_out = [], []
    for spec in specs:
        why = _why_left_out(spec, score)
        norm = _norm(spec, reader)
        if why is not None:
            left_out.append({"id": spec["id"], "label": spec["label"], "says": why})
        elif norm is not None:
            fitting.append(norm)
    fitting.sort(key=lambda norm: not norm["preferred"])
    kept = {one["id"] for one in left_out}
    same = [spec for spec in specs if spec["id"] not in kept]
    return Norms(fitting, left_out, None if fitting else _why_none(same, left_out, reader))


def _belongs(spec: Data, score: Score, day: date) -> bool:
    begun = "from" not in spec or date.fromisoformat(spec["from"]) <= day
    return begun and (score.id in spec["scores"] if "scores" in spec else spec["unit"] == score.unit)


def _why_left_out(spec: Data, score: Score) -> str | None:
    """Why the people of a norm were not measured like this person, or None."""
    return next(_differences(spec, score), None)


def _differences(spec: Data, score: Score) -> Iterator[str]:
    taken = score.taken
    if taken is None:
        return
    counted, trials = taken.trials_counted, spec.get("of_trials")
    asked = str(trials) if trials else "several"
    if "pick" in spec and taken.pick != spec["pick"]:
        here = _PICKED.get(taken.pick, "a result worked out otherwise").format(n=counted)
        yield f"its numbers are {_PICKS[spec['pick']].format(n=asked)}, this is {here}"
    if trials is not None and counted < trials and not taken.at_ceiling:
        yield f"its numbers rest on {trials} trials, this result on {counted}"
    if "ceiling_s" in spec and taken.ceiling_s != spec["ceiling_s"]:
        here = f"this one at {written(taken.ceiling_s, 's')}" if taken.ceiling_s else "this one did not"
        yield f"its times end at {written(spec['ceiling_s'], 's')}, {here}"
    if "eyes" in spec and taken.eyes not in (None, spec["eyes"]):
        yield f"its people had their eyes {spec['eyes']}, here they were {taken.eyes}"
    if "side" in spec and taken.side not in (None, spec["side"]):
        yield f"its numbers are of the {spec['side']} side, this is the {taken.side} one"
    yield from (tie["says"] for tie in spec.get("holds_for", ()) if not _holds(tie, score))


def _holds(tie: Data, score: Score) -> bool:
    """Whether what was recorded fits; what nobody recorded is taken to be as the protocol says."""
    recorded = (score.taken.recorded if score.taken else {}).get(tie["field"])
    recorded = (
        [recorded] if recorded is not None else [trial[tie["field"]] for trial in score.trials if tie["field"] in trial]
    )
    if "words" in tie:
        return all(one in tie["words"] for one in recorded)
    low, high = tie["range"]
    return all(low <= one <= high for one in recorded if one is not None)


def _why_none(same: Sequence[Data], left_out: Sequence[Data], reader: CaseReader) -> str:
    age = reader.fact("patient.age_years").value
    if not same:
        return f"no norm: {left_out[0]['says']}"
    if not isinstance(age, float):
        return "no norm: age not known"
    if any(_in(row["age"], age) for spec in same for row in spec["rows"]):
        return "no norm: norms are by sex, and the sex used for norms is not known"
    return f"no norm for age {plain(age)}"


def _in(band: Sequence[float], age: float) -> bool:
    """Both ends of a band belong; a person is 69 until the next birthday."""
    return bool(band[0] <= age < band[1] + 1)


def _norm(spec: Data, reader: CaseReader) -> dict[str, Any] | None:
    age, sex = reader.fact("patient.age_years").value, reader.fact("patient.sex").value
    if not isinstance(age, float):
        return None
    row = next((row for row in spec["rows"] if _in(row["age"], age)), None)
    who = "all" if row and "all" in row else str(sex)
    if row is None or who not in row:
        return None
    cell = row[who]
    return {
        "id": spec["id"],
        "label": spec["label"],
        "says": _norm_says(spec, row["age"], who, cell),
        "statistic": spec["statistic"],
        "population": spec["population"],
        "caution": spec.get("caution"),
        "age": list(row["age"]),
        "sex": who,
        **{key: cell.get(key) for key in ("mean", "sd", "low", "high", "median")},
        "n": cell.get("n", spec.get("n")),
        "n_says": "in this group" if "n" in cell else "in the whole study" if "n" in spec else None,
        "unit": spec["unit"],
        "preferred": bool(spec.get("preferred")),
        "source": list(spec["source"]),
        "confidence": spec["confidence"],
    }


def _norm_says(spec: Data, age: Any, who: str, cell: Data) -> str:
    people = f"{_WHO[who]} aged {plain(age[0])} to {plain(age[1])}"
    sure = unsure(spec["confidence"])
    if "mean" in cell:
        return f"{people} average {written(cell['mean'], spec['unit'])}{sure}"
    if "median" in cell:
        return f"half of {people} reach {written(cell['median'], spec['unit'])}{sure}"
    if "low" in cell and "high" in cell:
        return f"{people}: {plain(cell['low'])} to {written(cell['high'], spec['unit'])}, {spec['statistic']}{sure}"
    return f"{people}: at most {written(cell['high'], spec['unit'])} expected{sure}" if "high" in cell else people
