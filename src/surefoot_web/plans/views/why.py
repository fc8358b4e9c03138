"""What one factor or one level rests on: fetched into the page of findings when asked for, or read on a page of its own."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from surefoot_web.records.pages import page
from surefoot_web.trail.recording import record_read
from surefoot_web.visits.selectors import visit_get

from ..selectors_assessment import assessment_shown
from ..selectors_findings import factor_shown, level_shown
from .frame import visit_frame

SHOWN = {"factor": factor_shown, "level": level_shown}


@page("plan.read")
def why(request: HttpRequest, visit_id: UUID, kind: str, of: str) -> HttpResponse:
    """Effects and trace of a factor, steps and limits of a level. 404 where the assessment has none of that name."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    assessment = assessment_shown(visit)
    found = SHOWN[kind](assessment, of) if kind in SHOWN else None
    if found is None:
        raise Http404
    record_read(action="plan.read", subject=visit, by=request.user)
    part = f"plans/parts/why_{kind}.html"
    context = {kind: found, "part": part, "name": found.get("label") if kind == "factor" else found["title"]}
    context["sources"] = assessment["sources"]
    if request.htmx:
        return render(request, part, context)
    return render(request, "plans/why.html", visit_frame(visit, request.user, "plans:findings") | context)
