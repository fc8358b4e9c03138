"""The coding decision. It opens after the signature; before, the page shows nothing of time, units or requirements."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from surefoot_web.notes.selectors_files import seal_check
from surefoot_web.plans.selectors_assessment import signature_of
from surefoot_web.plans.views.frame import visit_frame
from surefoot_web.records.pages import page
from surefoot_web.trail.recording import record_read
from surefoot_web.visits.selectors import visit_get

from .selectors import decision_shown


@page("billing.read")
def coding(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    visit = visit_get(visit_id=visit_id, by=request.user)
    frame = visit_frame(visit, request.user, "billing:coding")
    layer = signature_of(visit)
    if layer is None:
        return render(request, "billing/closed.html", frame)
    seal_check(layer)
    record_read(action="billing.read", subject=visit, by=request.user)
    return render(request, "billing/coding.html", frame | {"decision": decision_shown(layer)})


@page("billing.read")
def coding_print(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """The same on paper."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    layer = signature_of(visit)
    if layer is None:
        return redirect("billing:coding", visit_id=visit.pk)
    seal_check(layer)
    record_read(action="billing.read", subject=visit, by=request.user)
    letter = {"title": _("Coding decision"), "date": visit.date.isoformat()}
    context = {"visit": visit, "letter": letter, "decision": decision_shown(layer), "printed": True}
    return render(request, "billing/print.html", context)
