"""The only writers of falls told of. A correction or withdrawal is a new row that replaces the earlier one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from surefoot_web.accounts.models import User
from surefoot_web.patients.models import Patient
from surefoot_web.records.actions import detail, writes
from surefoot_web.records.clock import day_in
from surefoot_web.records.faults import InputRefused
from surefoot_web.records.lengths import reason_fits

from .models import Answer, Exact, FallReport, Happened, ToldBy


@writes("fall.report")
def fall_report(*, patient: Patient, by: User, at: datetime, **told: Any) -> FallReport:
    """Record a fall that somebody told of (`exact`, `on`, `injury`, `happened`, `told_by`, `text`)."""
    return FallReport.objects.create(clinic=patient.clinic, patient=patient, by=by, at=at, **_fall(told, by, at))


@writes("fall.none")
def fall_none(*, patient: Patient, on: date, until: date, told_by: str, by: User, at: datetime) -> FallReport:
    """Record word that there was no fall from `on` to `until`, both days included."""
    _check_told(told_by)
    if until < on:
        raise InputRefused("The last day is before the first.", do="Choose a later one.", field="until")
    _check_past(until, by, at, "until")
    days = {"fell": False, "on": on, "until": until, "exact": Exact.DAY, "told_by": told_by}
    return FallReport.objects.create(clinic=patient.clinic, patient=patient, by=by, at=at, **days)


@writes("fall.correct")
def fall_correct(*, report: FallReport, by: User, at: datetime, **told: Any) -> FallReport:
    """Say anew what was told of a fall; the earlier word stays on record and counts no more."""
    _check_stands(report)
    if not report.fell:
        raise InputRefused("There was no fall to correct.", do="Take it back and write down the fall.", field="on")
    detail(replaces=str(report.pk))
    who = {"clinic": report.clinic, "patient": report.patient, "replaces": report, "by": by, "at": at}
    return FallReport.objects.create(**who, **_fall(told, by, at))


@writes("fall.withdraw")
def fall_withdraw(*, report: FallReport, by: User, at: datetime) -> FallReport:
    """Take back what was written by mistake; it stays on record and counts no more."""
    _check_stands(report)
    detail(replaces=str(report.pk))
    names = ("fell", "on", "until", "exact", "injury", "happened", "told_by", "text", "clinic", "patient")
    same = {name: getattr(report, name) for name in names}
    return FallReport.objects.create(replaces=report, withdrawn=True, by=by, at=at, **same)


def _check_stands(report: FallReport) -> None:
    if report.withdrawn or FallReport.objects.filter(replaces=report).exists():
        raise InputRefused("This was corrected or taken back meanwhile.", do="Load the page again.", field="report")


def _fall(told: dict[str, Any], by: User, at: datetime) -> dict[str, Any]:
    exact, on = told.get("exact"), told.get("on")
    if exact not in Exact.values:
        raise InputRefused("How sure the day is is not said.", do="Choose one.", field="exact")
    if exact != Exact.NOT_KNOWN and on is None:
        raise InputRefused("The day is missing.", do="Choose it, or say that it is not known.", field="on")
    if on is not None:
        _check_past(on, by, at, "on")
    if told.get("injury") not in Answer.values:
        raise InputRefused(
            "Whether the patient was hurt is not said.", do="Choose yes, no or not known.", field="injury"
        )
    _check_told(told.get("told_by", ""))
    happened = list(told.get("happened") or ())
    if not set(happened) <= set(Happened.values):
        raise InputRefused("What happened is not one of the choices.", do="Choose again.", field="happened")
    return {
        "fell": True,
        "exact": exact,
        "on": None if exact == Exact.NOT_KNOWN else on,
        "injury": told["injury"],
        "happened": happened,
        "told_by": told["told_by"],
        "text": reason_fits(told.get("text", ""), field="text"),
    }


def _check_told(told_by: str) -> None:
    if told_by not in ToldBy.values:
        raise InputRefused("Who told of it is not said.", do="Choose one.", field="told_by")


def _check_past(on: date, by: User, at: datetime, field: str) -> None:
    if on > day_in(by.clinic.time_zone, at):
        raise InputRefused("This day has not come yet.", do="Choose today or an earlier day.", field=field)
