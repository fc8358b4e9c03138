"""The stage: the protocol of the test, its stopwatch, help, and the run that waits to be recorded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from surefoot.knowledge.model import Entry
from surefoot_web.config.knowledge import load
from surefoot_web.records.clock import now

from .actions.stopwatch import who
from .models import Stopwatch, Timing, Trial, TrialKind, Visit
from .selectors import stopwatch_running

COUNT_IN = "stopwatch.count_in"


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


def timing_shown(run: Stopwatch) -> str:
    """Why the server's clock gave the time of a run, in words."""
    return str(Timing(run.timing or Timing.SERVER_CLOCK).label)


def stopwatch_shown(visit: Visit, test: Entry, *, again: bool) -> dict[str, Any]:
    """The stopwatch part's context; `again` puts a finished run aside and shows the clock ready."""
    running, waiting = stopwatch_running(visit), None if again else run_waiting(visit, test.id)
    of = load().tests[running.test] if running else test
    shown: dict[str, Any] = {"state": "ready", "safety": safety_of(of), **limits_of(of, visit)}
    if running is not None:
        return shown | running_shown(running)
    if waiting is not None:
        return shown | {"state": "stopped", "time_s": round(waiting.elapsed_s or 0.0, 2), "run": waiting}
    return shown


def device_stopwatch(visit: Visit, test: Entry) -> dict[str, Any]:
    """The stopwatch part's context on a second device: ready or running, never a finished run."""
    running = stopwatch_running(visit)
    shown = {"state": "ready", "safety": safety_of(test), **limits_of(test, visit)}
    return shown | running_shown(running) if running is not None else shown


def running_shown(run: Stopwatch) -> dict[str, Any]:
    """A running clock: since when, which run, who started it."""
    return {
        "state": "running",
        "started_at": run.started_at.isoformat(),
        "server_now": now().isoformat(),
        "run": run,
        "started_by": who(run.started_by, run.started_on),
    }


def limits_of(test: Entry, visit: Visit) -> dict[str, Any]:
    """Where the clock ends by itself, whether it counts down to there, and the word up to which it may count in.

    Returns {"ends_at_s", "counts_down", "starts_on", "count_in_s"}; what the protocol does not have is None, False or empty.
    """
    protocol = test["protocol"]
    word: Mapping[str, str] = protocol.get("starts_on", {})
    return {
        "ends_at_s": protocol.get("countdown_s") or protocol.get("hold_s"),
        "counts_down": "countdown_s" in protocol,
        "starts_on": word.get(visit.patient.language) or word.get("en", ""),
        "count_in_s": load().as_of(visit.date).values[COUNT_IN].value if word else None,
    }


def is_timed(test: Entry) -> bool:
    """Whether the protocol runs against the clock: a time is measured, or what is counted ends with the time."""
    return any(spec["id"] == "time_s" for spec in test["fields"]) or "countdown_s" in test["protocol"]


def words_to_say(test: Entry, language: str) -> list[dict[str, str]]:
    """What to say to the patient: in their language, and in English beside it where that is another one."""
    say: Mapping[str, str] = test["protocol"]["say"]
    return [{"language": code, "text": say[code]} for code in dict.fromkeys((language, "en")) if code in say]


def help_of(test: Entry) -> dict[str, Any]:
    """How and why of a test: {"purpose", "needs", "errors"}; a list that the knowledge does not have is empty."""
    protocol = test["protocol"]
    needs = [one["label"] + ": " + one["says"] for one in test.get("conditions", ())]
    return {
        "purpose": f"{test['measures'][:1].upper()}{test['measures'][1:]}: {test['activity']}.",
        "needs": needs,
        "errors": list(protocol.get("validity", ())),
    }


def safety_of(test: Entry) -> str:
    """How to guard and when to stop, in a few sentences that stay in sight."""
    protocol = test["protocol"]
    stops = [line[0].lower() + line[1:].rstrip(".") for line in protocol["stop"]]
    stop = _("Stop when %(reasons)s.") % {"reasons": "; or when ".join(stops)}
    return " ".join([*protocol.get("guard", ()), stop])
