"""The claim of a signed visit: what stands against it, what is lacking, the files made, and what came back for them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from surefoot_web.plans.views.frame import visit_frame
from surefoot_web.records.clock import day_in, now
from surefoot_web.records.pages import operation_id, operation_of, page, taking
from surefoot_web.trail.recording import record_read, records_read

from ..actions import claim_describe, claims_make
from ..claim_data import details_of
from ..claims import drawn
from ..forms import MakeForm
from ..forms_data import DetailsForm
from ..models import ClaimFile
from ..selectors_claims import ENDINGS, filed_of, said
from .signed import signed_get


@page("claim.read")
def claim(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """What the claim lacks, and the form that makes a file of it."""
    visit, layer = signed_get(request, visit_id)
    may_make = request.user.may("claim.make")
    form = MakeForm(request.POST or None)
    if request.method == "POST" and may_make and form.is_valid():
        with taking(form):
            made = claims_make(visits=[visit], **form.cleaned_data, by=request.user, operation=operation_of(request))
            messages.success(request, _("File %(number)d is made. It is kept below.") % {"number": made.number})
            return redirect("billing:claim", visit_id=visit.pk)
    record_read(action="claim.read", subject=visit, by=request.user)
    found = drawn(visit, layer, day_in(visit.clinic.time_zone, now()))
    context = {
        "claim": found.claim,
        "against": [said(fault) for fault in found.against],
        "lacking": [said(fault, visit) for fault in found.lacking],
        "filed": filed_of(visit),
        "form": form,
        "may_make": may_make,
        "operation": operation_id(request),
    }
    frame = visit_frame(visit, request.user, "billing:claim")
    return render(request, "billing/claim.html", frame | context, status=422 if form.errors else 200)


@page("claim.describe")
def details(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """What the claim of this visit alone says."""
    visit, _layer = signed_get(request, visit_id)
    held = details_of(visit)
    form = DetailsForm(request.POST or None, held=held.data if held else None)
    if request.method == "POST" and form.is_valid():
        with taking(form):
            claim_describe(visit=visit, data=form.data_given, by=request.user, operation=operation_of(request))
            messages.success(request, _("Saved."))
            return redirect("billing:claim", visit_id=visit.pk)
    record_read(action="claim.read", subject=visit, by=request.user)
    context = {"form": form, "held": held, "operation": operation_id(request)}
    frame = visit_frame(visit, request.user, "billing:claim")
    return render(request, "billing/details.html", frame | context, status=422 if form.errors else 200)


@page("claim.read")
def file(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """One file as it was made."""
    found = get_object_or_404(ClaimFile, pk=file_id, clinic=request.user.clinic_id)
    visits = [filed.visit for filed in found.claims.select_related("visit")]
    records_read(action="claim.read", subjects=visits, by=request.user)
    kind, ending = ENDINGS[found.form]
    headers = {"Content-Disposition": f'attachment; filename="claim-{found.number}{ending}"'}
    return HttpResponse(bytes(found.content), content_type=kind, headers=headers)
