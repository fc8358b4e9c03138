"""The page of one visit."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from surefoot_web.records.pages import page
from surefoot_web.trail.recording import record_read

from ..selectors import visit_get


@page("visit.read")
def visit(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    found = visit_get(visit_id=visit_id, by=request.user)
    record_read(action="visit.read", subject=found, by=request.user)
    return render(request, "visits/visit.html", {"visit": found})
