"""The lines of the claim: one for each set of modifiers, for units of one day that differ in nothing else stand on one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from surefoot.billing.assistant import assistant_units
from surefoot.billing.record import Record

_ASSISTANT = "assistant"  # a modifier that only the assistant's units carry


def claim_lines(record: Record, modifiers: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]] | None:
    """Units with their modifiers, those without the assistant's first; None while the units are not known."""
    units = record.earned.units
    if units is None:
        return None
    every = [one["modifier"] for one in modifiers]
    plain = [one["modifier"] for one in modifiers if one.get("units") != _ASSISTANT]
    counted = assistant_units(record)
    marked = units if counted is None or plain == every else counted.units
    lines = [{"units": units - marked, "modifiers": plain}, {"units": marked, "modifiers": every}]
    return [line for line in lines if line["units"]]
