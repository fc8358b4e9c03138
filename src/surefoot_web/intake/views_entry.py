"""The form on paper: printed, and typed in later on one page; and the private questions that were left for staff to ask."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation

from surefoot.note.paper import render_paper
from surefoot_web.config.knowledge import load
from surefoot_web.patients.models import Language
from surefoot_web.records.faults import InputRefused
from surefoot_web.records.pages import page, taking
from surefoot_web.trail.recording import record_read
from surefoot_web.visits.case import case_of
from surefoot_web.visits.models import Visit
from surefoot_web.visits.selectors import visit_get

from .actions import intake_enter
from .forms import HandOverForm
from .forms_entry import EntryForm
from .paper import Numbered, paper_data, paper_questions
from .questions import Case, left_for_provider
from .selectors import form_of, said_before


def asked_of(visit: Visit) -> Case:
    """What the questions of a visit depend on."""
    case = case_of(visit)
    return {"patient": case["patient"], "visit": case["visit"], "answers": case.get("answers", {})}


@page("intake.print")
def paper_print(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """The paper as PDF, in the language asked for or the patient's."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    language = request.GET.get("language", visit.patient.language)
    if language not in Language.values:
        language = visit.patient.language
    with translation.override(language):
        made = render_paper(paper_data(asked_of(visit), load(), language), day=visit.date.isoformat())
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="form-{language}.pdf"'
    return response


@page("intake.enter")
def paper(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Type a paper form in: one page, every question of the paper in order; a post keeps all of it and sends it."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    begun = form_of(visit)
    if begun is not None and begun.submitted_at is not None:
        raise InputRefused("This questionnaire was already sent.", do="Look at the answers from the page of the visit.")
    case = asked_of(visit)
    numbered = paper_questions(case, load())
    about = HandOverForm(request.POST or None, initial=said_before(visit, begun))
    form = EntryForm(request.POST or None, numbered=numbered, answers=case["answers"])
    if about.is_valid() and form.is_valid():
        with taking(form):
            intake_enter(visit=visit, answers=form.answers(), paper=about.cleaned_data, by=request.user)
            return redirect("intake:answers", visit_id=visit.pk)
    return _page(request, visit, form, about=about)


@page("intake.enter")
def left(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """The private questions that were left for the provider, to ask and to answer here."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    record_read(action="intake.read", subject=visit, by=request.user)
    case = asked_of(visit)
    numbered = [Numbered(number, one) for number, one in enumerate(left_for_provider(case, load()), 1)]
    form = EntryForm(request.POST or None, numbered=numbered, answers=case["answers"])
    if form.is_valid():
        with taking(form):
            if given := form.answers():
                intake_enter(visit=visit, answers=given, by=request.user)
            return redirect("intake:left", visit_id=visit.pk)
    return _page(request, visit, form)


def _page(request: HttpRequest, visit: Visit, form: EntryForm, **more: Any) -> HttpResponse:
    refused = form.errors or (more["about"].errors if "about" in more else {})
    context = {"visit": visit, "form": form, "groups": list(form.groups()), **more}
    return render(request, "intake/entry.html", context, status=422 if refused else 200)
