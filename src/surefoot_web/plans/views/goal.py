"""What matters to the patient."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from surefoot_web.records.pages import operation_id, operation_of, page, taking
from surefoot_web.trail.recording import record_read
from surefoot_web.visits.selectors import visit_get

from ..actions import goal_set
from ..forms import GoalForm
from ..models import SaidBy
from ..selectors import goal_of
from .frame import visit_frame


@page("goal.set")
def goal(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """What was said, and the form to say it."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    held = goal_of(visit)
    initial = {name: getattr(held, name) for name in ("choices", "text", "said_by")} if held else {}
    form = GoalForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"said_by": form.cleaned_data["said_by"] or SaidBy.PATIENT}
        with taking(form):
            goal_set(visit=visit, **given, by=request.user, operation=operation_of(request))
            return redirect("plans:plan", visit_id=visit.pk)
    record_read(action="plan.read", subject=visit, by=request.user)
    context = {"form": form, "operation": operation_id(request)}
    frame = visit_frame(visit, request.user, "plans:plan")
    return render(request, "plans/goal.html", frame | context, status=422 if form.errors else 200)
