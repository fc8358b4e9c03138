"""Many writers at once on the embedded database: none fails, none overwrites, and the audit chain stays whole."""

from __future__ import annotations

import json
import os
import subprocess
import sys

WRITERS, EACH = 4, 10

TRY = f"""
import json
import django
django.setup()
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from django.core.management import call_command
from django.db import connections
call_command("migrate", verbosity=0)
from surefoot_web.accounts.models import Clinic, User
from surefoot_web.commands.demo_clinic import ensure_clinic
from surefoot_web.patients.actions import patient_add, patient_correct
from surefoot_web.patients.models import Patient
from surefoot_web.records.faults import StaleRow
from surefoot_web.trail.chain import breaks_in
from surefoot_web.trail.models import AuditEvent
ensure_clinic()
before = AuditEvent.objects.count()
desk = User.objects.get(username="desk")
shared, version = Patient.objects.first(), 1
connections.close_all()

def work(writer):
    stale = 0
    for turn in range({EACH}):
        person = {{"given_name": "Demo", "family_name": "Patient", "birth_date": date(1950, 1, 1)}}
        patient_add(identifier=f"C-{{writer}}-{{turn}}", **person, by=desk)
    try:
        patient_correct(patient=shared, row_version=version, given_name=f"Demo{{writer}}", by=desk)
    except StaleRow:
        stale = 1
    connections.close_all()
    return stale

with ThreadPoolExecutor({WRITERS}) as pool:
    stale = sum(pool.map(work, range({WRITERS})))
clinic = Clinic.objects.get()
print(json.dumps({{
    "added": Patient.objects.filter(identifier__startswith="C-").count(),
    "events": AuditEvent.objects.count() - before,
    "stale": stale,
    "breaks": len(list(breaks_in(clinic))),
    "version": Patient.objects.get(pk=shared.pk).row_version - version,
}}))
"""


def test_writers_at_once_lose_nothing(tmp_path):
    settings = {"SUREFOOT_HOME": str(tmp_path / "home"), "DATABASE_URL": ""}
    environment = {**os.environ, **settings, "DJANGO_SETTINGS_MODULE": "surefoot_web.config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", TRY], env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "added": WRITERS * EACH,
        "events": WRITERS * EACH + 1,
        "stale": WRITERS - 1,
        "breaks": 0,
        "version": 1,
    }
