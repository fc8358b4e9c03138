"""One press of the stopwatch, as a page or a joined device sends it: what it counted, how old it is, which run it saw.

A press may arrive late and more than once: it carries the operation ids of its start and its stop, and how long ago it happened by
the device's own monotonic clock. See docs/explanation/clocks.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from surefoot_web.accounts.models import User
from surefoot_web.records.clock import now
from surefoot_web.records.faults import ClockRunning
from surefoot_web.trail.recording import operation_find

from .actions import stopwatch_start, stopwatch_stop
from .models import Stopwatch, StopwatchDevice, Timing, Visit
from .selectors import stopwatch_running

LONGEST_S = 24 * 60 * 60
MOST_DIGITS = 9
MILLISECONDS = 1000
TOLD = {"reloaded": Timing.ACROSS_RELOAD, "elsewhere": Timing.ACROSS_DEVICES}


@dataclass(frozen=True, slots=True)
class Press:
    """`counted_s` is what one clock counted from start to stop, else None; `ago` how long before its arrival it happened."""

    command: str
    operation: UUID | None = None
    start_operation: UUID | None = None
    run_id: UUID | None = None
    row_version: int | None = None
    counted_s: float | None = None
    ago: timedelta = timedelta()
    timing: str = Timing.SERVER_CLOCK


def press_of(request: HttpRequest) -> Press:
    """Read a press from what was posted. What cannot be read is left out, never guessed."""
    post, timing = request.POST, next((TOLD[key] for key in TOLD if request.POST.get(key) == "1"), Timing.SERVER_CLOCK)
    counts = post.get("clock") == "device" and timing == Timing.SERVER_CLOCK
    version = post.get("row_version", "")
    return Press(
        command=post.get("command", ""),
        operation=_uuid(post.get("operation")),
        start_operation=_uuid(post.get("start_operation")),
        run_id=_uuid(post.get("run")),
        row_version=int(version) if version.isascii() and version.isdecimal() and len(version) <= MOST_DIGITS else None,
        counted_s=_seconds(post.get("time_s")) if counts else None,
        ago=timedelta(seconds=(_seconds(post.get("ago_ms"), MILLISECONDS) or 0) / MILLISECONDS),
        timing=timing,
    )


def press_start(press: Press, *, visit: Visit, test: str, by: User, device: StopwatchDevice | None = None) -> Stopwatch:
    """Start the clock when the press happened. The same operation id again gives the run that it gave before."""
    at = now()
    return stopwatch_start(
        visit=visit, test=test, by=by, at=at, pressed_at=at - press.ago, device=device, operation=press.operation
    )


def press_stop(press: Press, *, visit: Visit, test: str, by: User, device: StopwatchDevice | None = None) -> Stopwatch:
    """Stop the run that the device saw. A start that the network lost is made good by a stop that counted it throughout.

    Raises `NotRunning` when another press stopped that run first, `ClockRunning` when the run is another test's, or when another
    clock runs in place of the one that was counted.
    """
    run = _run_of(press, visit, by)
    if run is None and not _known(press, by):
        run = _running_for(press, visit, test, by, device)
    at = now()
    counted_s = press.counted_s if run is None or run.started_on_id == (device and device.pk) else None
    timing = press.timing if press.counted_s is None or counted_s is not None else Timing.ACROSS_DEVICES
    return stopwatch_stop(
        visit=visit,
        by=by,
        at=at,
        run=run,
        row_version=press.row_version,
        pressed_at=at - press.ago,
        page_elapsed_ms=None if counted_s is None else round(counted_s * MILLISECONDS),
        timing=timing,
        device=device,
        operation=press.operation,
    )


def _run_of(press: Press, visit: Visit, by: User) -> Stopwatch | None:
    """The run that the press names, by its id or by the start that the same device sent."""
    if press.run_id is not None:
        return Stopwatch.objects.filter(visit=visit, pk=press.run_id).first()
    found = operation_find(clinic=by.clinic, operation_id=press.start_operation, action="stopwatch.start")
    return found if isinstance(found, Stopwatch) and found.visit_id == visit.pk else None


def _known(press: Press, by: User) -> bool:
    return operation_find(clinic=by.clinic, operation_id=press.operation, action="stopwatch.stop") is not None


def _running_for(press: Press, visit: Visit, test: str, by: User, device: StopwatchDevice | None) -> Stopwatch | None:
    """The run of a press that names none: the one that runs, or the one whose start was lost."""
    running = stopwatch_running(visit)
    if running is None and press.counted_s is not None:
        began = now() - press.ago - timedelta(seconds=press.counted_s)
        return stopwatch_start(
            visit=visit, test=test, by=by, pressed_at=began, device=device, operation=press.start_operation
        )
    if running is not None and (running.test != test or press.start_operation is not None):
        raise ClockRunning(_("The stopwatch runs, and this press was not for it."), do=_("Stop it there."))
    return running


def own_time_says(press: Press) -> str:
    """What a device counted that was not taken, in words; empty where it counted nothing."""
    if press.command != "stop" or press.counted_s is None:
        return ""
    return _("This device counted %(time_s)s s.") % {"time_s": f"{press.counted_s:.2f}"}


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


def _seconds(text: str | None, scale: int = 1) -> float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if 0 <= number < LONGEST_S * scale else None


def pressed_since(run: Stopwatch, at: datetime) -> float:
    """Milliseconds since the run started, by the server's clock; never below zero."""
    return max(0.0, (at - run.started_at) / timedelta(milliseconds=1))
