"""What every device of a visit is told about its stopwatch: the run, who started it, how long it runs, how the last one ended."""

from __future__ import annotations

from typing import Any

from surefoot_web.config.knowledge import load
from surefoot_web.records.clock import now

from .actions.stopwatch import who
from .models import Stopwatch, StopwatchDevice, Visit
from .pressing import pressed_since
from .selectors import stopwatch_running

WITH = ("started_by", "stopped_by")


def clock_state(visit: Visit) -> dict[str, Any]:
    """{"run": the running one or null, "last": the latest that ended or null, "devices": how many are joined}. Milliseconds."""
    running = stopwatch_running(visit)
    last = Stopwatch.objects.filter(visit=visit, stopped_at__isnull=False).select_related(*WITH).order_by("-stopped_at")
    return {
        "run": run_shown(running) if running else None,
        "last": _last_shown(last[0]) if last[:1] else None,
        "devices": len(devices_working(visit)),
    }


def run_shown(run: Stopwatch) -> dict[str, Any]:
    return {
        "id": str(run.pk),
        "row_version": run.row_version,
        "test": run.test,
        "label": load().tests[run.test]["label"],
        "elapsed_ms": round(pressed_since(run, now())),
        "started_by": who(run.started_by, run.started_on),
    }


def devices_working(visit: Visit) -> list[StopwatchDevice]:
    """The devices that may press the visit's stopwatch now."""
    at = now()
    found = StopwatchDevice.objects.filter(visit=visit, joined_at__isnull=False, ended_at__isnull=True)
    return [device for device in found.select_related("visit", "user") if device.works(at)]


def _last_shown(run: Stopwatch) -> dict[str, Any]:
    return {
        "id": str(run.pk),
        "test": run.test,
        "elapsed_ms": round((run.elapsed_s or 0) * 1000),
        "stopped_by": who(run.stopped_by, run.stopped_on),
        "timing": run.get_timing_display(),
    }
