"""The plan: every suggestion with its grounds, and the decision on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from surefoot.wording.goals import goals_said
from surefoot_web.records.actions import FINISHING
from surefoot_web.records.pages import operation_id, operation_of, page, taking
from surefoot_web.trail.recording import record_read
from surefoot_web.visits.models import Visit
from surefoot_web.visits.selectors import visit_get

from ..actions import suggestion_decide
from ..forms import DecisionForm
from ..selectors import goal_of
from ..selectors_assessment import assessment_shown
from ..selectors_plan import Card, Plan, plan_shown
from .frame import visit_frame


@page("plan.read")
def plan(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    visit = visit_get(visit_id=visit_id, by=request.user)
    record_read(action="plan.read", subject=visit, by=request.user)
    return _page(request, visit, plan_shown(visit, assessment_shown(visit)))


@page("suggestion.decide")
@require_POST
def decide(request: HttpRequest, visit_id: UUID, suggestion: str) -> HttpResponse:
    """Take one decision. With htmx the card alone comes back, else the page, at the card."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    shown = plan_shown(visit, assessment_shown(visit))
    card = shown.card(suggestion)
    if card is None:
        raise Http404("This visit has no such suggestion.")
    card.form = DecisionForm(request.POST, suggestion=suggestion)
    if _decided(request, visit, card):
        if not request.htmx:
            return redirect(f"{reverse('plans:plan', args=[visit.pk])}#suggestion-{suggestion}")
        shown = plan_shown(visit, assessment_shown(visit))
        card = shown.card(suggestion)
    else:
        card.operation = operation_id(request)
    if request.htmx:
        return render(request, "plans/parts/card_swapped.html", _context(request, visit, shown) | {"card": card})
    return _page(request, visit, shown, status=422)


def _decided(request: HttpRequest, visit: Visit, card: Card) -> bool:
    if card.form.is_valid():
        given = {"visit": visit, "suggestion": card.suggestion["id"], **card.form.values}
        with taking(card.form):
            suggestion_decide(**given, by=request.user, operation=operation_of(request))
    return not card.form.errors


def _page(request: HttpRequest, visit: Visit, shown: Plan, status: int = 200) -> HttpResponse:
    return render(request, "plans/plan.html", _context(request, visit, shown), status=status)


def _context(request: HttpRequest, visit: Visit, shown: Plan) -> dict[str, Any]:
    may_decide = request.user.may("suggestion.decide") and visit.state in FINISHING
    frame = visit_frame(visit, request.user, "plans:plan")
    goal = goal_of(visit)
    said = goals_said({"choices": goal.choices, "text": goal.text}) if goal else []
    return frame | {"goal": goal, "goals": said, "plan": shown, "sources": shown.sources, "may_decide": may_decide}
