"""Reads of staff, always within one clinic."""

from __future__ import annotations

from django.db.models import QuerySet

from .models import User
from .roles import Role


def providers_of(*, by: User) -> QuerySet[User]:
    """The people of the clinic of `by` who can answer for a visit and sign it."""
    return User.objects.filter(clinic=by.clinic_id, role=Role.PROVIDER, is_active=True).order_by("display_name")
