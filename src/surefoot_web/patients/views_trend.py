"""The trend page: what a patient's visits show over time, for the patient and the provider to look at together."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from surefoot_web.records.pages import page
from surefoot_web.trail.recording import record_read

from .selectors import patient_get
from .trend import trend_of
from .trend_words import WORDS


@require_GET
@page("trend.read")
def trend(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """In the patient's own language, unless the other one is asked for."""
    found = patient_get(patient_id=patient_id, by=request.user)
    record_read(action="trend.read", subject=found, by=request.user)
    asked = request.GET.get("language", found.language)
    language = asked if asked in WORDS else "en"
    context = {
        "patient": found,
        "language": language,
        "languages": (("en", "English"), ("es", "Español")),
        "says": WORDS[language],
        "trend": trend_of(found, language),
    }
    return render(request, "patients/trend.html", context)
