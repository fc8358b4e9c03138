"""Changes to patients. Each is one transaction and one audit event (`records/actions.py`)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from surefoot_web.accounts.models import User
from surefoot_web.accounts.selectors import setting_on
from surefoot_web.records.actions import detail, writes
from surefoot_web.records.clock import day_in
from surefoot_web.records.faults import InputRefused

from .birth import birth_date_check
from .models import Language, Patient, Sex

BORN = date.fromisoformat("1948-03-02")  # of every practice patient


@writes("patient.add")
def patient_add(
    *,
    identifier: str,
    given_name: str,
    family_name: str,
    birth_date: date,
    sex: str = Sex.UNKNOWN,
    language: str = Language.ENGLISH,
    payer_policy: str = "",
    by: User,
    at: datetime,
) -> Patient:
    """Add a patient to the clinic of `by`; an empty `payer_policy` takes what the clinic has set for the day."""
    today = day_in(by.clinic.time_zone, at)
    birth_date_check(birth_date, by=by, at=at)
    _check_identifier(identifier, by)
    return Patient.objects.create(
        clinic=by.clinic,
        identifier=identifier,
        given_name=given_name,
        family_name=family_name,
        birth_date=birth_date,
        sex=sex,
        language=language,
        payer_policy=payer_policy or setting_on(clinic=by.clinic, key="payer_policy", day=today),
    )


@writes("patient.add_practice")
def practice_patient_add(*, by: User, at: datetime) -> Patient:
    """Add a patient who is nobody, to learn with. The name says so on every page and paper, and cannot be corrected."""
    number = Patient.objects.filter(clinic=by.clinic, practice=True).count() + 1
    return Patient.objects.create(
        clinic=by.clinic,
        identifier=f"PRACTICE-{number}",
        given_name="Practice",
        family_name=f"Patient {number}",
        birth_date=BORN,
        sex=Sex.FEMALE,
        practice=True,
    )


@writes("patient.correct")
def patient_correct(*, patient: Patient, row_version: int, by: User, at: datetime, **values: Any) -> Patient:
    """Correct `values` (names of Patient's own fields). Visits keep the payer policy they were started with."""
    if patient.practice:
        raise InputRefused("This is a practice patient: there is nobody to correct.", do="Add another patient.")
    if "birth_date" in values:
        birth_date_check(values["birth_date"], by=by, at=at, patient=patient)
    if "identifier" in values:
        _check_identifier(values["identifier"], by, except_for=patient)
    detail(fields=sorted(values))
    return patient.change(row_version=row_version, **values)


def _check_identifier(identifier: str, by: User, *, except_for: Patient | None = None) -> None:
    same = Patient.objects.filter(clinic=by.clinic, identifier__iexact=identifier)
    if except_for is not None:
        same = same.exclude(pk=except_for.pk)
    if same.exists():
        raise InputRefused(
            "Another patient of this clinic has this patient number.",
            do="Look for that patient first; if it is somebody else, give a new number.",
            field="identifier",
        )
