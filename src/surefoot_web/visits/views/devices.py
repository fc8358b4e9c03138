"""Second devices: invited by QR code and ended by staff; and the one page that such a device gets."""

from __future__ import annotations

import functools
from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from surefoot_web.config.knowledge import load
from surefoot_web.records.clock import now
from surefoot_web.records.faults import InputRefused, RecordRefused
from surefoot_web.records.pages import page

from ..actions import device_end, device_invite, device_join, device_show
from ..clock_state import clock_state, devices_working
from ..joining import device_invited, device_of, digest, new_secret, qr_code, reaches_others, remember
from ..models import StopwatchDevice
from ..pressing import own_time_says, press_of, press_start, press_stop
from ..selectors import stopwatch_running, visit_get
from ..stage import device_stopwatch
from .stopwatch import BY_SCRIPT

View = Callable[..., HttpResponse]


@page("device.invite")
def devices(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """The devices of a visit; a post shows a code that one device can scan, for a short time."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    test = _test(request)
    context = {"visit": visit, "test": load().tests.get(test), "reaches_others": reaches_others(request)}
    if request.method == "POST":
        token = new_secret()
        device_invite(visit=visit, test=test, token_digest=digest(token), by=request.user)
        address = request.build_absolute_uri(reverse("visits:device_join", args=[token]))
        context |= {"address": address, "code": qr_code(address)}
    return render(request, "visits/devices.html", context | {"devices": devices_working(visit)})


@require_POST
@page("device.end")
def end(request: HttpRequest, visit_id: UUID, device_id: UUID) -> HttpResponse:
    """End one device: its page shows nothing any more."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    device_end(visit=visit, device=get_object_or_404(StopwatchDevice, pk=device_id, visit=visit), by=request.user)
    return redirect("visits:devices", visit_id=visit.pk)


@require_POST
@page("device.show")
def show(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Let the devices follow to the test that stands on the stage."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    device_show(visit=visit, test=_test(request), by=request.user)
    return JsonResponse({"shown": True})


def join(request: HttpRequest, token: str) -> HttpResponse:
    """What the code opens. Joining takes a press, so that a preview of the address does not use it up."""
    invited = device_invited(token)
    if invited is None or not invited.may_join(now()):
        return _gone(request)
    if request.method != "POST":
        return render(request, "visits/device_join.html", {"clinic": invited.visit.clinic})
    secret = new_secret()
    try:
        device_join(visit=invited.visit, device=invited, secret_digest=digest(secret), by=invited.user)
    except InputRefused:
        return _gone(request)
    response = redirect("visits:device")
    remember(response, secret, secure=request.is_secure())
    return response


def _joined(view: View) -> View:
    """Decorator: the page is for a joined device alone, and gets it as `device`."""

    @functools.wraps(view)
    def seen(request: HttpRequest) -> HttpResponse:
        found = device_of(request)
        return _gone(request) if found is None else view(request, found)

    return seen


@_joined
def device(request: HttpRequest, device: StopwatchDevice) -> HttpResponse:
    """The page of a joined device: the test, its safety words, the clock. No name, no result, no way into the record."""
    running = stopwatch_running(device.visit)
    test = load().tests[running.test if running else device.test]
    context = {
        "device": device,
        "test": test,
        "stopwatch": device_stopwatch(device.visit, test),
        "clinic": device.visit.clinic,
    }
    return render(request, "visits/device.html", context)


@require_GET
@_joined
def device_state(request: HttpRequest, device: StopwatchDevice) -> HttpResponse:
    """The clock of the visit, and the test that the stage shows."""
    return JsonResponse({**clock_state(device.visit), "test": device.test})


@require_POST
@_joined
def device_press(request: HttpRequest, device: StopwatchDevice) -> HttpResponse:
    """A press on the device, made for the person who let it join."""
    press, visit = press_of(request), device.visit
    running = stopwatch_running(visit)
    test = request.POST.get("test", "")
    test = test if test in load().tests else device.test
    try:
        if press.command == "start":
            press_start(press, visit=visit, test=test, by=device.user, device=device)
        elif press.command == "stop":
            press_stop(press, visit=visit, test=running.test if running else test, by=device.user, device=device)
    except RecordRefused as refused:
        messages.warning(request, " ".join(filter(None, [refused.says, own_time_says(press), refused.do])))
        if BY_SCRIPT in request.headers:
            return HttpResponse(status=409)
    if BY_SCRIPT in request.headers:
        return JsonResponse({"saved": True, "next": reverse("visits:device"), **clock_state(visit)})
    return redirect("visits:device")


def _test(request: HttpRequest) -> str:
    """The test that the page names; the first of the knowledge where it names none that there is."""
    named = (request.POST if request.method == "POST" else request.GET).get("test", "")
    return named if named in load().tests else next(iter(load().tests))


def _gone(request: HttpRequest) -> HttpResponse:
    fault = {
        "says": _("This stopwatch is not open."),
        "safe": _("Nothing was lost; what was measured is on the first device."),
        "do": _("Show a new code on the first device and scan that."),
    }
    return render(request, "components/error.html", {"fault": fault}, status=404)
