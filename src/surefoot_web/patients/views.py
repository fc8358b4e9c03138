"""Find, add and correct a patient; the patient's page."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from surefoot_web.records.clock import day_in, now
from surefoot_web.records.ids import new_id
from surefoot_web.records.pages import operation_id, operation_of, page, row_version_of, taking
from surefoot_web.trail.recording import record_read
from surefoot_web.visits.selectors import visits_of
from surefoot_web.visits.waiting import rows_of

from .actions import patient_add, patient_correct, practice_patient_add
from .forms import FindForm, PatientForm
from .policies import policy_title
from .selectors import patient_get, patients_found

MOST_SHOWN = 50


@page("patient.read")
def find(request: HttpRequest) -> HttpResponse:
    form = FindForm(request.GET or None)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    found = patients_found(words=words, by=request.user)
    if form.errors:
        found = found.none()
    context = {
        "form": form,
        "words": words,
        "patients": found[:MOST_SHOWN],
        "count": found.count(),
        "most": MOST_SHOWN,
        "may_add": request.user.may("patient.add"),
        "may_practise": request.user.may("patient.add_practice"),
        "operation": new_id(),
    }
    return render(request, "patients/find.html", context)


@page("patient.add")
def add(request: HttpRequest) -> HttpResponse:
    form = PatientForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        with taking(form):
            patient = patient_add(**form.cleaned_data, by=request.user, operation=operation_of(request))
            messages.success(request, _("Saved."))
            return redirect("patients:patient", patient_id=patient.pk)
    return render(request, "patients/add.html", {"form": form, "operation": operation_id(request)})


@require_POST
@page("patient.add_practice")
def add_practice(request: HttpRequest) -> HttpResponse:
    """A patient who is nobody, to learn with."""
    patient = practice_patient_add(by=request.user, operation=operation_of(request))
    messages.success(request, _("This is nobody: try everything. Nothing of it is claimed or counted."))
    return redirect("patients:patient", patient_id=patient.pk)


@page("patient.correct")
def correct(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    patient = patient_get(patient_id=patient_id, by=request.user)
    version = request.POST.get("row_version", patient.row_version)
    form = PatientForm(request.POST or None, instance=patient, by=request.user)
    if request.method == "POST" and form.is_valid():
        changed = {name: form.cleaned_data[name] for name in form.changed_data}
        with taking(form):
            values = {"patient": patient, "row_version": row_version_of(request), "by": request.user, **changed}
            patient_correct(**values, operation=operation_of(request))
            messages.success(request, _("Saved."))
            return redirect("patients:patient", patient_id=patient.pk)
    record_read(action="patient.read", subject=patient, by=request.user)
    context = {"form": form, "patient": patient, "row_version": version, "operation": operation_id(request)}
    return render(request, "patients/correct.html", context)


@page("patient.read")
def patient(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    found = patient_get(patient_id=patient_id, by=request.user)
    record_read(action="patient.read", subject=found, by=request.user)
    context = {
        "patient": found,
        "age_years": found.age_on(day_in(found.clinic.time_zone, now())),
        "coverage": policy_title(found.payer_policy),
        "rows": rows_of(visits_of(patient=found)),
        "may_correct": request.user.may("patient.correct") and not found.practice,
        "may_see_trend": request.user.may("trend.read"),
        "may_follow": request.user.may("outcome.read"),
        "may_start": request.user.may("visit.start"),
        "may_cover": request.user.may("coverage.give") and not found.practice,
    }
    return render(request, "patients/patient.html", context)
