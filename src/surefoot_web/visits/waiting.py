"""What a visit waits for, in words, so that a list of visits says whose turn it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surefoot.errors import CaseRefused
from surefoot_web.intake.models import IntakeForm, Medium
from surefoot_web.intake.screens import progress_of
from surefoot_web.intake.selectors import form_of

from .case import assessment_of
from .models import Visit, VisitState


@dataclass(frozen=True, slots=True)
class Row:
    """One visit of a list. `waits_for` is empty where nothing waits any more."""

    visit: Visit
    waits_for: str


def rows_of(visits: Iterable[Visit]) -> list[Row]:
    """The visits in the order given, each with what it waits for."""
    return [Row(visit, waits_for(visit)) for visit in visits]


def waits_for(visit: Visit) -> str:
    """What comes next in `visit`: questionnaire, tests, plan, signature. Empty once it is signed or was given up."""
    match visit.state:
        case VisitState.PLANNED:
            return _questionnaire(form_of(visit))
        case VisitState.INTAKE_DONE:
            return _("tests")
        case VisitState.TESTING:
            return _("tests, under way")
        case VisitState.REVIEW:
            return _plan(visit)
        case VisitState.ENDED_EARLY:
            return _("signature, as it stands")
        case _:
            return ""


def _questionnaire(form: IntakeForm | None) -> str:
    if form is None:
        return _("questionnaire, not handed over yet")
    if form.medium == Medium.STAFF_READ:
        return _("questionnaire, being read out")
    says = _("questionnaire, with the patient") if form.returned_at is None else _("questionnaire, begun and not sent")
    return f"{says}: {_how_far(form)}"


def _how_far(form: IntakeForm) -> str:
    """How many of the questions that are asked so far have an answer, and when the last one came."""
    progress = progress_of(form)
    number = sum(question.given(progress.answers) for question in progress.asked)
    if not number:
        return _("not begun")
    far = {"number": number, "total": len(progress.asked), "time": progress.saved_at.rpartition(":")[0]}
    return _("%(number)d of at most %(total)d questions, last answer %(time)s") % far


def _plan(visit: Visit) -> str:
    try:
        suggestions = assessment_of(visit)["suggestions"]
    except CaseRefused:
        return _("a correction: the record has a fault")
    open_ = sum(one["decision"] is None for one in suggestions)
    if not open_:
        return _("signature")
    says = ngettext("plan: one suggestion not decided", "plan: %(count)d suggestions not decided", open_)
    return says % {"count": open_}
