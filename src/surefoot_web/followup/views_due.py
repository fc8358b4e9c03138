"""Seeing people again: the clinic's own intervals by level, and the page to call somebody from."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from surefoot_web.accounts.actions import clinic_setting_set
from surefoot_web.accounts.selectors import setting_on, settings_of
from surefoot_web.config.knowledge import load
from surefoot_web.patients.selectors import patient_get
from surefoot_web.records.clock import day_in, now
from surefoot_web.records.ids import new_id
from surefoot_web.records.pages import operation_id, operation_of, page, taking
from surefoot_web.trail.recording import record_read

from .call_words import WORDS
from .due import SETTING, due_of, said
from .forms import IntervalsForm
from .models import Result
from .shorts import APART


@page("clinic.setting_set")
def intervals(request: HttpRequest) -> HttpResponse:
    """After how many days people of a level are seen again, from a day on. Nothing is set until the clinic sets it."""
    clinic, today = request.user.clinic, day_in(request.user.clinic.time_zone, now())
    held = setting_on(clinic=clinic, key=SETTING, day=today) or {}
    named = {one.id: one for one in load().algorithms.values() if (one.standing or {}).get("kind") not in APART}
    asked = request.POST.get("algorithm") or request.GET.get("algorithm") or held.get("algorithm")
    algorithm = named.get(asked or "", next(iter(named.values())))
    form = IntervalsForm(request.POST or None, algorithm=algorithm, held=held, day=today)
    if request.method == "POST" and form.is_valid():
        with taking(form):
            clinic_setting_set(key=SETTING, **form.cleaned_data, by=request.user, operation=operation_of(request))
            messages.success(request, _("Kept. Earlier days keep what held on them."))
            return redirect("followup:intervals")
    context = {
        "form": form,
        "algorithm": algorithm,
        "algorithms": named.values(),
        "held": said(held),
        "rows": [{"row": row, "says": said(row.value)} for row in settings_of(clinic=clinic, key=SETTING)],
        "operation": operation_id(request),
    }
    return render(request, "followup/intervals.html", context, status=422 if form.errors else 200)


@require_GET
@page("due.read")
def call(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """What to say and ask on the phone, in the patient's language, and one tap for what came of it."""
    found = patient_get(patient_id=patient_id, by=request.user)
    record_read(action="patient.read", subject=found, by=request.user)
    day = day_in(request.user.clinic.time_zone, now())
    language = request.GET.get("language", found.language)
    row = due_of(found, by=request.user, day=day)
    words = WORDS.get(language, WORDS["en"])
    context = {
        "patient": found,
        "row": row,
        "overdue": row is not None and row.overdue(day),
        "words": words,
        "begin": words.begin.format(clinic=found.clinic.name),
        "language": language if language in WORDS else "en",
        "languages": [(id_, one.name) for id_, one in WORDS.items()],
        "results": Result.choices,
        "earlier": found.reminders.select_related("by").order_by("-at", "-id"),
        "may_remind": request.user.may("reminder.record"),
        "may_outcomes": request.user.may("outcome.read"),
        "new_id": new_id,
        "here": request.path,
    }
    return render(request, "followup/call.html", context)
