"""Staff's side of the questionnaire: hand the screen over, read it out, look at the answers."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation

from surefoot_web.records.faults import InputRefused
from surefoot_web.records.pages import page
from surefoot_web.trail.recording import record_read
from surefoot_web.visits.models import Visit
from surefoot_web.visits.selectors import visit_get

from .actions import intake_hand_over
from .forms import HandOverForm
from .kiosk import hand_over_session
from .models import IntakeForm, Medium
from .questions import left_for_provider
from .screens import progress_of, summary_rows
from .selectors import form_of, respondent_words, said_before


@page("intake.hand_over")
def hand_over(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Ask who answers; the post ends the staff session on this screen, or opens the form to be read out."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    _refuse_sent(visit)
    begun = form_of(visit)
    form = HandOverForm(request.POST or None, initial=said_before(visit, begun))
    if request.method == "POST" and form.is_valid():
        reads = request.POST.get("how") == "read_out"
        medium = Medium.STAFF_READ if reads else Medium.KIOSK
        handed = intake_hand_over(visit=visit, medium=medium, by=request.user, **form.cleaned_data)
        return _begin(request, handed, reads=reads)
    return render(request, "intake/hand_over.html", {"visit": visit, "form": form, "begun": begun})


@page("intake.read")
def answers(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """The answers as given, for staff."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    record_read(action="intake.read", subject=visit, by=request.user)
    form = form_of(visit)
    if form is None:
        return render(request, "intake/answers.html", {"visit": visit, "form": None})
    progress = progress_of(form)
    groups = summary_rows(progress, translation.get_language()[:2])
    left = left_for_provider(progress.case, progress.knowledge)
    return render(
        request,
        "intake/answers.html",
        {"visit": visit, "form": form, "groups": groups}
        | {
            "respondent": respondent_words(form),
            "left": len(left),
        },
    )


def _begin(request: HttpRequest, form: IntakeForm, *, reads: bool) -> HttpResponse:
    if not reads:
        hand_over_session(request, form)
    response = redirect("intake:form", form_id=form.pk)
    if not reads:
        response.headers["Clear-Site-Data"] = '"cache"'  # no page of staff may come back from this screen's memory
    return response


def _refuse_sent(visit: Visit) -> None:
    form = form_of(visit)
    if form is not None and form.submitted_at is not None:
        raise InputRefused("This questionnaire was already sent.", do="Look at the answers from the page of the visit.")
