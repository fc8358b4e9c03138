"""Reads of patients, always within one clinic."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from surefoot_web.accounts.models import User

from .models import Patient


def patient_get(*, patient_id: UUID, by: User) -> Patient:
    """The patient of the clinic of `by`; otherwise 404, as if there were none."""
    return get_object_or_404(Patient, pk=patient_id, clinic=by.clinic_id)


def patients_found(*, words: str, by: User) -> QuerySet[Patient]:
    """Patients whose name, number or date of birth holds every one of `words`; all of them for no words.

    A comma between names counts as a space. A date of birth is written 1948-03-02 or 3/2/1948.
    """
    found = Patient.objects.filter(clinic=by.clinic_id)
    for word in words.split():
        if word.strip(","):
            found = found.filter(_holds(word.strip(",")))
    return found


def _holds(word: str) -> Q:
    parts = [part for part in word.split(",") if part]
    names = Q()
    for part in parts:
        names &= Q(given_name__icontains=part) | Q(family_name__icontains=part) | Q(identifier__icontains=part)
    either = names | Q(identifier__icontains=word)
    born = _day(word)
    return either | Q(birth_date=born) if born else either


def _day(word: str) -> date | None:
    """The day that `word` writes, year first or as in the United States; None when it is no day."""
    for form in ("%Y-%m-%d", "%m/%d/%Y"):
        try:
            return datetime.strptime(word, form).date()  # noqa: DTZ007 - a calendar day has no time zone
        except ValueError:
            continue
    return None
