"""Moves other services from the list in the visit into events of their own."""

import json
from datetime import datetime
from decimal import Decimal

from django.db import migrations

from surefoot_web.records.ids import new_id


def move(apps, editor):
    """What a column cannot take stays word for word in the reason."""
    visits = apps.get_model("visits", "Visit").objects.exclude(other_services=[])
    for visit in visits.select_related("provider"):
        for service in visit.other_services:
            _enter(apps, visit, service)


def _enter(apps, visit, service):
    staff = apps.get_model("accounts", "User").objects.filter(clinic=visit.clinic_id)
    bounds = [datetime.fromisoformat(service[key]) for key in ("start", "end") if service.get(key)]
    whole = len(bounds) == len(("start", "end")) and bounds[0] < bounds[1]
    provider = staff.filter(staff_id=service.get("provider") or "").first()
    lost = [bounds and not whole, service.get("provider") and provider is None]
    minutes = service.get("minutes")
    apps.get_model("visits", "ServiceEvent").objects.create(
        clinic_id=visit.clinic_id,
        visit=visit,
        service_id=new_id(),
        kind="enter",
        at=visit.created_at,
        entered_by=visit.provider,
        code=service["code"],
        minutes=None if minutes is None else Decimal(str(minutes)),
        provider=provider,
        discipline=service.get("discipline") or "",
        starts_at=bounds[0] if whole else None,
        ends_at=bounds[1] if whole else None,
        reason=json.dumps(service) if any(lost) else "",
    )


class Migration(migrations.Migration):
    dependencies = [("visits", "0004_other_services")]
    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
