"""Home folder, database address, the demo clinic: made once, refused clearly."""

from __future__ import annotations

import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from surefoot_web.accounts.models import User
from surefoot_web.accounts.roles import MAY
from surefoot_web.commands.demo_clinic import ensure_clinic
from surefoot_web.config import database
from surefoot_web.config.home import prepare_home, secret_key
from surefoot_web.patients.models import Patient
from surefoot_web.records.actions import ACTIONS
from surefoot_web.trail.models import AuditEvent
from surefoot_web.visits.models import Visit


def test_the_home_is_private_and_its_key_stays(tmp_path):
    home = prepare_home(tmp_path / "home")
    key = secret_key(home)
    assert len(key) >= 50
    assert secret_key(prepare_home(home)) == key
    assert {stat.S_IMODE(path.stat().st_mode) for path in (home, home / "packs", home / "documents")} == {0o700}
    assert stat.S_IMODE((home / "secret_key").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("url", "driver", "code"),
    [("mysql://somewhere/db", True, "SF-W901"), ("postgres://somewhere/db", None, "SF-W902")],
)
def test_a_database_that_cannot_be_reached_is_said_so(tmp_path, monkeypatch, url, driver, code):
    monkeypatch.setattr(database, "find_spec", lambda name: driver)
    with pytest.raises(ImproperlyConfigured, match=code):
        database.database_from(url, tmp_path)


def test_a_postgresql_address_is_understood(tmp_path, monkeypatch):
    monkeypatch.setattr(database, "find_spec", lambda name: True)
    found = database.database_from("postgres://clinic:a%20b@db.example:5433/surefoot?sslmode=require", tmp_path)
    assert (found["NAME"], found["USER"], found["PASSWORD"]) == ("surefoot", "clinic", "a b")
    assert (found["HOST"], found["PORT"], found["OPTIONS"]) == ("db.example", "5433", {"sslmode": "require"})


def test_sqlite_keeps_what_it_was_told(tmp_path):
    options = database.database_from("", tmp_path)["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] == 5
    assert all(word in options["init_command"] for word in ("WAL", "synchronous=FULL", "foreign_keys=ON"))


@pytest.mark.django_db
def test_the_demo_clinic_is_made_once():
    ensure_clinic()
    models = (User, Patient, Visit, AuditEvent)
    before = [model.objects.count() for model in models]
    ensure_clinic()
    assert [model.objects.count() for model in models] == before
    assert all(str(patient).startswith("Demo Patient") for patient in Patient.objects.all())


def test_every_action_has_a_line_in_the_table_of_roles():
    assert set(ACTIONS) <= set(MAY)
