"""`surefoot staff`: a new home gets its clinic and its first sign-in; a second call adds a colleague."""

from __future__ import annotations

import sqlite3
import subprocess

import pytest

from .test_commands import START_S, command

FIRST = {
    "--username": "first", "--name": "Test First", "--staff-id": "DPM-1", "--role": "provider", "--credential": "DPM",
    "--clinic": "Test Clinic", "--time-zone": "America/New_York",
}  # fmt: skip
SECOND = {"--username": "second", "--name": "Test Second", "--staff-id": "FD-1", "--role": "front_desk"}
GOOD = "steady-ground-2026"


def add(home, options, password=GOOD):
    words = [word for pair in options.items() for word in pair]
    line = command("staff", "--home", str(home), *words)
    return subprocess.run(line, input=password + "\n", capture_output=True, text=True, timeout=START_S, check=False)


def people(home) -> list[tuple[str, str]]:
    with sqlite3.connect(home / "db.sqlite3") as database:
        return database.execute("SELECT username, role FROM accounts_user ORDER BY username").fetchall()


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clinic")
    done = add(folder, FIRST)
    assert done.returncode == 0, done.stderr
    return folder


def test_the_first_call_makes_the_clinic_and_the_next_adds_a_colleague(home):
    done = add(home, SECOND)
    assert (done.returncode, done.stdout) == (0, "second can sign in as front_desk.\n")
    assert people(home) == [("first", "provider"), ("second", "front_desk")]


def test_what_the_command_did_is_in_the_trail_as_done_at_the_console(home):
    add(home, {**SECOND, "--username": "third", "--staff-id": "FD-2"})
    with sqlite3.connect(home / "db.sqlite3") as database:
        told = database.execute(
            "SELECT e.action, u.username, e.subject_id = e.actor_id, e.detail FROM trail_auditevent e "
            "JOIN accounts_user u ON u.id = e.actor_id ORDER BY e.number"
        ).fetchall()
    assert told[:2] == [
        ("clinic.found", "first", 0, '{"by": "console"}'),
        ("staff.add", "first", 1, '{"by": "console", "role": "provider", "credential": "DPM"}'),
    ]
    assert [one[:3] for one in told if one[1] == "third"] == [("staff.add", "third", 1)]
    assert (home / "keys" / "seal.key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("options", "password", "code"),
    [
        (FIRST, GOOD, "SF-W909"),
        ({**SECOND, "--username": "first"}, GOOD, "SF-W911"),
        ({**SECOND, "--username": "third", "--staff-id": "DPM-1"}, GOOD, "SF-W911"),
        ({**SECOND, "--username": "weak", "--staff-id": "FD-9"}, "12345", "SF-W910"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_added(home, options, password, code):
    before = people(home)
    done = add(home, options, password)
    assert done.returncode == 2
    assert code in done.stderr
    assert people(home) == before


@pytest.mark.parametrize("missing", ["--clinic", "--time-zone"])
def test_the_first_call_needs_the_clinic(tmp_path, missing):
    done = add(tmp_path, {option: value for option, value in FIRST.items() if option != missing})
    assert done.returncode == 2
    assert "SF-W909" in done.stderr
    assert people(tmp_path) == []


def test_the_choices_are_those_of_the_records():
    from surefoot_web.accounts.roles import Credential, Role
    from surefoot_web.commands.staff import CREDENTIALS, ROLES

    assert tuple(Role.values) == ROLES
    assert tuple(Credential.values) == CREDENTIALS
