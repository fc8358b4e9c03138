"""As of a day: of each dated value the state in force, or none before its first day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from surefoot.knowledge.model import Cited, Data, Row, Table, Value


@dataclass(frozen=True, slots=True)
class View:
    """The values and tables in force on `day`."""

    day: date
    values: Mapping[str, Value]
    tables: Mapping[str, Table]


def resolve(values: Mapping[str, Data], tables: Mapping[str, Data], day: date) -> View:
    """Pick the states in force on a day; what has no state yet on that day is left out, so it is not known."""
    picked = {id_: _value(data, state) for id_, data in values.items() if (state := in_force(data["values"], day))}
    banded = {id_: _table(data, state) for id_, data in tables.items() if (state := in_force(data["values"], day))}
    return View(day, MappingProxyType(picked), MappingProxyType(banded))


def in_force(states: Iterable[Data], day: date) -> Data | None:
    """The latest state whose first day is on or before the day."""
    begun = [state for state in states if date.fromisoformat(state["from"]) <= day]
    return max(begun, key=lambda state: str(state["from"]), default=None)


def _about(data: Data) -> dict[str, Any]:
    return {key: data.get(key) for key in ("name", "population")}


def _value(data: Data, state: Data) -> Value:
    since = date.fromisoformat(state["from"])
    return Value(data["id"], data["label"], data["unit"], float(state["value"]), since, Cited.of(state), **_about(data))


def _table(data: Data, state: Data) -> Table:
    rows = tuple(
        Row(float(row["age"][0]), float(row["age"][1]), row.get("all"), row.get("female"), row.get("male"))
        for row in state["rows"]
    )
    return Table(
        data["id"],
        data["label"],
        data["unit"],
        rows,
        date.fromisoformat(state["from"]),
        Cited.of(state),
        **_about(data),
    )
