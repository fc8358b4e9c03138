"""Falls that somebody told of, on a page of the patient; the falls calendar to take home."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from surefoot_web.accounts.selectors import setting_on
from surefoot_web.patients.models import Language, Patient
from surefoot_web.patients.selectors import patient_get
from surefoot_web.records.clock import day_in, now
from surefoot_web.records.ids import new_id
from surefoot_web.records.pages import operation_id, operation_of, page, taking
from surefoot_web.trail.recording import record_read

from .actions_falls import fall_correct, fall_none, fall_report, fall_withdraw
from .falls import fall_get, falls_since, falls_told
from .forms_falls import FallForm, NoFallForm
from .models import FallReport

TOLD = ("exact", "on", "injury", "happened", "told_by", "text")


@require_GET
@page("falls.read")
def falls(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """Every fall that was told of, and what was told since the last signed visit."""
    found = patient_get(patient_id=patient_id, by=request.user)
    record_read(action="patient.read", subject=found, by=request.user)
    day = day_in(request.user.clinic.time_zone, now())
    context = {
        "patient": found,
        "told": falls_told(found),
        "since": falls_since(found, before=day),
        "months": [(one, one.strftime("%Y-%m")) for one in (day.replace(day=1), _next_month(day))],
        "languages": Language.choices,
        "may_report": request.user.may("fall.report"),
        "new_id": new_id,
    }
    return render(request, "followup/falls.html", context)


def _next_month(day: date) -> date:
    return (day.replace(day=monthrange(day.year, day.month)[1]) + timedelta(days=1)).replace(day=1)


@require_GET
@page("falls.read")
def calendar(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """The sheet of a month to take home, as PDF; without a month that can be read, the one that runs."""
    from surefoot.note import build_falls_calendar, render_pdf  # the typesetter is slow to load

    found = patient_get(patient_id=patient_id, by=request.user)
    record_read(action="patient.read", subject=found, by=request.user)
    day = day_in(request.user.clinic.time_zone, now())
    first = parse_month(request.GET.get("month", "")) or day.replace(day=1)
    language = request.GET.get("language", found.language)
    names = {
        "patient": str(found),
        "clinic": found.clinic.name,
        "phone": setting_on(clinic=found.clinic, key="phone", day=day),
    }
    shown = build_falls_calendar(
        first, patient=found.identifier, language="es" if language == "es" else "en", names=names
    )
    headers = {"Content-Disposition": f'inline; filename="falls-calendar-{first:%Y-%m}.pdf"'}
    return HttpResponse(render_pdf(shown), content_type="application/pdf", headers=headers)


def parse_month(text: str) -> date | None:
    """The first day of a month written as 2026-11."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None


@page("fall.report")
def fall(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """Write down a fall."""
    found = patient_get(patient_id=patient_id, by=request.user)
    return _form(request, found, FallForm(_posted(request)), _("A fall"), fall_report, {"patient": found})


@page("fall.none")
def no_fall(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """Write down that there was no fall in some days: a calendar came back without a mark, or the patient says so."""
    found = patient_get(patient_id=patient_id, by=request.user)
    return _form(
        request, found, NoFallForm(_posted(request)), _("No fall in these days"), fall_none, {"patient": found}
    )


@page("fall.correct")
def correct(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Say anew what was told of one fall."""
    report = _report(request, report_id)
    form = FallForm(_posted(request), initial={name: getattr(report, name) for name in TOLD})
    return _form(request, report.patient, form, _("Correct a fall"), fall_correct, {"report": report})


@require_POST
@page("fall.withdraw")
def withdraw(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Take back what was written by mistake."""
    report = _report(request, report_id)
    fall_withdraw(report=report, by=request.user, operation=operation_of(request))
    messages.success(request, _("Taken back. It stays on record and counts no more."))
    return redirect("followup:falls", patient_id=report.patient_id)


def _report(request: HttpRequest, report_id: UUID) -> FallReport:
    found = fall_get(report_id=report_id, by=request.user)
    if found is None:
        raise Http404
    return found


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _form(
    request: HttpRequest, patient: Patient, form: forms.Form, title: str, action: Callable[..., Any], of: dict[str, Any]
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        with taking(form):
            action(**of, **form.cleaned_data, by=request.user, operation=operation_of(request))
            messages.success(request, _("Saved."))
            return redirect("followup:falls", patient_id=patient.pk)
    context = {"patient": patient, "form": form, "title": title, "operation": operation_id(request)}
    return render(request, "followup/fall.html", context, status=422 if form.errors else 200)
