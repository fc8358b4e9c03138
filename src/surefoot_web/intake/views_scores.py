"""Scores that staff enter: results of questionnaires whose wording is not shipped, and what only staff can judge."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from surefoot_web.accounts.models import User
from surefoot_web.config.knowledge import load
from surefoot_web.records.pages import page, taking
from surefoot_web.visits.models import Visit
from surefoot_web.visits.selectors import visit_get

from .actions import intake_answer, intake_hand_over
from .forms_scores import ScoresForm
from .models import Medium, Respondent
from .selectors import answers_of, form_of


@page("test.trial_record")
def scores(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Enter or change the scores; each that changed is kept as an answer of its own."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    form = ScoresForm(request.POST or None, knowledge=load(), answers=answers_of(visit))
    if form.is_valid():
        with taking(form):
            _keep(visit, form, by=request.user)
            return redirect("visits:visit", visit_id=visit.pk)
    context = {"visit": visit, "form": form}
    return render(request, "intake/scores.html", context, status=422 if form.errors else 200)


def _keep(visit: Visit, form: ScoresForm, *, by: User) -> None:
    """Without a questionnaire the scores begin one, answered by staff."""
    entered = list(form.changed())
    if entered and form_of(visit) is None:
        language = visit.patient.language
        intake_hand_over(visit=visit, who=Respondent.STAFF, medium=Medium.STAFF_READ, language=language, by=by)
    for section, key, value in entered:
        intake_answer(visit=visit, section=section, key=key, value=value, by=by)
