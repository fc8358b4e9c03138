"""Today: urgent signs first, the visits of the day, what is not signed yet, clocks that run."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from surefoot_web.records.clock import day_in, now
from surefoot_web.records.pages import page

from ..models import Activity
from ..selectors import running_spans, unsigned_before, visits_on
from ..urgent import urgent_visits
from ..waiting import rows_of


@page("today.read")
def today(request: HttpRequest) -> HttpResponse:
    user = request.user
    day = day_in(user.clinic.time_zone, now())
    if not user.may("visit.read"):
        return render(request, "visits/today.html", {"day": day, "nothing_for_role": True})
    clocks = [
        {"visit": visit, "span": span, "activity": Activity(span.activity).label}
        for visit, span in running_spans(by=user)
    ]
    context = {
        "urgent_visits": urgent_visits(day=day, by=user) if user.may("urgent.read") else None,
        "may_acknowledge": user.may("urgent.acknowledge"),
        "day": day,
        "rows": rows_of(visits_on(day=day, by=user)),
        "unsigned": rows_of(unsigned_before(day=day, by=user)),
        "clocks": clocks,
    }
    return render(request, "visits/today.html", context)
