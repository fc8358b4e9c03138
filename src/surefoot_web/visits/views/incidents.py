"""A fall or near fall: the one tap that halts testing, what happened, and the release."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from surefoot_web.plans.views.frame import visit_frame
from surefoot_web.records.actions import FINISHING
from surefoot_web.records.pages import operation_id, operation_of, page, taking
from surefoot_web.trail.recording import record_read

from ..actions import incident_describe, incident_open, incident_release, incident_withdraw
from ..forms_incidents import IncidentForm, ReleaseForm
from ..incidents import Incident, incidents_of
from ..models import Visit
from ..selectors import visit_get


@require_POST
@page("incident.open")
def report(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """One tap: every clock stops, testing is halted."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    event = incident_open(visit=visit, by=request.user, operation=operation_of(request))
    return redirect("visits:incident", visit_id=visit.pk, incident_id=event.incident_id)


@page("incident.describe")
def incident(request: HttpRequest, visit_id: UUID, incident_id: UUID) -> HttpResponse:
    """What happened, as it stands and to be said."""
    visit, found = _found(request, visit_id, incident_id)
    form = IncidentForm(request.POST or None, initial=_held(found))
    if form.is_valid():
        with taking(form):
            given = {"visit": visit, "incident_id": incident_id, **form.cleaned_data}
            incident_describe(**given, by=request.user, operation=operation_of(request))
            return redirect("visits:incident", visit_id=visit.pk, incident_id=incident_id)
    return _page(request, visit, found, form, ReleaseForm())


@require_POST
@page("incident.release")
def release(request: HttpRequest, visit_id: UUID, incident_id: UUID) -> HttpResponse:
    """Testing may go on."""
    visit, found = _found(request, visit_id, incident_id)
    form = ReleaseForm(request.POST)
    if form.is_valid():
        with taking(form):
            given = {"visit": visit, "incident_id": incident_id, "reason": form.given}
            incident_release(**given, by=request.user, operation=operation_of(request))
            messages.success(request, _("Testing is released. Clocks start only when somebody starts them."))
            return redirect("visits:visit", visit_id=visit.pk)
    return _page(request, visit, found, IncidentForm(initial=_held(found)), form)


@require_POST
@page("incident.withdraw")
def withdraw(request: HttpRequest, visit_id: UUID, incident_id: UUID) -> HttpResponse:
    """It was pressed by mistake."""
    visit, _incident = _found(request, visit_id, incident_id)
    incident_withdraw(visit=visit, incident_id=incident_id, by=request.user, operation=operation_of(request))
    messages.success(request, _("Taken back. The clocks that stopped stay stopped: start them again."))
    return redirect("visits:visit", visit_id=visit.pk)


def _found(request: HttpRequest, visit_id: UUID, incident_id: UUID) -> tuple[Visit, Incident]:
    visit = visit_get(visit_id=visit_id, by=request.user)
    found = next((one for one in incidents_of(visit) if one.id == incident_id), None)
    if found is None:
        raise Http404
    return visit, found


def _held(found: Incident) -> dict[str, object]:
    said = found.described
    if said is None:
        return {"test": found.opened.test}
    return {name: getattr(said, name) for name in ("what", "injury", "test", "done", "text")}


def _page(
    request: HttpRequest, visit: Visit, found: Incident, form: IncidentForm, release: ReleaseForm
) -> HttpResponse:
    record_read(action="visit.read", subject=visit, by=request.user)
    context = {
        "incident": found,
        "form": form,
        "release_form": release,
        "may_say": visit.state in FINISHING and not found.withdrawn,
        "operation": operation_id(request),
    }
    wrong = form.errors or release.errors
    frame = visit_frame(visit, request.user, "visits:visit")
    return render(request, "visits/incident.html", frame | context, status=422 if wrong else 200)
