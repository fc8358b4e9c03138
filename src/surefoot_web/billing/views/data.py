"""What claims need beside the record: of the practice, and of a patient's coverage."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from surefoot_web.patients.selectors import patient_get
from surefoot_web.records.clock import day_in, now
from surefoot_web.records.pages import operation_id, operation_of, page, taking
from surefoot_web.trail.recording import record_read

from ..actions import coverage_give, practice_give
from ..claim_data import coverage_on, practice_on, rendering_staff
from ..forms_data import CoverageForm, PracticeForm


@page("practice.give")
def practice(request: HttpRequest) -> HttpResponse:
    """Who bills, who renders, what is charged, where files go; from a day on."""
    today = day_in(request.user.clinic.time_zone, now())
    held = practice_on(request.user.clinic, today)
    given = {"staff": rendering_staff(request.user), "held": held.data if held else None}
    form = PracticeForm(request.POST or None, initial={"first_day": today}, **given)
    if request.method == "POST" and form.is_valid():
        with taking(form):
            values = {"data": form.data_given, "first_day": form.cleaned_data["first_day"]}
            practice_give(**values, by=request.user, operation=operation_of(request))
            messages.success(request, _("Saved. Claims of visits from that day on use it."))
            return redirect("billing:practice")
    context = {"form": form, "held": held, "operation": operation_id(request)}
    return render(request, "billing/practice.html", context, status=422 if form.errors else 200)


@page("coverage.give")
def coverage(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """Who pays for a patient, who is insured, what was signed; from a day on."""
    patient = patient_get(patient_id=patient_id, by=request.user)
    today = day_in(request.user.clinic.time_zone, now())
    held = coverage_on(patient, today)
    form = CoverageForm(request.POST or None, held=held.data if held else None, initial={"first_day": today})
    if request.method == "POST" and form.is_valid():
        with taking(form):
            values = {"data": form.data_given, "first_day": form.cleaned_data["first_day"]}
            coverage_give(patient=patient, **values, by=request.user, operation=operation_of(request))
            messages.success(request, _("Saved. Claims of visits from that day on use it."))
            return redirect("patients:patient", patient_id=patient.pk)
    record_read(action="patient.read", subject=patient, by=request.user)
    context = {"form": form, "patient": patient, "held": held, "operation": operation_id(request)}
    return render(request, "billing/coverage.html", context, status=422 if form.errors else 200)
