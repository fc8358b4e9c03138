"""Other services of the day: listed, entered, corrected, removed. No unit and no sum stands here."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from surefoot_web.plans.views.frame import visit_frame
from surefoot_web.records.actions import FINISHING
from surefoot_web.records.pages import operation_id, operation_of, page, taking
from surefoot_web.trail.recording import record_read

from ..actions import service_correct, service_enter, service_remove, service_restore
from ..forms_services import ServiceCorrectionForm, ServiceForm, initial_of
from ..models import Visit
from ..reasons import CORRECT_SERVICE, PUT_BACK, REMOVE_SERVICE, ReasonForm
from ..selectors import visit_get
from ..services import Service, changes_of, removed_of, services_of


@page("visit.read")
def services(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """The other services of the day, and what became of those that were corrected."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    record_read(action="visit.read", subject=visit, by=request.user)
    context = visit_frame(visit, request.user, "visits:services") | {
        "services": services_of(visit),
        "changes": changes_of(visit),
        "removed": removed_of(visit),
        "operation": operation_id(request),
        "may_enter": request.user.may("service.enter") and visit.state in FINISHING,
    }
    return render(request, "visits/services.html", context)


@page("service.enter")
def enter(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    visit = visit_get(visit_id=visit_id, by=request.user)
    form = ServiceForm(request.POST or None, day=visit.date, by=request.user)
    if form.is_valid():
        with taking(form):
            service_enter(visit=visit, what=form.what(), by=request.user, operation=operation_of(request))
            return redirect("visits:services", visit_id=visit.pk)
    says = _("What the patient received on this day besides these tests. Leave out what you do not know.")
    return _form_page(request, visit, form, title=_("Enter another service of the day"), says=says, do=_("Enter"))


@page("service.correct")
def correct(request: HttpRequest, visit_id: UUID, service_id: UUID) -> HttpResponse:
    visit = visit_get(visit_id=visit_id, by=request.user)
    service = _service(visit, service_id)
    initial = initial_of(service, visit.clinic.time_zone)
    given = {"day": visit.date, "by": request.user, "usual": CORRECT_SERVICE, "initial": initial}
    form = ServiceCorrectionForm(request.POST or None, **given)
    if form.is_valid():
        with taking(form):
            given = {"what": form.what(), "reason": form.cleaned_data["reason"]}
            service_correct(
                visit=visit, service_id=service_id, **given, by=request.user, operation=operation_of(request)
            )
            return redirect("visits:services", visit_id=visit.pk)
    title = _("Correct a service: %(code)s") % {"code": service.code}
    says = _("What stood before stays in the record, with your reason.")
    return _form_page(request, visit, form, title=title, says=says, do=_("Correct"))


@page("service.remove")
def remove(request: HttpRequest, visit_id: UUID, service_id: UUID) -> HttpResponse:
    visit = visit_get(visit_id=visit_id, by=request.user)
    service = _service(visit, service_id)
    form = ReasonForm(request.POST or None, usual=REMOVE_SERVICE)
    if form.is_valid():
        with taking(form):
            given = {"reason": form.cleaned_data["reason"], "operation": operation_of(request)}
            service_remove(visit=visit, service_id=service_id, **given, by=request.user)
            return redirect("visits:services", visit_id=visit.pk)
    title = _("Remove a service: %(code)s") % {"code": service.code}
    says = _("What stood before stays in the record, with your reason.")
    return _form_page(request, visit, form, title=title, says=says, do=_("Remove"))


@require_POST
@page("service.restore")
def restore(request: HttpRequest, visit_id: UUID, service_id: UUID) -> HttpResponse:
    """Put a service back that was taken out."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    given = {"service_id": service_id, "reason": str(PUT_BACK)}
    service_restore(visit=visit, **given, by=request.user, operation=operation_of(request))
    return redirect("visits:services", visit_id=visit.pk)


def _service(visit: Visit, service_id: UUID) -> Service:
    for service in services_of(visit):
        if service.id == service_id:
            return service
    raise Http404("This visit has no such service.")


def _form_page(request: HttpRequest, visit: Visit, form: ServiceForm | ReasonForm, **words: str) -> HttpResponse:
    back = reverse("visits:services", args=[visit.pk])
    context = {"visit": visit, "form": form, "back": back, "operation": operation_id(request), **words}
    return render(request, "visits/reason.html", context, status=422 if form.errors else 200)
