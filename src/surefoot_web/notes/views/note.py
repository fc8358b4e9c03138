"""The note: written while the visit is open, shown as it was sealed afterwards; the reason for testing; addenda."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from surefoot_web.plans.views.frame import visit_frame
from surefoot_web.records.faults import VisitClosed
from surefoot_web.records.pages import operation_of, page, place, row_version_of, taking
from surefoot_web.trail.recording import record_read
from surefoot_web.visits.actions import visit_describe
from surefoot_web.visits.models import Visit
from surefoot_web.visits.selectors import visit_get

from ..actions import addendum_sign
from ..forms import AddendumForm, ReasonForm
from ..selectors_document import preview_of, printable
from .context import open_page, signed_page


@page("note.read")
def note(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    visit = visit_get(visit_id=visit_id, by=request.user)
    record_read(action="note.read", subject=visit, by=request.user)
    return signed_page(request, visit) if visit.is_signed else open_page(request, visit)


@page("note.read")
def preview(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """The note as it would print now; a signed one is on its own page."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    if visit.is_signed:
        return redirect("notes:note", visit_id=visit.pk)
    record_read(action="note.read", subject=visit, by=request.user)
    context = visit_frame(visit, request.user, "notes:note") | {"document": printable(preview_of(visit))}
    return render(request, "notes/preview.html", context)


@page("visit.describe")
@require_POST
def describe(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Write the reason for testing and the plan of care."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    form = ReasonForm(request.POST, instance=visit_get(visit_id=visit_id, by=request.user))
    if form.is_valid():
        with taking(form):
            changed = {name: form.cleaned_data[name] for name in form.changed_data}
            _faults_placed(visit, form)
            if not form.errors:
                given = {"visit": visit, "row_version": row_version_of(request), "by": request.user, **changed}
                visit_describe(**given, operation=operation_of(request))
                messages.success(request, _("Saved."))
                return redirect("notes:note", visit_id=visit.pk)
    if visit.is_signed:
        raise VisitClosed(_("This visit is signed; its reason stays as it is."), do=_("Write an addendum."))
    return open_page(request, visit, reason=form, status=422)


@page("addendum.sign")
@require_POST
def addendum(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Sign an addendum; what was signed before stays as it is."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    if not visit.is_signed:
        raise VisitClosed(_("An addendum follows a signature."), do=_("Sign the note first."))
    form = AddendumForm(request.POST)
    if form.is_valid():
        with taking(form):
            addendum_sign(visit=visit, **form.cleaned_data, by=request.user, operation=operation_of(request))
            messages.success(request, _("It is signed, and stands beside the note."))
            return redirect("notes:note", visit_id=visit.pk)
    return signed_page(request, visit, addendum=form, status=422)


def _faults_placed(visit: Visit, form: ReasonForm) -> None:
    """Put what the library would refuse beside its field, before anything is written."""
    from surefoot.assessment.assess import faults_of  # slow to load
    from surefoot_web.config.knowledge import load

    described = {"date": visit.date.isoformat(), "diagnoses": form.cleaned_data["diagnoses"]}
    for fault in faults_of({"schema": "surefoot-case/1", "patient": {}, "visit": described}, load()):
        place(form, "diagnoses", fault.says, fault.do)
