"""Run in a process of its own on an empty home: other services written as the list of a visit, then moved. Prints the events as JSON."""

from __future__ import annotations

import json
import os
import sys
from datetime import date

os.environ["DJANGO_SETTINGS_MODULE"] = "surefoot_web.config.settings"

import django
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE, AFTER = ("visits", "0004_other_services"), ("visits", "0006_retest_and_review")
django.setup()
call_command("migrate", *BEFORE, verbosity=0)


def models_of(state: tuple[str, str]):
    return MigrationExecutor(connection).loader.project_state([state]).apps.get_model


model = models_of(BEFORE)
clinic = model("accounts", "Clinic").objects.create(name="Clinic A")
user = model("accounts", "User").objects.create(
    clinic=clinic, username="pt", display_name="Demo", staff_id="PT-1", role="provider", credential="PT"
)
patient = model("patients", "Patient").objects.create(
    clinic=clinic, identifier="P-1", given_name="Demo", family_name="One", birth_date=date(1950, 1, 1)
)
model("visits", "Visit").objects.create(
    clinic=clinic, patient=patient, date=date(2026, 11, 20), provider=user, payer_policy="cms",
    other_services=json.loads(sys.argv[1]),
)  # fmt: skip
call_command("migrate", verbosity=0)
events = models_of(AFTER)("visits", "ServiceEvent").objects.select_related("provider").order_by("code")
with connection.cursor() as cursor:
    cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    triggers = [row[0] for row in cursor.fetchall()]
moved = [
    {
        "code": one.code,
        "minutes": None if one.minutes is None else float(one.minutes),
        "provider": one.provider.staff_id if one.provider else None,
        "discipline": one.discipline,
        "time_s": (one.ends_at - one.starts_at).total_seconds() if one.starts_at else None,
        "reason": one.reason,
    }
    for one in events
]
json.dump({"events": moved, "triggers": triggers}, sys.stdout)
