"""Who may open the form: the screen it was handed over to, and staff who read it out. Nobody else."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation

from surefoot_web.accounts.models import User
from surefoot_web.records.actions import OPEN

from .kiosk import bound_form, was_link
from .models import IntakeForm, Medium

View = Callable[..., HttpResponse]


def respondent(view: View) -> View:
    """Decorator: opens the form to the screen it was handed over to, and to staff who read it out; to nobody else.

    The view gets the form instead of its id and speaks the form's language. A form that was sent shows nothing any more,
    and one whose visit is over shows the closing screen.
    """

    @functools.wraps(view)
    def seen(request: HttpRequest, form_id: UUID, **kwargs: Any) -> HttpResponse:
        bound = bound_form(request)
        form = bound or _read_out_form(request, form_id)
        if form is None:
            return redirect("links:closed" if was_link(request) else "accounts:sign_in")
        if form.pk != form_id:
            return redirect("intake:form", form_id=form.pk)
        if form.submitted_at is not None and view.__name__ != "thanks":
            return after_sending(request, form)
        with translation.override(form.language):
            if form.submitted_at is None and form.visit.state not in OPEN:
                return closing(request, form)
            return view(request, form, **kwargs)

    return seen


def _read_out_form(request: HttpRequest, form_id: UUID) -> IntakeForm | None:
    """The form that a member of staff reads out to the respondent, within their own clinic."""
    if not request.user.is_authenticated or not request.user.may("intake.answer"):
        return None
    rows = IntakeForm.objects.select_related("visit__patient", "visit__clinic", "handed_over_by")
    form = get_object_or_404(rows, pk=form_id, clinic=request.user.clinic_id)
    if form.medium != Medium.STAFF_READ:
        raise Http404("This form is answered on a handed-over screen.")
    return form


def writer_of(request: HttpRequest, form: IntakeForm) -> User:
    """Who the record names: the member of staff who reads out, or the one who handed the screen over."""
    return request.user if request.user.is_authenticated else form.handed_over_by


def after_sending(request: HttpRequest, form: IntakeForm) -> HttpResponse:
    """Where a sent form leads: staff to the visit, a respondent to the page that shows nothing."""
    if request.user.is_authenticated:
        return redirect("visits:visit", visit_id=form.visit_id)
    return redirect("intake:thanks", form_id=form.pk)


def closing(request: HttpRequest, form: IntakeForm) -> HttpResponse:
    """The kind end of a form whose visit ended elsewhere: no question, and nothing is taken any more (409 to an answer)."""
    context = {"form": form, "by_staff": request.user.is_authenticated}
    return render(request, "intake/closed.html", context, status=200 if request.method == "GET" else 409)
