"""Unit names: the closed list a knowledge file may use, how each is written, and the suffix that carries it in a key."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit. `name` is its id in knowledge files, `sign` what a person reads, `suffix` how a key ends that carries it."""

    name: str
    sign: str
    suffix: str


UNITS: dict[str, Unit] = {
    unit.name: unit
    for unit in (
        Unit("s", "s", "_s"),
        Unit("min", "min", "_minutes"),
        Unit("m", "m", "_m"),
        Unit("cm", "cm", "_cm"),
        Unit("m/s", "m/s", "_mps"),
        Unit("mmHg", "mmHg", "_mmhg"),
        Unit("stands", "stands", "_count"),
        Unit("falls", "falls", "_12m"),
        Unit("points", "points", "score"),
        Unit("years", "years", "_years"),
        Unit("days", "days", "_days"),
        Unit("calendar year", "", "_year"),
        Unit("count", "", "_count"),
        Unit("units", "units", "units"),
        Unit("usd", "USD", "_usd"),
        Unit("ratio", "", ""),
        Unit("percent", "%", "_percent"),
        Unit("kg", "kg", "_kg"),
        Unit("lb", "lb", "_lb"),
        Unit("N", "N", "_n"),
        Unit("Nm", "Nm", "_nm"),
        Unit("Nm/kg", "Nm/kg", "_nm_per_kg"),
        Unit("degrees", "°", "_degrees"),
        Unit("V", "V", "_v"),
        Unit("cm2", "cm²", "_cm2"),
        Unit("cm/s", "cm/s", "_cm_per_s"),
        Unit("steps/min", "steps/min", "_steps_per_min"),
        Unit("beats/min", "beats/min", "_beats_per_min"),
        Unit("logMAR", "logMAR", "_logmar"),
    )
}


_REMEMBERED = 4096  # the limits of the knowledge are written for every case


@lru_cache(maxsize=_REMEMBERED)
def written(value: float | int, unit: str) -> str:
    """Write a number with its unit for a person: `14.2 s`, `8 stands`, `0.80 m/s`.

    >>> written(14.2, "s"), written(12.0, "s"), written(1, "falls")
    ('14.2 s', '12 s', '1 fall')
    """
    number = plain(value)
    sign = UNITS[unit].sign
    if number == "1" and unit in {"falls", "stands", "points", "units", "days", "years"}:
        sign = sign[:-1]
    joined = f"{number}{sign}" if unit in {"percent", "degrees"} else f"{number} {sign}"
    return joined.strip()


@lru_cache(maxsize=_REMEMBERED)
def plain(value: float | int) -> str:
    """Write a number without trailing zeros and without an exponent.

    >>> plain(12.0), plain(0.8), plain(7.25)
    ('12', '0.8', '7.25')
    """
    if value in (float("inf"), float("-inf")):
        return "∞" if value > 0 else "−∞"
    if float(value).is_integer():
        return str(int(value))
    return f"{value:.4f}".rstrip("0").rstrip(".")
