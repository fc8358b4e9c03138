"""The page of one visit: the workspace while it is open, and afterwards what became of it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from surefoot_web.records.actions import OPEN
from surefoot_web.records.pages import page
from surefoot_web.trail.recording import record_read

from ..selectors import visit_get
from ..workspace import Stage, visit_over, workspace


@page("visit.read")
def visit(request: HttpRequest, visit_id: UUID, test: str = "") -> HttpResponse:
    found = visit_get(visit_id=visit_id, by=request.user)
    record_read(action="visit.read", subject=found, by=request.user)
    if found.state not in OPEN:
        return render(request, "visits/visit.html", visit_over(found, by=request.user))
    stage = Stage(test=test, again="again" in request.GET, ordering="order" in request.GET)
    return render(request, "visits/workspace.html", workspace(found, by=request.user, stage=stage))
