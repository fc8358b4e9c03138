"""Changes to a clinic's dated settings."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from surefoot_web.records.actions import detail, writes
from surefoot_web.records.faults import InputRefused

from .models import ClinicSetting, User
from .selectors import SETTINGS, form_orders

DIALLED = re.compile(r"(\+?[\d(][\d ()./-]{4,})?")


@writes("clinic.setting_set")
def clinic_setting_set(*, key: str, value: Any, first_day: date, by: User, at: datetime) -> ClinicSetting:
    """Set `key` (one of `SETTINGS`) to `value` from `first_day` on. Earlier days keep what held on them."""
    if key not in SETTINGS:
        raise InputRefused(f"There is no setting “{key}”.", do=f"Choose one of: {', '.join(SETTINGS)}.", field="key")
    if key == "form_order" and value not in form_orders():
        says = f"“{value}” is no order of the questionnaire."
        raise InputRefused(says, do=f"Choose one of: {', '.join(form_orders())}.", field="value")
    if key == "phone" and not DIALLED.fullmatch(value):
        raise InputRefused(
            "This is no phone number.", do="Write digits, spaces and + - ( ) alone, or leave it empty.", field="value"
        )
    detail(key=key, first_day=first_day.isoformat())
    return ClinicSetting.objects.create(
        clinic=by.clinic, key=key, value=value, first_day=first_day, set_by=by, set_at=at
    )
