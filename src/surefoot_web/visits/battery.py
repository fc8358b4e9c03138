"""The battery of a visit: which tests it offers, and how far each of them is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from surefoot.knowledge import Knowledge
from surefoot.plan import ReasonToTest

from .models import Trial, TrialKind

STANDARD = ("tug", "chair_stand_30s", "four_stage_balance", "single_leg_stance", "gait_speed", "orthostatic_bp")


@dataclass(frozen=True, slots=True)
class Slot:
    """One test of the battery; `state` in words: "to do", "14.2 s", "not done: unsafe"."""

    id: str
    label: str
    state: str
    open: bool
    skipped: UUID | None = None  # the row that says why it was not done, where that can be taken back


def battery_of(
    knowledge: Knowledge, trials: Sequence[Trial], scores: Sequence[Mapping[str, Any]], chosen: str
) -> list[Slot]:
    """The standard battery, every test that has an entry, and the test now on the stage; in the protocol's order."""
    begun = {trial.test for trial in trials}
    offered = [id_ for id_ in knowledge.tests if id_ in STANDARD or id_ in begun or id_ == chosen]
    return [_slot(id_, knowledge, trials, scores) for id_ in offered]


def others(knowledge: Knowledge, battery: Sequence[Slot]) -> list[dict[str, str]]:
    """Tests that can be added: those of the knowledge that the battery does not hold."""
    held = {slot.id for slot in battery}
    return [{"id": id_, "label": entry["label"]} for id_, entry in knowledge.tests.items() if id_ not in held]


def suggested(knowledge: Knowledge, battery: Sequence[Slot], reasons: Sequence[ReasonToTest]) -> list[dict[str, Any]]:
    """Tests that the answers ask for, with why; of the battery's own tests too: [{id, label, in_battery, reasons}]."""
    held = {slot.id: slot for slot in battery}
    found: dict[str, list[ReasonToTest]] = {}
    for reason in reasons:
        if reason.test not in held or held[reason.test].open:
            found.setdefault(reason.test, []).append(reason)
    return [{"id": id_, "label": knowledge.tests[id_]["label"], "reasons": given} for id_, given in found.items()]


def first_open(battery: Sequence[Slot]) -> str:
    """The test with which the battery goes on: the first without an entry, else the first."""
    return next((slot.id for slot in battery if slot.open), battery[0].id)


def _slot(id_: str, knowledge: Knowledge, trials: Sequence[Trial], scores: Sequence[Mapping[str, Any]]) -> Slot:
    rows = [trial for trial in trials if trial.test == id_]
    skipped = rows[-1].pk if rows and all(row.kind == TrialKind.NOT_DONE for row in rows) else None
    return Slot(id_, knowledge.tests[id_]["label"], _state(id_, rows, scores), open=not rows, skipped=skipped)


def _state(id_: str, rows: Sequence[Trial], scores: Sequence[Mapping[str, Any]]) -> str:
    if not rows:
        return _("to do")
    if all(row.kind == TrialKind.NOT_DONE for row in rows):
        return _("not done: %(reason)s") % {"reason": rows[-1].get_not_done_reason_display().lower()}
    shown = [score["shown"] for score in scores if score["instrument"] == id_ and score.get("shown")]
    return str(shown[0]) if len(shown) == 1 else _("measured")
