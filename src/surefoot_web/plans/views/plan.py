"""The plan: every suggestion with its grounds, the decision on it, and the handout as it grows beside it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from surefoot.wording.goals import GOALS, goals_said
from surefoot_web.records.actions import FINISHING
from surefoot_web.records.ids import new_id
from surefoot_web.records.pages import operation_id, operation_of, page, taking
from surefoot_web.trail.recording import record_read
from surefoot_web.visits.models import Visit
from surefoot_web.visits.selectors import visit_get

from ..actions import goal_choose, suggestion_decide
from ..forms import DecisionForm
from ..models import Verdict
from ..selectors import goal_of
from ..selectors_assessment import record_shown, without_coding
from ..selectors_findings import levels_in_short
from ..selectors_handout import handout_shown
from ..selectors_plan import Card, plan_shown
from .frame import visit_frame

Data = dict[str, Any]
SHOWN_AS = ("handout", "large")  # how the handout is shown; every form brings it along


@page("plan.read")
def plan(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """The page, or for htmx the handout alone, in another language or print."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    record_read(action="plan.read", subject=visit, by=request.user)
    context = _context(request, visit)
    return render(request, "plans/parts/handout.html" if request.htmx else "plans/plan.html", context)


@page("suggestion.decide")
@require_POST
def decide(request: HttpRequest, visit_id: UUID, suggestion: str) -> HttpResponse:
    """Take one decision. With htmx the card comes back, and the handout with it; else the page, at the card."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    context = _context(request, visit)
    card = context["plan"].card(suggestion)
    if card is None:
        raise Http404("This visit has no such suggestion.")
    card.form = DecisionForm(request.POST, suggestion=card.suggestion)
    if _decided(request, visit, card):
        if not request.htmx:
            return redirect(f"{_address(request, visit)}#suggestion-{suggestion}")
        context = _context(request, visit)
        own = any(one.suggestion["id"] == suggestion for one in context["plan"].cards)
        if not own:  # a way whose decision was taken back stands on the card of the other again
            return HttpResponse(headers={"HX-Refresh": "true"})
        card = context["plan"].card(suggestion)
    else:
        card.operation = operation_id(request)
    if request.htmx:
        return render(request, "plans/parts/card_swapped.html", context | {"card": card})
    return render(request, "plans/plan.html", context, status=422)


@page("goal.set")
@require_POST
def choose_goal(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Add a usual goal, or take it out again, by one tap."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    goal_choose(visit=visit, choice=request.POST.get("choice", ""), by=request.user, operation=operation_of(request))
    if request.htmx:
        return render(request, "plans/parts/goal_swapped.html", _context(request, visit))
    return redirect(f"{_address(request, visit)}#goal")


def _decided(request: HttpRequest, visit: Visit, card: Card) -> bool:
    """Whether the decision stands now; a second tap on what is decided already writes nothing."""
    if card.form.is_valid() and not card.repeats(card.form.values):
        given = {"visit": visit, "suggestion": card.suggestion["id"], **card.form.values}
        with taking(card.form):
            suggestion_decide(**given, by=request.user, operation=operation_of(request))
    return not card.form.errors


def _address(request: HttpRequest, visit: Visit) -> str:
    """The page of the plan with the handout as it was shown."""
    asked = QueryDict(mutable=True)
    asked.update({name: value for name in SHOWN_AS if (value := _asked(request).get(name))})
    query = f"?{asked.urlencode()}" if asked else ""
    return f"{reverse('plans:plan', args=[visit.pk])}{query}"


def _asked(request: HttpRequest) -> QueryDict:
    """Where it is said how the handout is shown: in the form, else in the address."""
    return request.POST if request.POST.get("handout") else request.GET


def _context(request: HttpRequest, visit: Visit) -> Data:
    case, assessment = record_shown(visit)
    assessment = without_coding(assessment)
    shown, open_ = plan_shown(visit, assessment), visit.state in FINISHING
    return visit_frame(visit, request.user, "plans:plan") | {
        "plan": shown,
        "sources": shown.sources,
        "levels": levels_in_short(assessment),
        "handout": handout_shown(visit, _asked(request), case, assessment),
        "may_decide": request.user.may("suggestion.decide") and open_,
        "taken_back": Verdict.TAKEN_BACK,
        **_goal(request, visit, open_),
    }


def _goal(request: HttpRequest, visit: Visit, open_: bool) -> Data:
    held = goal_of(visit)
    chosen = held.choices if held else []
    return {
        "goal": held,
        "goals": goals_said({"choices": held.choices, "text": held.text}) if held else [],
        "usual_goals": [{"id": id_, "says": says["en"], "here": id_ in chosen} for id_, says in GOALS.items()],
        "may_say_goal": request.user.may("goal.set") and open_,
        "goal_operation": new_id(),
    }
