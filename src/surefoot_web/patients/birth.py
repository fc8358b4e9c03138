"""Which dates of birth a record can hold: those that the library assesses."""

from __future__ import annotations

from datetime import date, datetime

from surefoot_web.accounts.models import User
from surefoot_web.records.clock import day_in
from surefoot_web.records.faults import InputRefused

from .models import Patient


def birth_date_check(birth_date: date, *, by: User, at: datetime, patient: Patient | None = None) -> None:
    """Refuse a date of birth in the future, one that makes a person too old, and one after a visit of `patient`."""
    today = day_in(by.clinic.time_zone, at)
    if birth_date > today:
        raise _refused("The date of birth lies in the future.", "Check the year and enter the date again.")
    if too_old(birth_date, today):
        raise _refused(too_old_says(), "Check the century and enter the date again.")
    if patient is not None and patient.visits.filter(date__lt=birth_date).exists():
        raise _refused("This patient had a visit before this date of birth.", "Check the date and the visits.")


def too_old(birth_date: date, day: date) -> bool:
    """Whether the library refuses the age on `day`; it compares calendar years."""
    return day.year - birth_date.year > _oldest()


def too_old_says() -> str:
    return f"The date of birth makes the patient older than {_oldest()} years."


def _oldest() -> int:
    from surefoot_web.config.knowledge import load

    return int(load().facts["patient.age_years"]["range"][1])


def _refused(says: str, do: str) -> InputRefused:
    return InputRefused(says, do=do, field="birth_date")
