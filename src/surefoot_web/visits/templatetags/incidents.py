"""What a page of a visit says of falls and near falls, and the button that reports one."""

from __future__ import annotations

from typing import Any

from django import template

from surefoot_web.records.actions import OPEN
from surefoot_web.records.ids import new_id

from ..incidents import halting, incidents_of
from ..models import Visit

register = template.Library()


@register.inclusion_tag("visits/parts/incidents.html", takes_context=True)
def incident_notice(context: dict[str, Any], visit: Visit) -> dict[str, Any]:
    """The halt, the incidents before it, and the button for whoever may press it."""
    may_report = visit.state in OPEN and context["user"].may("incident.open")
    shared = {name: context[name] for name in ("csrf_token", "user") if name in context}
    return shared | {
        "visit": visit,
        "incidents": incidents_of(visit),
        "halted": halting(visit) if visit.state in OPEN else None,
        "may_report": may_report,
        "operation": new_id(),
    }
