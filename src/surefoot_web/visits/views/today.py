"""Today: urgent signs first, clocks that were forgotten, the visits of the day, what is not signed yet, clocks that run."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from surefoot_web.records.clock import day_in, now
from surefoot_web.records.pages import page

from ..selectors import running_spans, unsigned_before, visits_on
from ..shown_ledger import overlaps_shown, running_shown
from ..urgent import urgent_visits
from ..waiting import rows_of


@page("today.read")
def today(request: HttpRequest) -> HttpResponse:
    user = request.user
    day = day_in(user.clinic.time_zone, now())
    if not user.may("visit.read"):
        return render(request, "visits/today.html", {"day": day, "nothing_for_role": True})
    at = now()
    clocks = [running_shown(visit, span, at) for visit, span in running_spans(by=user)]
    context = {
        "urgent_visits": urgent_visits(day=day, by=user) if user.may("urgent.read") else None,
        "may_acknowledge": user.may("urgent.acknowledge"),
        "day": day,
        "rows": rows_of(visits_on(day=day, by=user)),
        "unsigned": rows_of(unsigned_before(day=day, by=user)),
        "forgotten": [clock for clock in clocks if clock["forgotten"]],
        "clocks": [clock for clock in clocks if not clock["forgotten"]],
        "may_clock": user.may("span.correct"),
        "overlaps": overlaps_shown(day, clinic=user.clinic),
    }
    return render(request, "visits/today.html", context)
