"""The course of a visit: started, described, reviewed, ended early, cancelled. Its signature is in `notes/actions.py`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from surefoot_web.accounts.models import User
from surefoot_web.accounts.roles import Role
from surefoot_web.patients.birth import too_old, too_old_says
from surefoot_web.patients.models import Patient
from surefoot_web.records.actions import FINISHING, detail, writes
from surefoot_web.records.clock import day_in
from surefoot_web.records.faults import InputRefused, reason_given
from surefoot_web.records.lengths import reason_fits

from ..models import Setting, Visit, VisitState
from ..states import move
from .clocks import clocks_refuse, clocks_stop
from .trials import open_tests_end

DESCRIBABLE = frozenset(
    {
        "reason",
        "retest_reason",
        "setting",
        "diagnoses",
        "others_present",
        "plan_of_care_certified_on",
        "plan_of_care_certified_by",
        "plan_of_care_ends_on",
        "plan_of_care_discipline",
    }
)


@writes("visit.start")
def visit_start(
    *,
    patient: Patient,
    date: date,
    provider: User,
    reason: str = "",
    retest_reason: str = "",
    setting: str = Setting.OFFICE,
    by: User,
    at: datetime,
) -> Visit:
    """Start a visit on `date`. Its payer policy is the patient's coverage; nothing in the visit can change it."""
    if date > day_in(by.clinic.time_zone, at):
        raise InputRefused(
            "The day of the visit lies in the future.", do="Enter today or an earlier day.", field="date"
        )
    if date < patient.birth_date:
        raise InputRefused(
            "The day of the visit lies before the date of birth.", do="Check the day and the patient.", field="date"
        )
    if too_old(patient.birth_date, date):
        raise InputRefused(too_old_says(), do="Correct the date of birth on the patient's page.", field="date")
    if provider.role != Role.PROVIDER:
        raise InputRefused("Only a provider can answer for a visit.", do="Choose a provider.", field="provider")
    return Visit.objects.create(
        clinic=by.clinic,
        patient=patient,
        date=date,
        provider=provider,
        reason=reason_fits(reason),
        retest_reason=reason_fits(retest_reason, field="retest_reason"),
        setting=setting,
        payer_policy=patient.payer_policy,
    )


@writes("visit.describe", visit_in=FINISHING)
def visit_describe(*, visit: Visit, by: User, at: datetime, row_version: int | None = None, **values: Any) -> Visit:
    """Change what describes the visit (`DESCRIBABLE`): reason, setting, diagnoses, who else was there, plan of care."""
    refused = set(values) - DESCRIBABLE
    if refused:
        raise InputRefused(f"{', '.join(sorted(refused))} cannot be changed here.", do="Leave it out.")
    for field in values.keys() & {"reason", "retest_reason"}:
        reason_fits(values[field], field=field)
    _check_certified(visit, values.get("plan_of_care_certified_on"), at)
    detail(fields=sorted(values))
    return visit.change(row_version=row_version, **values)


def _check_certified(visit: Visit, day: date | None, at: datetime) -> None:
    """A plan of care is certified in the lifetime of the patient, and not after the day on which that is written down."""
    if day is None or visit.patient.birth_date <= day <= day_in(visit.clinic.time_zone, at):
        return
    where = "before the date of birth" if day < visit.patient.birth_date else "in the future"
    raise InputRefused(
        f"The certification of the plan of care lies {where}.",
        do="Check the year and enter the day again.",
        field="plan_of_care_certified_on",
    )


@writes("visit.review")
def visit_review(*, visit: Visit, by: User, at: datetime) -> Visit:
    """Testing is over: the results are reviewed. Refused while a clock runs."""
    clocks_refuse(visit)
    return move(visit, VisitState.REVIEW)


@writes("visit.end_early")
def visit_end_early(*, visit: Visit, reason: str, by: User, at: datetime, row_version: int | None = None) -> Visit:
    """End an interrupted visit with its `reason`; its running clocks stop at `at`. Tests of the battery without an entry
    become "not done: visit ended early". It can still be signed as it is."""
    clocks_stop(visit, by=by, at=at)
    detail(not_done=open_tests_end(visit, by=by, at=at))
    values = {"status_reason": reason_fits(reason_given(reason)), "ended_early_at": at}
    return move(visit, VisitState.ENDED_EARLY, row_version=row_version, **values)


@writes("visit.cancel")
def visit_cancel(*, visit: Visit, reason: str, by: User, at: datetime, row_version: int | None = None) -> Visit:
    """Cancel a visit in which nothing was measured yet."""
    clocks_stop(visit, by=by, at=at)
    given = reason_fits(reason_given(reason))
    return move(visit, VisitState.CANCELLED, row_version=row_version, status_reason=given)


@writes("visit.mark_entered_in_error")
def visit_mark_entered_in_error(
    *, visit: Visit, reason: str, by: User, at: datetime, row_version: int | None = None
) -> Visit:
    """Take an unsigned visit out of the record that counts: wrong patient, wrong day. Its rows stay."""
    clocks_stop(visit, by=by, at=at)
    given = reason_fits(reason_given(reason))
    return move(visit, VisitState.ENTERED_IN_ERROR, row_version=row_version, status_reason=given)
