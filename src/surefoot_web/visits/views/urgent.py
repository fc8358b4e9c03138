"""Acknowledge the urgent signs of a visit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from surefoot_web.config.knowledge import load
from surefoot_web.intake.models import UrgentShown
from surefoot_web.records.pages import operation_id, operation_of, page, taking
from surefoot_web.trail.recording import record_read

from ..actions import urgent_acknowledge
from ..forms_urgent import AcknowledgeForm
from ..models import UrgentAcknowledgement, Visit
from ..selectors import visit_get
from ..urgent import raised, to_ask

Row = TypeVar("Row", UrgentShown, UrgentAcknowledgement)


@page("urgent.read")
def urgent(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """The signs with what to do, what was shown to the patient, what was done; the post acknowledges."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    waiting = [sign for sign in raised(visit) if sign.acknowledged is None]
    form = AcknowledgeForm(request.POST or None, waiting=waiting, seen=request.POST.getlist("signs"))
    if request.method == "POST" and form.is_valid():
        with taking(form):
            urgent_acknowledge(visit=visit, **form.cleaned_data, by=request.user, operation=operation_of(request))
            messages.success(request, _("Acknowledged. It is kept with your name and the time."))
            return redirect("visits:visit", visit_id=visit.pk)
    record_read(action="urgent.read", subject=visit, by=request.user)
    status = 422 if form.errors else 200
    return render(request, "visits/urgent.html", _context(request, visit, form), status=status)


def _context(request: HttpRequest, visit: Visit, form: AcknowledgeForm) -> dict[str, object]:
    signs = raised(visit)
    return {
        "visit": visit,
        "form": form,
        "operation": operation_id(request),
        "urgent_open": [sign for sign in signs if sign.acknowledged is None],
        "urgent_to_ask": to_ask(visit),
        "may_acknowledge": request.user.may("urgent.acknowledge"),
        "shown": _named(UrgentShown.objects.filter(visit=visit)),
        "acknowledged": _named(UrgentAcknowledgement.objects.filter(visit=visit).select_related("by")),
    }


def _named(rows: Iterable[Row]) -> list[Row]:
    """The rows, each with the names of its signs."""
    listed = list(rows)
    for row in listed:
        row.named = "; ".join(load().findings[key.partition(":")[0]]["label"] for key in row.signs)
    return listed
