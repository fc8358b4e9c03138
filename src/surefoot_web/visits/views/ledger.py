"""The time ledger: clocks started and stopped with one tap, spans entered later, corrected, removed."""

from __future__ import annotations

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from surefoot_web.config.knowledge import load
from surefoot_web.records.pages import operation_id, operation_of, page, taking

from ..actions import span_correct, span_enter, span_remove, span_restore, span_start, span_stop
from ..forms_ledger import CorrectionForm, SpanForm, StartForm, initial_of
from ..ledger import Span, spans_of
from ..models import Activity, Visit
from ..reasons import CORRECT_SPAN, LEFT_RUNNING, PUT_BACK, REMOVE_SPAN, ReasonForm
from ..selectors import visit_get
from ..shown_ledger import shown
from ..workspace import Stage, workspace


@require_POST
@page("span.start")
def start(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Start a clock; the activity is the button that was pressed."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    form = StartForm(request.POST)
    if form.is_valid():
        with taking(form):
            span_start(visit=visit, what=form.what(), by=request.user, operation=operation_of(request))
            return redirect(_ledger(visit, request))
    test = request.POST.get("stage", "")
    on_stage = test if test in load().tests else ""
    stage = Stage(test=on_stage, presence_form=form, operations={"span": operation_id(request)})
    return render(request, "visits/workspace.html", workspace(visit, by=request.user, stage=stage), status=422)


@require_POST
@page("span.stop")
def stop(request: HttpRequest, visit_id: UUID, span_id: UUID) -> HttpResponse:
    visit = visit_get(visit_id=visit_id, by=request.user)
    span_stop(visit=visit, span_id=span_id, by=request.user)
    return redirect(_ledger(visit, request))


@page("span.enter")
def enter(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Enter a span that was not clocked. The record says that it was entered later."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    performed = request.GET.get("test", "")
    initial: dict[str, Any] = {"performer": request.user.pk}
    if performed in load().tests:
        initial |= {"activity": Activity.PERFORM, "test": performed}
    form = SpanForm(request.POST or None, day=visit.date, by=request.user, initial=initial)
    if form.is_valid():
        with taking(form):
            span_enter(visit=visit, **form.span(), by=request.user, operation=operation_of(request))
            return redirect(_ledger(visit, request))
    says = _("For time that no clock kept. The record says that it was entered later.")
    context = {"title": _("Enter a span of time"), "says": says, "do": _("Enter")}
    return _form_page(request, visit, form, **context)


@page("span.correct")
def correct(request: HttpRequest, visit_id: UUID, span_id: UUID) -> HttpResponse:
    """Correct a span. What stood before stays in the record."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    span = _span(visit, span_id)
    zone = visit.clinic.time_zone
    day = span.starts_at.astimezone(ZoneInfo(zone)).date()
    usual = LEFT_RUNNING if span.running else CORRECT_SPAN
    given = {"day": day, "by": request.user, "span": span, "usual": usual, "initial": initial_of(span, zone)}
    form = CorrectionForm(request.POST or None, **given)
    if form.is_valid():
        with taking(form):
            given = {**form.span(), "reason": form.cleaned_data["reason"], "operation": operation_of(request)}
            span_correct(visit=visit, span_id=span_id, **given, by=request.user)
            return redirect(_ledger(visit, request))
    if span.running:
        form.fields["usual"].label = _("Why it was left running")
        words = {"title": _("When did this clock end?"), "do": _("Enter the end"), "says": _ended(span, zone)}
    else:
        says = _("What stood before stays in the record, with your reason.")
        words = {"title": _("Correct a span of time"), "do": _("Correct"), "says": says}
    return _form_page(request, visit, form, **words)


@page("span.remove")
def remove(request: HttpRequest, visit_id: UUID, span_id: UUID) -> HttpResponse:
    """Take a span out, with the reason. Its entries stay in the record."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    one = shown(_span(visit, span_id))
    form = ReasonForm(request.POST or None, usual=REMOVE_SPAN)
    if form.is_valid():
        with taking(form):
            given = {"reason": form.cleaned_data["reason"], "operation": operation_of(request)}
            span_remove(visit=visit, span_id=span_id, **given, by=request.user)
            return redirect(_ledger(visit, request))
    title = _("Remove a span: %(activity)s") % {"activity": one["activity"]}
    says = _("It is taken out of the ledger. What stood before stays in the record, with your reason.")
    return _form_page(request, visit, form, title=title, says=says, do=_("Remove"))


@require_POST
@page("span.restore")
def restore(request: HttpRequest, visit_id: UUID, span_id: UUID) -> HttpResponse:
    """Put a span back that was taken out."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    span_restore(visit=visit, span_id=span_id, reason=str(PUT_BACK), by=request.user, operation=operation_of(request))
    return redirect(_ledger(visit, request))


def _ended(span: Span, zone: str) -> str:
    says = _(
        "It was started on %(when)s by %(who)s and nobody stopped it. Enter when it really ended, and why it was left. "
        "What comes after midnight belongs to a visit of the next day."
    )
    return says % {
        "when": span.starts_at.astimezone(ZoneInfo(zone)).strftime("%b %-d, %H:%M:%S"),
        "who": span.performer,
    }


def _span(visit: Visit, span_id: UUID) -> Span:
    for span in spans_of(visit):
        if span.id == span_id:
            return span
    raise Http404("This visit has no such span of time.")


def _ledger(visit: Visit, request: HttpRequest) -> str:
    """Back to the stage that was open, at the ledger."""
    test = request.POST.get("stage", "")
    on_stage = test in load().tests
    page = reverse("visits:test", args=[visit.pk, test]) if on_stage else reverse("visits:visit", args=[visit.pk])
    return f"{page}#ledger"


def _form_page(request: HttpRequest, visit: Visit, form: SpanForm | ReasonForm, **words: str) -> HttpResponse:
    back = reverse("visits:visit", args=[visit.pk]) + "#ledger"
    context = {"visit": visit, "form": form, "back": back, "operation": operation_id(request), **words}
    return render(request, "visits/reason.html", context, status=422 if form.errors else 200)
