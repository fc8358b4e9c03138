"""Tests: the stopwatch, trials recorded and withdrawn, a test that was not done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from surefoot_web.config.knowledge import load
from surefoot_web.records.actions import OPEN
from surefoot_web.records.faults import ClockRunning, InputRefused
from surefoot_web.records.pages import operation_id, operation_of, page, taking

from ..actions import stopwatch_start, stopwatch_stop, test_not_done, test_trial_record, test_trial_withdraw
from ..forms_ledger import ReasonForm
from ..forms_trial import UNABLE, NotDoneForm, TrialForm
from ..models import Trial, Visit
from ..selectors import stopwatch_running, visit_get
from ..stage import run_waiting, start_of, time_of, was_interrupted
from ..workspace import Stage, visit_over, workspace


@require_POST
@page("stopwatch.start")
def stopwatch(request: HttpRequest, visit_id: UUID, test: str) -> HttpResponse:
    """Start, stop or put aside a run. The page's script posts here too, and follows the answer."""
    visit = _visit(request, visit_id, test)
    command = request.POST.get("command")
    try:
        if command == "start":
            stopwatch_start(visit=visit, test=test, by=request.user)
        elif command == "stop":
            _stop(request, visit, test)
    except ClockRunning:
        return _runs_already(request, visit)
    again = "?again=1" if command == "redo" else ""
    return redirect(reverse("visits:test", args=[visit.pk, test]) + again)


@require_POST
@page("test.trial_record")
def trial_record(request: HttpRequest, visit_id: UUID, test: str) -> HttpResponse:
    """Record one attempt; a refused one keeps what was typed."""
    visit = _visit(request, visit_id, test)
    form = TrialForm(request.POST, test=load().tests[test], unable=request.POST.get("save") == UNABLE)
    if form.is_valid():
        fields = form.fields_of_trial() | _timing(visit, test, form)
        with taking(form), _named_by_the_page():
            test_trial_record(visit=visit, test=test, fields=fields, by=request.user, operation=operation_of(request))
            return redirect("visits:test", visit_id=visit.pk, test=test)
    return _refused(request, visit, Stage(test=test, trial_form=form, operations={"trial": operation_id(request)}))


@require_POST
@page("test.not_done")
def not_done(request: HttpRequest, visit_id: UUID, test: str) -> HttpResponse:
    """Record that a test was not done, and why."""
    visit = _visit(request, visit_id, test)
    form = NotDoneForm(request.POST)
    if form.is_valid():
        with taking(form):
            given = form.cleaned_data["reason"]
            test_not_done(visit=visit, test=test, reason=given, by=request.user, operation=operation_of(request))
            return redirect("visits:visit", visit_id=visit.pk)
    return _refused(
        request, visit, Stage(test=test, not_done_form=form, operations={"not_done": operation_id(request)})
    )


@page("test.trial_withdraw")
def trial_withdraw(request: HttpRequest, visit_id: UUID, trial_id: UUID) -> HttpResponse:
    """Withdraw an entry made by mistake. It stays in the record."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    trial = get_object_or_404(Trial, pk=trial_id, visit=visit)
    back = reverse("visits:test", args=[visit.pk, trial.test])
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        with taking(form):
            test_trial_withdraw(visit=visit, trial=trial, reason=form.cleaned_data["reason"], by=request.user)
            return redirect(back)
    title = _("Withdraw an entry of %(test)s") % {"test": load().tests[trial.test]["label"]}
    says = _("The entry stays in the record, marked as withdrawn, and counts for nothing.")
    context = {"visit": visit, "form": form, "title": title, "says": says, "do": _("Withdraw"), "back": back}
    return render(request, "visits/reason.html", context)


@contextmanager
def _named_by_the_page() -> Iterator[None]:
    """Leave out the library's “tug, trial 1:”, since the page says which test it is and the trial has no number yet."""
    try:
        yield
    except InputRefused as refused:
        says = refused.says.partition(", trial 1: ")[2] or refused.says
        raise InputRefused(says, do=refused.do, field=refused.field) from refused


def _visit(request: HttpRequest, visit_id: UUID, test: str) -> Visit:
    if test not in load().tests:
        raise Http404("There is no such test.")
    return visit_get(visit_id=visit_id, by=request.user)


def _stop(request: HttpRequest, visit: Visit, test: str) -> None:
    """Stop the run of `test`. A page that counted it throughout says how long; a start that the network lost is made good.

    Raises `ClockRunning` when the run is another test's.
    """
    counted_s, running = _counted_s(request), stopwatch_running(visit)
    if running is not None and running.test != test:
        raise ClockRunning(_("The stopwatch runs for another test."), do=_("Stop it there."))
    if running is None and counted_s is not None:
        stopwatch_start(visit=visit, test=test, by=request.user, at=start_of(counted_s))
    elapsed_ms = None if counted_s is None else round(counted_s * 1000)
    stopwatch_stop(visit=visit, by=request.user, page_elapsed_ms=elapsed_ms)


def _runs_already(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Say that the clock already runs, and show it. The page's script loads the page again, which then says it."""
    running = stopwatch_running(visit)
    if running is not None:
        says = _("The stopwatch already runs, for %(test)s. Nothing was started or stopped; this is that clock.")
        messages.warning(request, says % {"test": load().tests[running.test]["label"]})
    if "X-Stopwatch" in request.headers:
        return HttpResponse(status=409)
    stage = Stage(test=running.test if running else "")
    return render(request, "visits/workspace.html", workspace(visit, by=request.user, stage=stage), status=409)


def _counted_s(request: HttpRequest) -> float | None:
    if request.POST.get("clock") != "device" or request.POST.get("reloaded") == "1":
        return None
    try:
        counted_s = float(request.POST.get("time_s", ""))
    except ValueError:
        return None
    return counted_s if 0 <= counted_s < 24 * 60 * 60 else None


def _timing(visit: Visit, test: str, form: TrialForm) -> dict[str, Any]:
    """Marks a trial whose time is the one of a run that the page did not count from start to stop."""
    run = run_waiting(visit, test)
    interrupted = (
        run is not None and was_interrupted(run) and form.cleaned_data.get("time_s") == time_of(run, form.test)
    )
    return {"interrupted_timing": True} if interrupted else {}


def _refused(request: HttpRequest, visit: Visit, stage: Stage) -> HttpResponse:
    """The workspace with what was typed; of a visit that is over its closed page, which has no stopwatch."""
    if visit.state not in OPEN:
        messages.warning(request, _over_says(visit))
        return render(request, "visits/visit.html", visit_over(visit, by=request.user), status=409)
    return render(request, "visits/workspace.html", workspace(visit, by=request.user, stage=stage), status=422)


def _over_says(visit: Visit) -> str:
    if visit.is_signed:
        return _("This visit is signed and changes by addendum alone. Nothing was saved.")
    return _("This visit is over (%(state)s). Nothing was saved.") % {"state": visit.get_state_display().lower()}
