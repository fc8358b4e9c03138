"""Claims of several visits in one 837P, and every file the clinic made."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from surefoot_web.records.clock import day_in, now
from surefoot_web.records.pages import operation_id, operation_of, page, taking
from surefoot_web.trail.recording import records_read
from surefoot_web.visits.models import Visit

from ..actions import claims_make
from ..forms import BatchForm
from ..models import Form
from ..selectors_claims import claimable, files_of


@page("claim.make")
def batch(request: HttpRequest) -> HttpResponse:
    """Signed visits with what stands against their claims; those chosen go into one file."""
    rows = claimable(by=request.user, today=day_in(request.user.clinic.time_zone, now()))
    records_read(action="claim.read", subjects=[row.visit for row in rows], by=request.user)
    ready = [(str(row.visit.pk), str(row)) for row in rows if row.ready]
    form = BatchForm(request.POST or None, choices=ready)
    if request.method == "POST" and form.is_valid():
        given = {key: form.cleaned_data[key] for key in ("test", "reason")}
        visits = list(Visit.objects.filter(clinic=request.user.clinic_id, pk__in=form.cleaned_data["visits"]))
        with taking(form):
            made = claims_make(visits=visits, form=Form.X12, **given, by=request.user, operation=operation_of(request))
            messages.success(request, _("File %(number)d is made. It is kept below.") % {"number": made.number})
            return redirect("billing:batch")
    context = {
        "rows": rows,
        "ready": ready,
        "form": form,
        "files": files_of(by=request.user),
        "operation": operation_id(request),
    }
    return render(request, "billing/batch.html", context, status=422 if form.errors else 200)
