"""What the library makes of an open visit, without anything about coding: no unit, no total, no requirement of time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from surefoot.engine import CaseReader
from surefoot.errors import CaseRefused, Fault
from surefoot.instruments import case_facts
from surefoot.plan import ReasonToTest, reasons_to_test
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
    reasons: list[ReasonToTest]

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
        return Results([], [], {}, [*refused.faults, *faults], [])
    return Results(**{key: whole[key] for key in CLINICAL}, faults=faults, reasons=_reasons(case, visit))


def _reasons(case: Mapping[str, Any], visit: Visit) -> list[ReasonToTest]:
    """What the answers ask for; a case that cannot be read was refused before."""
    knowledge = load()
    told = {key: case[key] for key in ("patient", "visit", "answers") if key in case}
    return reasons_to_test(CaseReader(knowledge, knowledge.as_of(visit.date), case_facts(told, knowledge)))


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that a complete record still lacks: in words, and where it is done."""

    says: str
    address: str


def still_missing(
    visit: Visit, battery: Iterable[Slot], trials: Iterable[Trial], spans: Iterable[Span]
) -> list[Missing]:
    """What a complete record still lacks, each with the place where it is done. Never an amount of time."""
    form, spans, battery = form_of(visit), list(spans), list(battery)
    note, ledger = reverse("notes:note", args=[visit.pk]), reverse("visits:visit", args=[visit.pk]) + "#ledger"
    said = [] if visit.reason else [Missing(_("The reason for testing"), f"{note}#reason")]
    if not visit.retest_reason and tested_before(visit):
        said.append(Missing(_("Why the patient is tested again"), f"{note}#reason"))
    if form is None or form.submitted_at is None:
        said.append(Missing(_("The questionnaire: not sent yet"), reverse("intake:hand_over", args=[visit.pk])))
    result = _("A result, or why there is none: %(test)s")
    said += [Missing(result % {"test": slot.label}, _stage(visit, slot.id)) for slot in battery if slot.open]
    named = {span.test for span in spans if span.activity == Activity.PERFORM}
    measured = {trial.test for trial in trials if trial.kind == TrialKind.MEASURED}
    when = _("When it was performed: %(test)s")
    unclocked = [slot for slot in battery if slot.id in measured - named]
    enter = reverse("visits:span_enter", args=[visit.pk])
    said += [Missing(when % {"test": slot.label}, f"{enter}?test={slot.id}") for slot in unclocked]
    if any(span.running for span in spans):
        said.append(Missing(_("The end of the clock that runs"), ledger))
    return said


def _stage(visit: Visit, test: str) -> str:
    return reverse("visits:test", args=[visit.pk, test]) + "#stage"
