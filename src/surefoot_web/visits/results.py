"""What the library makes of an open visit, without anything about coding: no unit, no total, no requirement of time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from surefoot.errors import CaseRefused, Fault
from surefoot_web.intake.selectors import form_of

from .battery import Slot
from .case import case_faults, case_of
from .ledger import Span
from .models import Activity, Trial, TrialKind, Visit

CLINICAL = ("scores", "urgent", "missing", "sources")
OF_THE_CASE = ("schema", "patient", "visit", "answers", "tests", "previous")


@dataclass(frozen=True, slots=True)
class Results:
    """The clinical part of an assessment, and the faults that kept parts of the record out of it."""

    scores: list[dict[str, Any]]
    urgent: list[dict[str, Any]]
    missing: list[dict[str, Any]]
    sources: Mapping[str, Any]
    faults: list[Fault]

    def of_test(self, test: str) -> list[dict[str, Any]]:
        return [score for score in self.scores if score["instrument"] == test]


def results_of(visit: Visit) -> Results:
    """Assess answers and tests of the visit; the ledger is only checked, so that its faults hide no result."""
    from surefoot.assessment import assess  # loads the table reader too, which a page without results does not need

    case = case_of(visit)
    faults = case_faults(visit, ledger=case["ledger"]) if case.get("ledger") else []
    try:
        whole = assess({key: case[key] for key in OF_THE_CASE if key in case})
    except CaseRefused as refused:
        return Results([], [], [], {}, [*refused.faults, *faults])
    return Results(**{key: whole[key] for key in CLINICAL}, faults=faults)


def still_missing(visit: Visit, battery: Iterable[Slot], trials: Iterable[Trial], spans: Iterable[Span]) -> list[str]:
    """What a complete record still lacks, in words. Never an amount of time."""
    form, spans = form_of(visit), list(spans)
    said = [] if visit.reason else [_("The reason for testing")]
    if form is None or form.submitted_at is None:
        said.append(_("The questionnaire: not sent yet"))
    said += [_("%(test)s: a result, or why it was not done") % {"test": slot.label} for slot in battery if slot.open]
    named = {span.test for span in spans if span.activity == Activity.PERFORM}
    measured = {trial.test for trial in trials if trial.kind == TrialKind.MEASURED}
    labels = {slot.id: slot.label for slot in battery}
    said += [_("%(test)s: when it was performed") % {"test": labels[id_]} for id_ in labels if id_ in measured - named]
    if any(span.running for span in spans):
        said.append(_("The end of the clock that runs"))
    return said
