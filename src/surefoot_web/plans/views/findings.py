"""Findings: urgent signs, scores, factors with their evidence, levels, contradictions, what is missing."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from surefoot_web.records.actions import OPEN
from surefoot_web.records.pages import page
from surefoot_web.trail.recording import record_read
from surefoot_web.visits.selectors import visit_get

from ..selectors_assessment import assessment_shown
from ..selectors_findings import findings_shown
from .frame import visit_frame


@page("plan.read")
def findings(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    visit = visit_get(visit_id=visit_id, by=request.user)
    record_read(action="plan.read", subject=visit, by=request.user)
    context = visit_frame(visit, request.user, "plans:findings") | findings_shown(assessment_shown(visit))
    may_confirm = request.user.may("medicines.confirm") and visit.state in OPEN
    return render(request, "plans/findings.html", context | {"may_confirm": may_confirm})
