"""What came back for files of claims."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from surefoot.errors import Refused
from surefoot_web.records.pages import operation_id, operation_of, page, place, taking

from ..actions import acknowledgement_take
from ..forms import AcknowledgementForm
from ..selectors_claims import acknowledgements_of


@page("acknowledgement.take")
def acknowledgements(request: HttpRequest) -> HttpResponse:
    """Take a 999 or 277CA, and list what was taken."""
    form = AcknowledgementForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _taken(request, form):
        messages.success(request, _("Read and kept."))
        return redirect("billing:acknowledgements")
    context = {"form": form, "taken": acknowledgements_of(by=request.user), "operation": operation_id(request)}
    return render(request, "billing/acknowledgements.html", context, status=422 if form.errors else 200)


def _taken(request: HttpRequest, form: AcknowledgementForm) -> bool:
    """Whether the file was taken; what is wrong with it stands in `form`."""
    with taking(form):
        try:
            content = form.cleaned_data["file"]
            acknowledgement_take(content=content, by=request.user, operation=operation_of(request))
        except Refused as refused:
            for fault in refused.faults:
                place(form, "file", fault.says, fault.do)
        else:
            return True
    return False
