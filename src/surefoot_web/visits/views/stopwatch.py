"""The stopwatch of a visit for somebody who is signed in: pressed, and read every second by the pages that show it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from surefoot_web.config.knowledge import load
from surefoot_web.records.faults import ClockRunning, RecordRefused
from surefoot_web.records.pages import page

from ..clock_state import clock_state
from ..models import Visit
from ..pressing import Press, own_time_says, press_of, press_start, press_stop
from ..selectors import stopwatch_running, visit_get
from ..workspace import Stage, workspace

BY_SCRIPT = "X-Stopwatch"


@require_POST
@page("stopwatch.start")
def stopwatch(request: HttpRequest, visit_id: UUID, test: str) -> HttpResponse:
    """Start, stop or put aside a run. The page's script posts here too, and reads the answer."""
    if test not in load().tests:
        raise Http404("There is no such test.")
    visit = visit_get(visit_id=visit_id, by=request.user)
    press = press_of(request)
    try:
        if press.command == "start":
            press_start(press, visit=visit, test=test, by=request.user)
        elif press.command == "stop":
            press_stop(press, visit=visit, test=test, by=request.user)
    except ClockRunning:
        return _runs_already(request, visit, press)
    except RecordRefused as refused:
        return _refused(request, press, refused)
    back = reverse("visits:test", args=[visit.pk, test]) + ("?again=1" if press.command == "redo" else "")
    if BY_SCRIPT in request.headers:
        return JsonResponse({"saved": True, "next": back, **clock_state(visit)})
    return redirect(back)


@require_GET
@page("stopwatch.start")
def state(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """The visit's clock as it stands, for the pages that show it."""
    return JsonResponse(clock_state(visit_get(visit_id=visit_id, by=request.user)))


def _runs_already(request: HttpRequest, visit: Visit, press: Press) -> HttpResponse:
    """Say that the clock already runs, and show it. The page's script loads the page again, which then says it."""
    running = stopwatch_running(visit)
    if running is not None:
        says = _("The stopwatch already runs, for %(test)s. Nothing was started or stopped; this is that clock.")
        told = [says % {"test": load().tests[running.test]["label"]}, own_time_says(press)]
        messages.warning(request, " ".join(filter(None, told)))
    if BY_SCRIPT in request.headers:
        return HttpResponse(status=409)
    stage = Stage(test=running.test if running else "")
    return render(request, "visits/workspace.html", workspace(visit, by=request.user, stage=stage), status=409)


def _refused(request: HttpRequest, press: Press, refused: RecordRefused) -> HttpResponse:
    """Tell why a press was not taken (another stopped the run first, the visit is over), and what this device counted."""
    if BY_SCRIPT not in request.headers:
        raise refused
    messages.warning(request, " ".join(filter(None, [refused.says, own_time_says(press), refused.do])))
    return HttpResponse(status=409)
