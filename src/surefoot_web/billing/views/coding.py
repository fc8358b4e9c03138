"""The coding decision. It opens after the signature; before, the page shows nothing of time, units or requirements."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from surefoot_web.notes.selectors_files import seal_check
from surefoot_web.plans.selectors_assessment import signature_of
from surefoot_web.plans.views.frame import visit_frame
from surefoot_web.records.pages import operation_id, operation_of, page, taking
from surefoot_web.trail.recording import record_read
from surefoot_web.visits.models import Visit
from surefoot_web.visits.selectors import visit_get

from ..actions import review_settle, units_change
from ..forms import SettleForm, UnitsForm
from ..selectors import decision_shown
from .signed import signed_get


@page("billing.read")
def coding(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    visit = visit_get(visit_id=visit_id, by=request.user)
    frame = visit_frame(visit, request.user, "billing:coding")
    layer = signature_of(visit)
    if layer is None:
        return render(request, "billing/closed.html", frame)
    seal_check(layer)
    record_read(action="billing.read", subject=visit, by=request.user)
    may = {"may_settle": request.user.may("review.settle"), "may_change": request.user.may("units.change")}
    return render(request, "billing/coding.html", frame | may | {"decision": decision_shown(visit, layer)})


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
    context = {"visit": visit, "letter": letter, "decision": decision_shown(visit, layer), "printed": True}
    return render(request, "billing/print.html", context)


@page("review.settle")
def review(request: HttpRequest, visit_id: UUID, review: str) -> HttpResponse:
    """Settle one review."""
    visit, layer = signed_get(request, visit_id)
    decision = decision_shown(visit, layer)
    found = next((one for one in decision["reviews"] if one["id"] == review), None)
    if found is None:
        raise Http404("The decision has no such review.")
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with taking(form):
            given = {"review": review, "reason": form.cleaned_data["reason"], "operation": operation_of(request)}
            review_settle(visit=visit, by=request.user, **given)
            messages.success(request, _("Settled."))
            return redirect("billing:coding", visit_id=visit.pk)
    return _form_page(request, visit, "billing/review.html", form, decision=decision, review=found)


@page("units.change")
def units(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Set the units by hand, or take that back."""
    visit, layer = signed_get(request, visit_id)
    form = UnitsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with taking(form):
            units_change(visit=visit, by=request.user, **form.cleaned_data, operation=operation_of(request))
            messages.success(request, _("Saved. The change stands on every output."))
            return redirect("billing:coding", visit_id=visit.pk)
    return _form_page(request, visit, "billing/units.html", form, decision=decision_shown(visit, layer))


def _form_page(request: HttpRequest, visit: Visit, template: str, form: Form, **context: Any) -> HttpResponse:
    record_read(action="billing.read", subject=visit, by=request.user)
    frame = visit_frame(visit, request.user, "billing:coding")
    context |= {"form": form, "operation": operation_id(request)}
    return render(request, template, frame | context, status=422 if form.errors else 200)
