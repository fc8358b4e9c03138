"""Follow-up on the first screen."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template

from surefoot_web.patients.models import Patient
from surefoot_web.records.clock import day_in, now

from ..due import due
from ..falls import falls_since
from ..selectors import Item, unfinished

register = template.Library()


@register.inclusion_tag("followup/parts/today.html", takes_context=True)
def followup_today(context: dict[str, Any], day: date) -> dict[str, Any]:
    """How many are due, how many overdue, and how many plan items; nothing for whom it does not concern."""
    by = context["user"]
    if not by.may("due.read"):
        return {"counts": None}
    people, sees_plans = due(by=by, day=day), by.may("outcome.read")
    items = unfinished(by=by, day=day) if sees_plans else []
    counts = {"due": len(people), "overdue": sum(one.overdue(day) for one in people), "sees_plans": sees_plans}
    return {"counts": counts | {"late": sum(one.overdue(day) for one in items)}}


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
        "may_report": by.may("fall.report"),
        "may_call": by.may("due.read"),
    }
