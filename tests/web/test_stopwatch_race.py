"""Many presses of one stopwatch at once on the embedded database: one start and one stop stand, every other is told, nothing is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys

PRESSERS = 6

TRY = f"""
import json
import django
django.setup()
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from django.core.management import call_command
from django.db import connections
call_command("migrate", verbosity=0)
from surefoot_web.accounts.models import User
from surefoot_web.commands.demo_clinic import ensure_clinic
from surefoot_web.patients.models import Patient
from surefoot_web.records.clock import day_in, now
from surefoot_web.trail.models import AuditEvent
from surefoot_web.visits.actions import stopwatch_start, stopwatch_stop, visit_start
from surefoot_web.visits.models import Stopwatch
ensure_clinic()
by = User.objects.get(username="podiatrist")
visit = visit_start(patient=Patient.objects.first(), date=day_in(by.clinic.time_zone, now()), provider=by, by=by)
before = AuditEvent.objects.count()
connections.close_all()
gate = Barrier({PRESSERS})

def start(number):
    gate.wait()
    try:
        stopwatch_start(visit=visit, test="tug", by=by)
        return "started"
    except Exception as refused:
        return type(refused).__name__
    finally:
        connections.close_all()

def stop(number):
    gate.wait()
    try:
        stopwatch_stop(visit=visit, run=run, row_version=run.row_version, page_elapsed_ms=1000 + number, by=by)
        return f"stopped {{1000 + number}}"
    except Exception as refused:
        return type(refused).__name__
    finally:
        connections.close_all()

with ThreadPoolExecutor({PRESSERS}) as pool:
    started = Counter(pool.map(start, range({PRESSERS})))
    run = Stopwatch.objects.get(visit=visit)
    connections.close_all()
    stopped = Counter(pool.map(stop, range({PRESSERS})))
won = next(word for word in stopped if word.startswith("stopped"))
run = Stopwatch.objects.get(visit=visit)
print(json.dumps({{
    "started": started,
    "stops": sorted([word.partition(" ")[0], count] for word, count in stopped.items()),
    "the_winner_stands": won == f"stopped {{run.page_elapsed_ms}}",
    "version": run.row_version,
    "events": AuditEvent.objects.count() - before,
}}))
"""


def test_of_presses_at_once_one_stands_and_the_others_are_told(tmp_path):
    settings = {"SUREFOOT_HOME": str(tmp_path / "home"), "DATABASE_URL": ""}
    environment = {**os.environ, **settings, "DJANGO_SETTINGS_MODULE": "surefoot_web.config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", TRY], env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "started": {"started": 1, "ClockRunning": PRESSERS - 1},
        "stops": [["NotRunning", PRESSERS - 1], ["stopped", 1]],
        "the_winner_stands": True,
        "version": 2,
        "events": 2,
    }
