"""Signing and co-signing: what stands in the way and what may stay open is said, the password confirms who signs, and nothing changes afterwards."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from surefoot.wording import ATTESTATION, COSIGNATURE, STATEMENTS
from surefoot_web.plans.selectors_assessment import assessment_shown, signature_of
from surefoot_web.plans.selectors_plan import Plan, plan_shown
from surefoot_web.plans.views.frame import visit_frame
from surefoot_web.records.clock import now
from surefoot_web.records.pages import operation_id, operation_of, page, taking
from surefoot_web.trail.recording import record_read
from surefoot_web.visits.models import Visit
from surefoot_web.visits.selectors import visit_get

from ..actions import cosignature_sign, visit_sign
from ..cosigning import may_cosign
from ..forms import SignForm
from ..selectors_note import UNTOUCHED
from ..signable import held_by_state
from .context import days_late, open_context


@sensitive_post_parameters("password")
@page("visit.sign")
def sign(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    visit = visit_get(visit_id=visit_id, by=request.user)
    if visit.is_signed:
        return redirect("notes:note", visit_id=visit.pk)
    form = SignForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        with taking(form):
            visit_sign(visit=visit, by=request.user, operation=operation_of(request))
            messages.success(request, _("Signed. The note stays as it is from now on."))
            return redirect("notes:note", visit_id=visit.pk)
    record_read(action="note.read", subject=visit, by=request.user)
    context = _context(request, visit) | {"form": form, "operation": operation_id(request)}
    context |= {"statement": STATEMENTS[ATTESTATION], "days_late": days_late(visit, now())}
    return render(request, "notes/sign.html", context, status=422 if form.errors else 200)


@sensitive_post_parameters("password")
@page("cosignature.sign")
def cosign(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Another provider's signature beside that of the responsible one."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    if not visit.is_signed:
        return redirect("notes:note", visit_id=visit.pk)
    form = SignForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        with taking(form):
            cosignature_sign(visit=visit, by=request.user, operation=operation_of(request))
            messages.success(request, _("Co-signed. The note before it stays as it is."))
            return redirect("notes:note", visit_id=visit.pk)
    record_read(action="note.read", subject=visit, by=request.user)
    context = visit_frame(visit, request.user, "notes:note") | {
        "form": form,
        "operation": operation_id(request),
        "layer": signature_of(visit),
        "statement": STATEMENTS[COSIGNATURE],
        "may_cosign": may_cosign(visit, request.user),
        "days_late": days_late(visit, now()),
    }
    return render(request, "notes/cosign.html", context, status=422 if form.errors else 200)


def _context(request: HttpRequest, visit: Visit) -> dict[str, Any]:
    context = open_context(request, visit)
    plan: Plan = plan_shown(visit, assessment_shown(visit))
    lines = [line for one in context["sections"] for line in one.lines]
    return context | {
        "before": [*held_by_state(visit, request.user), *([] if context["over"] else context["held"])],
        "undecided": [card.suggestion for card in plan.undecided],
        "untouched": sum(line.state == UNTOUCHED for line in lines),
    }
