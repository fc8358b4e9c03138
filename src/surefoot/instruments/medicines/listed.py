"""The list of one case, each entry read once; what a person confirmed goes before what was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from surefoot.instruments.medicines.model import Medicine
from surefoot.instruments.medicines.reading import recognise
from surefoot.knowledge import Knowledge

Case = Mapping[str, Any]


def medicines(case: Case, knowledge: Knowledge) -> tuple[Medicine, ...] | None:
    """The case's list; empty when it is known to be none, None when it is not known."""
    listed = (case.get("answers") or {}).get("medications")
    if not isinstance(listed, list):
        return None
    path = "answers.medications[{}]"
    return tuple(_entry(entry, knowledge, path.format(index)) for index, entry in enumerate(listed))


def _entry(entry: Case, knowledge: Knowledge, evidence: str) -> Medicine:
    confirmed, taken = entry.get("confirmed_as"), entry.get("taken") or ""
    if not confirmed:
        return recognise(entry["name"], knowledge, evidence, taken)
    if "name" not in confirmed:
        return Medicine(entry["name"], (), (), (), evidence, confirmed=confirmed)
    read = recognise(confirmed["name"], knowledge, evidence, taken)
    return replace(read, written=entry["name"], confirmed=confirmed)
