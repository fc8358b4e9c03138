"""Reads of decisions."""

from __future__ import annotations

from surefoot_web.visits.models import Visit

from .models import Decision, Goal, Verdict


def decisions_of(visit: Visit) -> list[Decision]:
    """The latest decision on each suggestion, in the order in which they were taken; one that was taken back is none."""
    rows = Decision.objects.filter(visit=visit).select_related("by").order_by("at", "id")
    latest = {row.suggestion: row for row in rows}
    standing = (row for row in latest.values() if row.decision != Verdict.TAKEN_BACK)
    return sorted(standing, key=lambda row: (row.at, row.id))


def goal_of(visit: Visit) -> Goal | None:
    """What matters to the patient as it was said last in the visit; None where nobody asked, or it was taken back."""
    latest = Goal.objects.filter(visit=visit).select_related("by").order_by("at", "id").last()
    return latest if latest is not None and (latest.choices or latest.text) else None
