"""The form as one page that works on while the network is gone, and the addresses it talks to."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_POST

from surefoot_web.intake.access import respondent, writer_of
from surefoot_web.intake.choosing import every_choice
from surefoot_web.intake.models import IntakeForm
from surefoot_web.intake.screens import progress_of
from surefoot_web.intake.still import begin_anew, waiting
from surefoot_web.intake.urgent import not_shown
from surefoot_web.patients.models import Language

from .actions import form_key_destroy, form_key_make
from .branching import NotInTable
from .models import SealingKey
from .receiving import NotEnvelopes, envelopes_of, take
from .shell import facts_for, shell_context

MOST_BYTES = 2_000_000


@require_GET
@ensure_csrf_cookie
@respondent
def form(request: HttpRequest, form: IntakeForm) -> HttpResponse:
    """All screens of the form at once, without any answer, so that the device may keep the page."""
    plain = f"{reverse('intake:form', args=[form.pk])}?on_device=no"
    if request.user.is_authenticated:
        return redirect(plain)
    try:
        return render(request, "offline/form.html", shell_context(form) | {"waiting": waiting(request)})
    except NotInTable:  # a clinic's own questionnaire may branch in a way that only the server reads
        return redirect(plain)


@require_GET
@respondent
def state(request: HttpRequest, form: IntakeForm) -> HttpResponse:
    """Where the form stands: answers, facts, the key to seal to. Never kept by the device."""
    return JsonResponse(_state(request, form))


@require_GET
@respondent
def medicines(request: HttpRequest, form: IntakeForm) -> HttpResponse:
    """The names of medicines to choose from, in every language of the form. Nothing in it tells of the patient."""
    return JsonResponse(every_choice(Language.values))


@require_POST
@respondent
def answers(request: HttpRequest, form: IntakeForm) -> HttpResponse:
    """Take sealed envelopes; answer with a receipt for each, and with where the form then stands."""
    try:
        if len(request.body) > MOST_BYTES:
            raise NotEnvelopes
        listed = envelopes_of(json.loads(request.body))
    except (NotEnvelopes, ValueError):
        return JsonResponse({"fault": "SF-W116"}, status=400)
    key = form_key_make(visit=form.visit, form=form, by=writer_of(request, form))
    refused = take(form, key, listed, by=writer_of(request, form))
    receipts = {
        "receipts": [one["id"] for one in listed],
        "refused": [{"id": one.id, "says": one.says, "question": one.question} for one in refused],
    }
    if form.submitted_at is not None:
        form_key_destroy(visit=form.visit, key=SealingKey.objects.get(form=form), by=writer_of(request, form))
        return JsonResponse(receipts | {"sent": reverse("intake:thanks", args=[form.pk])})
    return JsonResponse(receipts | _state(request, form))


@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps the page on the device. It holds nothing of anybody."""
    found = finders.find("offline/worker.js")
    with open(str(found), encoding="utf-8") as script:
        response = HttpResponse(script.read(), content_type="text/javascript")
    response.headers["Content-Security-Policy"] = "default-src 'none'; connect-src 'self'"
    return response


def _state(request: HttpRequest, form: IntakeForm) -> dict[str, Any]:
    progress = progress_of(form)
    begin_anew(request)
    key = form_key_make(visit=form.visit, form=form, by=writer_of(request, form))
    return {
        "answers": progress.answers,
        "facts": facts_for(form, progress),
        "key": key.public_key,
        "saved_at": progress.saved_at,
        "language": form.language,
        "to_show": [sign.key for sign in not_shown(form, progress.signs)],
        "token": get_token(request),
    }
