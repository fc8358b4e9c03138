"""What the library makes of an open visit, without anything about coding: no unit, no total, no requirement of time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from surefoot.errors import CaseRefused, Fault
from surefoot_web.config.knowledge import load
from surefoot_web.intake.selectors import form_of

from .battery import Slot
from .case import case_of
from .ledger import Span
from .models import Activity, Trial, TrialKind, Visit
from .retest import tested_before

CLINICAL = ("scores", "missing", "sources")
OF_THE_LEDGER = ("schema", "patient", "visit", "ledger", "same_day", "other_services")
OF_THE_CASE = ("schema", "patient", "visit", "answers", "tests", "previous")


@dataclass(frozen=True, slots=True)
class Results:
    """The clinical part of an assessment, and the faults that kept parts of the record out of it."""

    scores: list[dict[str, Any]]
    missing: list[dict[str, Any]]
    sources: Mapping[str, Any]
    faults: list[Fault]

    def of_test(self, test: str) -> list[dict[str, Any]]:
        return [score for score in self.scores if score["instrument"] == test]


def results_of(visit: Visit) -> Results:
    """Assess answers and tests of the visit; the ledger is only checked, so that its faults hide no result."""
    from surefoot.assessment.assess import assess, faults_of  # loads the table reader, which few pages need

    case = case_of(visit)
    faults = faults_of({key: case[key] for key in OF_THE_LEDGER if key in case}, load())
    try:
        whole = assess({key: case[key] for key in OF_THE_CASE if key in case}, load())
    except CaseRefused as refused:
        return Results([], [], {}, [*refused.faults, *faults])
    return Results(**{key: whole[key] for key in CLINICAL}, faults=faults)


def still_missing(visit: Visit, battery: Iterable[Slot], trials: Iterable[Trial], spans: Iterable[Span]) -> list[str]:
    """What a complete record still lacks, in words. Never an amount of time."""
    form, spans, battery = form_of(visit), list(spans), list(battery)
    said = [] if visit.reason else [_("The reason for testing")]
    if not visit.retest_reason and tested_before(visit):
        said.append(_("Why the patient is tested again"))
    if form is None or form.submitted_at is None:
        said.append(_("The questionnaire: not sent yet"))
    undone = [slot.label for slot in battery if slot.open]
    if undone:
        said.append(_("A result, or why there is none: %(tests)s") % {"tests": ", ".join(undone)})
    named = {span.test for span in spans if span.activity == Activity.PERFORM}
    measured = {trial.test for trial in trials if trial.kind == TrialKind.MEASURED}
    labels = {slot.id: slot.label for slot in battery}
    unclocked = [labels[id_] for id_ in labels if id_ in measured - named]
    if unclocked:
        said.append(_("When it was performed: %(tests)s") % {"tests": ", ".join(unclocked)})
    if any(span.running for span in spans):
        said.append(_("The end of the clock that runs"))
    return said
