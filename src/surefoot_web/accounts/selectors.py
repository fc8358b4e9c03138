"""Reads of staff and of a clinic's settings, always within one clinic."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from surefoot_web.config.knowledge import load

from .models import Clinic, ClinicSetting, ScopeAttestation, User
from .roles import Role

SETTINGS = ("payer_policy", "form_order", "form_extras", "phone", "reassess", "state")
UNSET = {
    "phone": "",
    "form_order": None,
    "form_extras": [],
    "reassess": None,
    "state": "",
}  # what holds before the first row, where a clinic does not begin with it


def providers_of(*, by: User) -> QuerySet[User]:
    """The people of the clinic of `by` who can answer for a visit and sign it."""
    return User.objects.filter(clinic=by.clinic_id, role=Role.PROVIDER, is_active=True).order_by("display_name")


def form_orders() -> list[str]:
    """In which orders the questionnaire can be asked; the first holds where a clinic set none."""
    return list(load().facts["form.order"]["choices"])


def form_extras() -> dict[str, str]:
    """The extra parts that the questionnaire can hand out, with what each asks."""
    facts = {id_: fact["label"] for id_, fact in load().facts.items() if id_.startswith("form.extra_")}
    return {id_.removeprefix("form.extra_"): str(label).partition(": ")[2] for id_, label in facts.items()}


def setting_on(*, clinic: Clinic, key: str, day: date) -> Any:
    """What the setting `key` was on `day`: the latest row on or before it, else what the clinic began with, if anything."""
    rows = ClinicSetting.objects.filter(clinic=clinic, key=key, first_day__lte=day)
    latest = rows.order_by("-first_day", "-id").first()
    if latest is not None:
        return latest.value
    return UNSET[key] if key in UNSET else getattr(clinic, key)


def scope_attested(*, clinic: Clinic, day: date) -> list[ScopeAttestation]:
    """What the clinic attested up to `day`: the latest word for each credential and state."""
    rows = ScopeAttestation.objects.filter(clinic=clinic, on__lte=day).select_related("by").order_by("on", "at", "id")
    return list({(row.credential, row.state): row for row in rows}.values())


def settings_of(*, clinic: Clinic, key: str) -> QuerySet[ClinicSetting]:
    """Every row of one setting, the latest day first: what held when, who set it and when."""
    return ClinicSetting.objects.filter(clinic=clinic, key=key).select_related("set_by").order_by("-first_day", "-id")
