"""The stopwatch of a visit: started, stopped. One runs at a time, whichever device pressed."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from surefoot_web.accounts.models import User
from surefoot_web.records.actions import detail, writes
from surefoot_web.records.faults import ClockRunning, NotRunning

from ..incidents import halt_refuse
from ..models import Stopwatch, StopwatchDevice, Timing, Visit


@writes("stopwatch.start")
def stopwatch_start(
    *,
    visit: Visit,
    test: str,
    by: User,
    at: datetime,
    pressed_at: datetime | None = None,
    device: StopwatchDevice | None = None,
) -> Stopwatch:
    """Start the visit's stopwatch for `test`; one runs at a time. `pressed_at` is earlier than `at` where the network was slow."""
    halt_refuse(visit)
    running = Stopwatch.objects.filter(visit=visit, stopped_at__isnull=True).select_related("started_by").first()
    if running is not None:
        raise ClockRunning(
            _("The stopwatch already runs: %(who)s started it.") % {"who": who(running.started_by, running.started_on)},
            do=_("Stop it there or here, then start again."),
        )
    _note(device)
    given = {"started_at": pressed_at or at, "started_by": by, "started_on": device}
    return Stopwatch.objects.create(clinic=visit.clinic, visit=visit, test=test, **given)


@writes("stopwatch.stop")
def stopwatch_stop(
    *,
    visit: Visit,
    by: User,
    at: datetime,
    run: Stopwatch | None = None,
    row_version: int | None = None,
    pressed_at: datetime | None = None,
    page_elapsed_ms: int | None = None,
    timing: str = Timing.SERVER_CLOCK,
    device: StopwatchDevice | None = None,
) -> Stopwatch:
    """Stop the running stopwatch, or `run` as the device saw it (`row_version`). The first stop stands; a later one is told.

    `page_elapsed_ms` is what one device's own clock counted from start to stop; without it `timing` says why there is none.
    """
    found = Stopwatch.objects.filter(visit=visit, **({"pk": run.pk} if run else {"stopped_at__isnull": True})).first()
    if found is None:
        raise NotRunning(_("The stopwatch is not running."), do=_("Start it, or enter the time by hand."))
    if found.stopped_at is not None:
        raise NotRunning(
            _stopped_before(found), do=_("That time stands. Withdraw it or redo the trial if it is wrong.")
        )
    _note(device)
    return found.change(
        row_version=row_version,
        stopped_at=max(pressed_at or at, found.started_at),
        stopped_by=by,
        stopped_on=device,
        page_elapsed_ms=page_elapsed_ms,
        timing="" if page_elapsed_ms is not None else timing,
    )


def who(user: User, device: StopwatchDevice | None) -> str:
    """Who pressed, in words: the name, and that it was on the second device."""
    return _("%(name)s on the second device") % {"name": user} if device else str(user)


def _stopped_before(run: Stopwatch) -> str:
    says = _("The stopwatch was stopped before, by %(who)s, at %(time_s)s s.")
    return says % {"who": who(run.stopped_by, run.stopped_on), "time_s": f"{run.elapsed_s:.2f}"}


def _note(device: StopwatchDevice | None) -> None:
    if device is not None:
        detail(device=str(device.pk))
