"""Reads of patients, always within one clinic."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from surefoot_web.accounts.models import User

from .models import Patient


def patient_get(*, patient_id: UUID, by: User) -> Patient:
    """The patient of the clinic of `by`; otherwise 404, as if there were none."""
    return get_object_or_404(Patient, pk=patient_id, clinic=by.clinic_id)


def patients_found(*, words: str, by: User) -> QuerySet[Patient]:
    """Patients whose name or number holds every one of `words`; all of them for no words."""
    found = Patient.objects.filter(clinic=by.clinic_id)
    for word in words.split():
        found = found.filter(
            Q(given_name__icontains=word) | Q(family_name__icontains=word) | Q(identifier__icontains=word)
        )
    return found
