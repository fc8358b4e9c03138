"""Starting a visit from the patient's page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from surefoot_web.patients.selectors import patient_get
from surefoot_web.records.clock import day_in, now
from surefoot_web.records.pages import operation_id, operation_of, page, taking

from ..actions import visit_start
from ..forms import VisitStartForm
from ..retest import tested_before_on
from ..same_day import OUT
from ..selectors import visits_of


@page("visit.start")
def start(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    user = request.user
    patient = patient_get(patient_id=patient_id, by=user)
    today = day_in(user.clinic.time_zone, now())
    again = tested_before_on(patient, today)
    form = VisitStartForm(request.POST or None, by=user, tested_before=again, initial={"date": today})
    if request.method == "POST" and form.is_valid():
        with taking(form):
            visit = visit_start(patient=patient, **form.cleaned_data, by=user, operation=operation_of(request))
            return redirect("visits:visit", visit_id=visit.pk)
    context = {"form": form, "patient": patient, "operation": operation_id(request)}
    context["already"] = visits_of(patient=patient).filter(date=today).exclude(state__in=OUT)
    return render(request, "visits/start.html", context)
