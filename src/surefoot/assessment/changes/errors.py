"""Measurement errors published for a score: which fit this person, and whether a change is beyond them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from surefoot.engine import CaseReader
from surefoot.knowledge.expression import parse
from surefoot.knowledge.model import Data, Value
from surefoot.units import written
from surefoot.values import Tri

_DECIMALS = 6  # of a difference: what floating point adds is cut


@dataclass(frozen=True, slots=True)
class Error:
    """One published error. `fits`: is this person like those it was found in; `beyond`: is the change at or above it."""

    value: Value
    fits: Tri
    beyond: bool

    @property
    def says(self) -> str:
        unsure = ", unverified" if self.value.cited.confidence == "unverified" else ""
        return f"{written(self.value.value, self.value.unit)} ({self.value.population or self.value.label}{unsure})"

    def as_json(self) -> dict[str, Any]:
        value = self.value
        cited = {"source": list(value.cited.source), "confidence": value.cited.confidence}
        about = {"id": value.id, "value": value.value, "unit": value.unit, "population": value.population}
        return {**about, "fits": self.fits.value, "beyond": "yes" if self.beyond else "no", **cited}


def errors_of(id_: str, unit: str, before: float, difference: float, reader: CaseReader) -> list[Error]:
    """Every error in force for this score. An error without a rule of whom it fits is known to fit nobody."""
    change = round(abs(difference), _DECIMALS)
    return [
        Error(value, _fits(spec, before, reader), change >= value.value) for spec, value in _held(id_, unit, reader)
    ]


def _held(id_: str, unit: str, reader: CaseReader) -> Iterator[tuple[Data, Value]]:
    test = reader.knowledge.tests.get(id_.split(".")[0])
    for spec in test.get("errors", ()) if test else ():
        value = reader.view.values.get(spec["id"])
        if value is not None and value.unit == unit and spec.get("score", id_) == id_:
            yield spec, value


def _fits(spec: Data, before: float, reader: CaseReader) -> Tri:
    low, high = spec.get("first_score", (before, before))
    if not low <= before <= high:
        return Tri.NO
    return reader.read(parse(spec["applies"])).answer if "applies" in spec else Tri.NOT_KNOWN


def beyond(errors: Sequence[Error]) -> str:
    """Yes or no only where an error is known to fit, and none that may fit says otherwise; else not known."""
    said = {error.beyond for error in errors if error.fits is not Tri.NO}
    if len(said) != 1 or not _sure(errors):
        return "not_known"
    return "yes" if said.pop() else "no"


def beyond_says(errors: Sequence[Error]) -> str:
    """The same in words, with every error that bears on it."""
    answer = beyond(errors)
    if not errors:
        return "Whether this is more than measurement error is not known: no published error is held for it."
    if answer != "not_known":
        word = "beyond" if answer == "yes" else "within"
        return f"The change is {word} measurement error: {_joined(_sure(errors))}."
    return f"Whether this is more than measurement error is not known: {_open(errors)}."


def _open(errors: Sequence[Error]) -> str:
    sure, may = _sure(errors), [error for error in errors if error.fits is Tri.NOT_KNOWN]
    if not sure:
        return f"nothing shows that this person is like those studied. Published: {_judged(errors)}"
    if len({error.beyond for error in sure}) > 1:
        return f"the errors that fit do not agree: {_judged(sure)}"
    return f"{_judged(sure)}; it may be that another fits: {_judged(may)}"


def _sure(errors: Sequence[Error]) -> list[Error]:
    return [error for error in errors if error.fits is Tri.YES]


def _joined(errors: Sequence[Error]) -> str:
    return "; ".join(error.says for error in errors)


def _judged(errors: Sequence[Error]) -> str:
    return "; ".join(f"{'beyond' if error.beyond else 'within'} {error.says}" for error in errors)
