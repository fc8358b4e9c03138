"""Reads of decisions."""

from __future__ import annotations

from surefoot_web.visits.models import Visit

from .models import Decision, Goal


def decisions_of(visit: Visit) -> list[Decision]:
    """The latest decision on each suggestion, in the order in which they were taken."""
    rows = Decision.objects.filter(visit=visit).select_related("by").order_by("at", "id")
    latest = {row.suggestion: row for row in rows}
    return sorted(latest.values(), key=lambda row: (row.at, row.id))


def goal_of(visit: Visit) -> Goal | None:
    """What matters to the patient as it was said last in the visit; None where nobody asked, or it was taken back."""
    latest = Goal.objects.filter(visit=visit).select_related("by").order_by("at", "id").last()
    return latest if latest is not None and (latest.choices or latest.text) else None
