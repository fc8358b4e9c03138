"""Tests: trials recorded and withdrawn, a test that was not done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid5

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from surefoot_web.config.knowledge import load
from surefoot_web.records.actions import OPEN
from surefoot_web.records.faults import InputRefused
from surefoot_web.records.pages import operation_id, operation_of, page, taking

from ..actions import test_move, test_not_done, test_trial_record, test_trial_restore, test_trial_withdraw
from ..forms_trial import UNABLE, NotDoneForm, TrialForm
from ..models import Timing, Trial, Visit
from ..reasons import WITHDRAW, ReasonForm
from ..selectors import visit_get
from ..stage import run_waiting, time_of, was_interrupted
from ..workspace import Stage, visit_over, workspace


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
            return redirect(reverse("visits:test", args=[visit.pk, test]) + "#stage")  # the result at once, in sight
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
            operation = _operation_of_button(request, f"{test}:{given}")
            test_not_done(visit=visit, test=test, reason=given, by=request.user, operation=operation)
            return redirect(reverse("visits:visit", args=[visit.pk]) + "#battery")
    return _refused(
        request, visit, Stage(test=test, not_done_form=form, operations={"not_done": operation_id(request)})
    )


@require_POST
@page("test.move")
def move(request: HttpRequest, visit_id: UUID, test: str) -> HttpResponse:
    """Put a test one place earlier or later. The list of the order stays open, the focus on the test that moved."""
    visit = _visit(request, visit_id, test)
    to, stage = request.POST.get("to", ""), request.POST.get("stage", "")
    stage = stage if stage in load().tests else test
    operation = _operation_of_button(request, f"{test}:{to}")
    order = test_move(visit=visit, test=test, to=to, on_stage=stage, by=request.user, operation=operation).order
    ends = {order[0]: "later", order[-1]: "earlier"}  # where there is no button to go on in the same direction
    return redirect(reverse("visits:test", args=[visit.pk, stage]) + f"?order=1#{ends.get(test, to)}-{test}")


@page("test.trial_withdraw")
def trial_withdraw(request: HttpRequest, visit_id: UUID, trial_id: UUID) -> HttpResponse:
    """Withdraw an entry made by mistake. It stays in the record."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    trial = get_object_or_404(Trial, pk=trial_id, visit=visit)
    back = reverse("visits:test", args=[visit.pk, trial.test])
    form = ReasonForm(request.POST or None, usual=WITHDRAW)
    if form.is_valid():
        with taking(form):
            test_trial_withdraw(visit=visit, trial=trial, reason=form.cleaned_data["reason"], by=request.user)
            return redirect(f"{back}#entries")
    title = _("Withdraw an entry of %(test)s") % {"test": load().tests[trial.test]["label"]}
    says = _("The entry stays in the record, marked as withdrawn, and counts for nothing.")
    context = {"visit": visit, "form": form, "title": title, "says": says, "do": _("Withdraw"), "back": back}
    return render(request, "visits/reason.html", context)


@require_POST
@page("test.trial_restore")
def trial_restore(request: HttpRequest, visit_id: UUID, trial_id: UUID) -> HttpResponse:
    """Put an entry back that was withdrawn: it is entered once more, as it was."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    trial = get_object_or_404(Trial, pk=trial_id, visit=visit)
    test_trial_restore(visit=visit, trial=trial, by=request.user, operation=operation_of(request))
    return redirect(reverse("visits:test", args=[visit.pk, trial.test]) + "#entries")


def _operation_of_button(request: HttpRequest, button: str) -> UUID | None:
    """The operation id of one of several buttons of a page: so that a second one pressed on the same page is not the first."""
    of_page = operation_of(request)
    return None if of_page is None else uuid5(of_page, button)


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


def _timing(visit: Visit, test: str, form: TrialForm) -> dict[str, Any]:
    """Marks a trial whose time is the one of a run that no one clock counted from start to stop, and says why."""
    run = run_waiting(visit, test)
    interrupted = (
        run is not None and was_interrupted(run) and form.cleaned_data.get("time_s") == time_of(run, form.test)
    )
    return {"interrupted_timing": True, "timing": run.timing or Timing.SERVER_CLOCK} if run and interrupted else {}


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
