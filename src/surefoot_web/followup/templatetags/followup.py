"""Follow-up on the first screen."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django import template

from surefoot_web.accounts.models import User
from surefoot_web.patients.models import Patient
from surefoot_web.records.actions import FINISHING
from surefoot_web.records.clock import day_in, now
from surefoot_web.visits.models import Visit

from ..due import due
from ..falls import falls_since
from ..selectors import Item, items_before, items_of, open_visits, unfinished

register = template.Library()


@register.inclusion_tag("followup/parts/today.html", takes_context=True)
def followup_today(context: dict[str, Any], day: date) -> dict[str, Any]:
    """How many are due, how many overdue, and how many plan items; nothing for whom it does not concern."""
    by = context["user"]
    if not by.may("due.read"):
        return {"counts": None}
    people, sees_plans = due(by=by, day=day), by.may("outcome.read")
    items = unfinished(by=by, day=day) if sees_plans else []
    open_of = Counter(one.visit.patient_id for one in items)
    visits = open_visits(by=by, day=day) if sees_plans else []
    asked = [(one, open_of[one.patient_id]) for one in visits if open_of[one.patient_id]]
    counts = {"due": len(people), "overdue": sum(one.overdue(day) for one in people), "sees_plans": sees_plans}
    return {"asked": asked, "counts": counts | {"late": sum(one.overdue(day) for one in items)}}


@register.simple_tag
def days_open(item: Item, day: date) -> int | None:
    """Days since a referral went out until an answer came, or until `day`; None where none went out."""
    return item.days_open(day)


@register.inclusion_tag("followup/parts/patient.html", takes_context=True)
def followup_patient(context: dict[str, Any], patient: Patient) -> dict[str, Any]:
    """Falls told of since the last signed visit, and the ways to follow-up; nothing for whom it does not concern."""
    by = context["user"]
    if not by.may("falls.read"):
        return {"since": None}
    day = day_in(by.clinic.time_zone, now())
    return {
        "since": falls_since(patient, before=day),
        "patient": patient,
        "earlier_plan_of": _open_visit_with_plan(patient, by),
        "may_report": by.may("fall.report"),
        "may_call": by.may("due.read"),
    }


@register.inclusion_tag("followup/parts/visit.html", takes_context=True)
def followup_visit(context: dict[str, Any], visit: Visit) -> dict[str, Any]:
    """The way from an open visit to the earlier plan; nothing where nothing was agreed, or for whom it does not concern."""
    items = items_before(visit) if context["user"].may("outcome.read") else []
    return {"visit": visit, "items": items, "open_items": [one for one in items if not one.ended]}


@register.simple_tag
def plan_items(patient: Patient) -> list[dict[str, Any]]:
    """What was agreed with a patient and what became of it: [{item, state}], the state "pending" while it is open."""
    return [{"item": one, "state": one.latest.step if one.ended else "pending"} for one in items_of(patient)]


def _open_visit_with_plan(patient: Patient, by: User) -> Visit | None:
    """The open visit of a patient of whom something was agreed earlier, for those who see plans."""
    visit = patient.visits.filter(state__in=FINISHING).order_by("-date").first() if by.may("outcome.read") else None
    return visit if visit is not None and items_of(patient) else None
