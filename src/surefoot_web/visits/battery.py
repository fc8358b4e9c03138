"""The battery of a visit: which tests it offers, in which order, why, and how far each of them is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from surefoot.knowledge import Knowledge
from surefoot.knowledge.model import Data
from surefoot.plan import ReasonToTest

from .models import BatteryOrder, Trial, TrialKind, Visit


@dataclass(frozen=True, slots=True)
class Slot:
    """One test of the battery; `state` in words: "to do", "14.2 s", "not done: unsafe"."""

    id: str
    label: str
    state: str
    open: bool
    skipped: UUID | None = None  # the row that says why it was not done, where that can be taken back
    standard: Data | None = None  # why it stands in every visit: {short, says, source, confidence}


def battery_of(
    knowledge: Knowledge,
    trials: Sequence[Trial],
    scores: Sequence[Mapping[str, Any]],
    chosen: str,
    order: Sequence[str] = (),
) -> list[Slot]:
    """The standard battery, every test that has an entry, and the test now on the stage; in the order of the visit."""
    return [_slot(id_, knowledge, trials, scores) for id_ in ids_of(knowledge, trials, chosen, order)]


def ids_of(knowledge: Knowledge, trials: Sequence[Trial], chosen: str, order: Sequence[str]) -> list[str]:
    """The tests of the battery. `order` only sorts: it brings none in and leaves none out; a test that it does not name comes last."""
    begun = [trial.test for trial in trials if trial.test in knowledge.tests]
    offered = list(dict.fromkeys([*standard_of(knowledge), *begun, *([chosen] if chosen else [])]))
    return [*(id_ for id_ in order if id_ in offered), *(id_ for id_ in offered if id_ not in order)]


def order_of(visit: Visit) -> list[str]:
    """The order in which somebody put the tests of the visit; empty where nobody did."""
    latest = BatteryOrder.objects.filter(visit=visit).last()
    return list(latest.order) if latest else []


def standard_of(knowledge: Knowledge) -> list[str]:
    """The tests that stand in every visit, in the order of the knowledge."""
    return [id_ for id_, entry in knowledge.tests.items() if "standard" in entry.data]


def others(knowledge: Knowledge, battery: Sequence[Slot]) -> list[dict[str, str]]:
    """Tests that can be added: those of the knowledge that the battery does not hold."""
    held = {slot.id for slot in battery}
    return [{"id": id_, "label": entry["label"]} for id_, entry in knowledge.tests.items() if id_ not in held]


def suggested(knowledge: Knowledge, battery: Sequence[Slot], reasons: Sequence[ReasonToTest]) -> list[dict[str, Any]]:
    """Tests that the answers ask for, with why; of the battery's own tests too: [{id, label, reasons}]."""
    held = {slot.id: slot for slot in battery}
    found: dict[str, list[ReasonToTest]] = {}
    for reason in reasons:
        if reason.test not in held or held[reason.test].open:
            found.setdefault(reason.test, []).append(reason)
    return [{"id": id_, "label": knowledge.tests[id_]["label"], "reasons": given} for id_, given in found.items()]


def first_open(battery: Sequence[Slot]) -> str:
    """The test with which the battery goes on: the first without an entry, else the first; "" for an empty battery."""
    return next((slot.id for slot in battery if slot.open), battery[0].id if battery else "")


def _slot(id_: str, knowledge: Knowledge, trials: Sequence[Trial], scores: Sequence[Mapping[str, Any]]) -> Slot:
    rows = [trial for trial in trials if trial.test == id_]
    skipped = rows[-1].pk if rows and all(row.kind == TrialKind.NOT_DONE for row in rows) else None
    test = knowledge.tests[id_]
    return Slot(id_, test["label"], _state(id_, rows, scores), not rows, skipped, test.get("standard"))


def _state(id_: str, rows: Sequence[Trial], scores: Sequence[Mapping[str, Any]]) -> str:
    if not rows:
        return _("to do")
    if all(row.kind == TrialKind.NOT_DONE for row in rows):
        return _("not done: %(reason)s") % {"reason": rows[-1].get_not_done_reason_display().lower()}
    shown = [score["shown"] for score in scores if score["instrument"] == id_ and score.get("shown")]
    return str(shown[0]) if len(shown) == 1 else _("measured")
