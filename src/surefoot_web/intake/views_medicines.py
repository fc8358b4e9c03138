"""The list of medicines, for staff: paste it, look at what was read, and say what was not recognised."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from surefoot.instruments import Pasted, split_list
from surefoot_web.accounts.models import User
from surefoot_web.config.knowledge import load
from surefoot_web.records.pages import page, taking
from surefoot_web.trail.recording import record_read
from surefoot_web.visits.models import Visit
from surefoot_web.visits.selectors import visit_get

from .actions import intake_hand_over, medicines_confirm, medicines_list
from .forms_medicines import ConfirmForm, ListForm
from .models import Medium, Respondent
from .selectors import answers_of, form_of, list_seen
from .selectors_medicines import medicines_shown


@page("medicines.confirm")
def review(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Every entry with what was read in it; a post says what entries are."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    record_read(action="intake.read", subject=visit, by=request.user)
    shown = medicines_shown(visit)
    form = ConfirmForm(request.POST if request.method == "POST" else None, shown=shown["medicines"] or ())
    if form.is_valid():
        with taking(form):
            if form.said():
                medicines_confirm(visit=visit, said=form.said(), seen=request.POST.get("seen", ""), by=request.user)
            return redirect("intake:medicines", visit_id=visit.pk)
    return _page(request, visit, shown, form, ListForm())


@page("medicines.list")
@require_POST
def write_list(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Take a pasted text: add its entries to the list, put them in its place, or say that none is taken."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    none = request.POST.get("how") == "none"
    form = ListForm(None if none else request.POST)
    if none or form.is_valid():
        pasted = Pasted((), ()) if none else split_list(form.cleaned_data["text"], load())
        if none or pasted.entries:
            with taking(form):
                _write(request, visit, pasted)
                return redirect("intake:medicines", visit_id=visit.pk)
        else:
            form.add_error("text", _("No medicine was found in this text. Write one on each line."))
    shown = medicines_shown(visit)
    return _page(request, visit, shown, ConfirmForm(shown=shown["medicines"] or ()), form)


def _write(request: HttpRequest, visit: Visit, pasted: Pasted) -> None:
    before = answers_of(visit).get("medications") if request.POST.get("how") == "add" else None
    kept = [entry["name"] for entry in before] if isinstance(before, list) else []
    seen = request.POST.get("seen", "")
    _begun(visit, by=request.user)
    medicines_list(visit=visit, entries=[*kept, *pasted.entries], seen=seen, by=request.user)
    count = len(pasted.entries)
    messages.success(
        request, ngettext("%(count)s medicine was read.", "%(count)s medicines were read.", count) % {"count": count}
    )
    for line in (one for one in pasted.left_out if one.kind not in ("heading", "nothing")):
        messages.warning(
            request, _("Not taken as a medicine: “%(line)s”. %(why)s") % {"line": line.line, "why": line.why}
        )


def _begun(visit: Visit, *, by: User) -> None:
    """Without a questionnaire the list begins one, answered by staff."""
    if form_of(visit) is None:
        language = visit.patient.language
        intake_hand_over(visit=visit, who=Respondent.STAFF, medium=Medium.STAFF_READ, language=language, by=by)


def _page(
    request: HttpRequest, visit: Visit, shown: dict[str, Any], form: ConfirmForm, list_form: ListForm
) -> HttpResponse:
    context = {"visit": visit, **shown, "form": form, "list_form": list_form, "seen": list_seen(visit)}
    failed = bool(form.errors or list_form.errors)
    return render(request, "intake/medicines_review.html", context, status=422 if failed else 200)
