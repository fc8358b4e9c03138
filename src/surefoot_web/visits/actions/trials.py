"""Tests: trials measured, withdrawn, not done."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from surefoot_web.accounts.models import User
from surefoot_web.config.knowledge import load
from surefoot_web.records.actions import detail, writes
from surefoot_web.records.faults import InputRefused

from ..battery import battery_of
from ..models import NotDoneReason, Trial, TrialKind, Visit, VisitState
from ..states import move
from ..tests import live_trials, withdrawn_trials


@writes("test.trial_record")
def test_trial_record(
    *,
    visit: Visit,
    test: str,
    fields: dict[str, Any],
    by: User,
    at: datetime,
    measured_at: datetime | None = None,  # noqa: PT028 - a record of a test, not a test of ours
) -> Trial:
    """Record one attempt at `test`; `fields` are those of a trial in `surefoot-case/1`: {"time_s": 14.2, "aid": "none"}."""
    _check_trial(visit, test, fields)
    visit = _testing(visit)
    return _trial(visit, test, by, measured_at or at, kind=TrialKind.MEASURED, fields=fields)


@writes("test.not_done")
def test_not_done(*, visit: Visit, test: str, reason: str, by: User, at: datetime) -> Trial:
    """Record that `test` was not done, and why (`NotDoneReason`). Refused when it has trials that stand."""
    if reason not in NotDoneReason.values:
        raise InputRefused("The reason is missing.", do="Choose why the test was not done.", field="reason")
    if any(trial.kind == TrialKind.MEASURED for trial in live_trials(visit, test)):
        raise InputRefused(
            "This test already has a measured trial.",
            do="Withdraw the trial first if it should not count.",
            field="test",
        )
    visit = _testing(visit)
    return _trial(visit, test, by, at, kind=TrialKind.NOT_DONE, not_done_reason=reason)


@writes("test.trial_withdraw")
def test_trial_withdraw(*, visit: Visit, trial: Trial, reason: str, by: User, at: datetime) -> Trial:
    """Withdraw a row that was entered by mistake. The row stays and is marked by the withdrawal."""
    if trial.pk not in {live.pk for live in live_trials(visit, trial.test)}:
        raise InputRefused("This entry was already withdrawn.", do="Load the page again.", field="trial")
    return _trial(visit, trial.test, by, at, kind=TrialKind.WITHDRAWN, withdraws=trial, withdraw_reason=reason.strip())


@writes("test.trial_restore")
def test_trial_restore(*, visit: Visit, trial: Trial, by: User, at: datetime) -> Trial:
    """Put a withdrawn row back: the same is entered once more; the row and its withdrawal stay."""
    if trial.kind == TrialKind.WITHDRAWN or not Trial.objects.filter(withdraws=trial).exists():
        raise InputRefused("This entry was not withdrawn.", do="Load the page again.", field="trial")
    if trial.pk not in {row.pk for row in withdrawn_trials(visit, trial.test)}:
        raise InputRefused("This entry was put back already.", do="Load the page again.", field="trial")
    kept = {"kind": trial.kind, "fields": trial.fields, "not_done_reason": trial.not_done_reason}
    return _trial(_testing(visit), trial.test, by, trial.measured_at, **kept)


def open_tests_end(visit: Visit, *, by: User, at: datetime) -> list[str]:
    """Write "not done: visit ended early" for each test of the battery without an entry; return which. Part of the action that ends a visit."""
    slots = battery_of(load(), live_trials(visit), (), "")
    ended = [slot.id for slot in slots if slot.open]
    what = {"kind": TrialKind.NOT_DONE, "not_done_reason": NotDoneReason.ENDED_EARLY}
    given = {"clinic": visit.clinic, "visit": visit, "measured_at": at, "entered_by": by, **what}
    for test in ended:
        Trial.objects.create(test=test, **given)
    return ended


def _testing(visit: Visit) -> Visit:
    return visit if visit.state == VisitState.TESTING else move(visit, VisitState.TESTING)


def _trial(visit: Visit, test: str, by: User, measured_at: datetime, **values: Any) -> Trial:
    detail(test=test)
    return Trial.objects.create(
        clinic=visit.clinic, visit=visit, test=test, measured_at=measured_at, entered_by=by, **values
    )


def _check_trial(visit: Visit, test: str, fields: dict[str, Any]) -> None:
    """Refuse what a case would refuse: an unknown test, an unknown field, an impossible value."""
    from ..case import case_faults

    faults = case_faults(visit, tests=[{"test": test, "trials": [fields]}])
    if faults:
        field = str(faults[0].where).rpartition(".")[2] or "fields"
        raise InputRefused(faults[0].says, do=faults[0].do, field=field)
