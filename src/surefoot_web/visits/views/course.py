"""The course of a visit: testing is over, ended early, cancelled, entered in error."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from surefoot_web.records.pages import page, taking

from ..actions import visit_cancel, visit_end_early, visit_mark_entered_in_error, visit_review
from ..reasons import CANCEL, END_EARLY, IN_ERROR, ReasonForm, Reasons
from ..selectors import visit_get

Words = str | Promise


@require_POST
@page("visit.review")
def review(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Testing is over; refused while a clock runs. Findings come next."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    visit_review(visit=visit, by=request.user)
    return redirect("plans:findings", visit_id=visit.pk)


def _with_reason(
    permission: str, action: Callable[..., object], title: Words, says: Words, do: Words, *, usual: Reasons
) -> Callable[..., HttpResponse]:
    @page(permission)
    def step(request: HttpRequest, visit_id: UUID) -> HttpResponse:
        visit = visit_get(visit_id=visit_id, by=request.user)
        form = ReasonForm(request.POST or None, usual=usual)
        if form.is_valid():
            with taking(form):
                action(visit=visit, reason=form.cleaned_data["reason"], by=request.user)
                return redirect("visits:visit", visit_id=visit.pk)
        back = reverse("visits:visit", args=[visit.pk])
        context = {"visit": visit, "form": form, "title": title, "says": says, "do": do, "back": back}
        return render(request, "visits/reason.html", context, status=422 if form.errors else 200)

    return step


end_early = _with_reason(
    "visit.end_early",
    visit_end_early,
    _("End the visit early"),
    _("Clocks that run stop now. What was measured stays and can still be signed, as an interrupted visit."),
    _("End early"),
    usual=END_EARLY,
)
cancel = _with_reason(
    "visit.cancel",
    visit_cancel,
    _("Cancel the visit"),
    _("For a visit in which nothing was measured. It stays in the list as cancelled."),
    _("Cancel the visit"),
    usual=CANCEL,
)
entered_in_error = _with_reason(
    "visit.mark_entered_in_error",
    visit_mark_entered_in_error,
    _("Entered in error"),
    _("For a visit of the wrong patient or the wrong day. Its entries stay in the record and count for nothing."),
    _("Mark as entered in error"),
    usual=IN_ERROR,
)
