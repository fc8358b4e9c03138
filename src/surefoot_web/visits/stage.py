"""The stage: the protocol of the test, its stopwatch, and the run that waits to be recorded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from surefoot.knowledge.model import Entry
from surefoot_web.records.clock import now

from .models import Stopwatch, Trial, TrialKind, Visit
from .selectors import stopwatch_running


def run_waiting(visit: Visit, test: str) -> Stopwatch | None:
    """The latest stopped run of the test that no later entry has used."""
    run = Stopwatch.objects.filter(visit=visit, test=test, stopped_at__isnull=False).order_by("-stopped_at").first()
    if run is None:
        return None
    rows = Trial.objects.filter(visit=visit, test=test).exclude(kind=TrialKind.WITHDRAWN)
    return None if rows.filter(measured_at__gte=run.stopped_at).exists() else run


def time_of(run: Stopwatch, test: Entry) -> float:
    """Seconds of a run as they go into the form; a position held past the protocol's end counts to that end."""
    elapsed = round(run.elapsed_s or 0.0, 2)
    hold = test["protocol"].get("hold_s")
    return float(hold) if hold is not None and elapsed >= hold else elapsed


def was_interrupted(run: Stopwatch) -> bool:
    """Whether the page did not count the run from start to stop, as after a reload; the server's clock did."""
    return run.page_elapsed_ms is None


def stopwatch_shown(visit: Visit, test: Entry, *, again: bool) -> dict[str, Any]:
    """The stopwatch part's context; `again` puts a finished run aside and shows the clock ready."""
    running, waiting = stopwatch_running(visit), None if again else run_waiting(visit, test.id)
    shown: dict[str, Any] = {"state": "ready", "safety": _safety(test["protocol"])}
    if running is not None:
        return shown | {
            "state": "running",
            "started_at": running.started_at.isoformat(),
            "server_now": now().isoformat(),
        }
    if waiting is not None:
        return shown | {"state": "stopped", "time_s": round(waiting.elapsed_s or 0.0, 2), "run": waiting}
    return shown


def is_timed(test: Entry) -> bool:
    """Whether the protocol runs against the clock: a time is measured, or what is counted ends with the time."""
    return any(spec["id"] == "time_s" for spec in test["fields"]) or "countdown_s" in test["protocol"]


def start_of(elapsed_s: float) -> Any:
    """When a run began that ended now, for a start that the network lost."""
    return now() - timedelta(seconds=elapsed_s)


def words_to_say(test: Entry, language: str) -> list[dict[str, str]]:
    """What to say to the patient: in their language, and in English beside it where that is another one."""
    say: Mapping[str, str] = test["protocol"]["say"]
    return [{"language": code, "text": say[code]} for code in dict.fromkeys((language, "en")) if code in say]


def _safety(protocol: Mapping[str, Any]) -> str:
    stops = [line[0].lower() + line[1:].rstrip(".") for line in protocol["stop"]]
    stop = _("Stop when %(reasons)s.") % {"reasons": "; or when ".join(stops)}
    return " ".join([*protocol.get("guard", ()), stop])
