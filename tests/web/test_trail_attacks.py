"""Somebody with the database file in their hands: triggers dropped, rows changed by raw SQL, hashes made to fit. Verify finds it."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, connections

from surefoot_web.accounts.models import Clinic, User
from surefoot_web.commands.verify import verified
from surefoot_web.trail import sealing
from surefoot_web.trail.exported import digest_of
from surefoot_web.trail.recording import record_read, records_read
from surefoot_web.trail.seals import kept_seals, last_seal

from .conftest import make_clinic, make_user

EVENTS = 12
Attack = Callable[[sqlite3.Connection], None]


# ruff: noqa: S608 - the SQL of an attack is put together here, of nothing that came from outside
def sql(*statements: str) -> Attack:
    def attack(database: sqlite3.Connection) -> None:
        for statement in statements:
            database.execute(statement)

    return attack


def rehashed(database: sqlite3.Connection) -> None:
    """Make every hash fit what stands there now, as somebody can who knows how the chain is made."""
    database.row_factory = sqlite3.Row
    previous = "0" * 64
    for row in database.execute("SELECT * FROM trail_auditevent ORDER BY number").fetchall():
        body = body_of(row) | {"previous_hash": previous}
        wanted = digest_of(body)
        database.execute(
            "UPDATE trail_auditevent SET previous_hash = ?, hash = ? WHERE id = ?", (previous, wanted, row["id"])
        )
        previous = wanted


def body_of(row: sqlite3.Row) -> dict[str, Any]:
    at = datetime.fromisoformat(row["at"]).replace(tzinfo=UTC).isoformat(timespec="microseconds")
    ids = {"id": "id", "clinic": "clinic_id", "actor": "actor_id", "subject_id": "subject_id"}
    return {
        **{name: str(UUID(row[column])) for name, column in ids.items()},
        "number": row["number"],
        "at": at,
        "action": row["action"],
        "subject_type": row["subject_type"],
        "patient_id": str(UUID(row["patient_id"])) if row["patient_id"] else None,
        "detail": json.loads(row["detail"]),
    }


def then(*attacks: Attack) -> Attack:
    def attack(database: sqlite3.Connection) -> None:
        for one in attacks:
            one(database)

    return attack


def insert(number: int) -> Attack:
    columns = (
        "id, number, at, action, subject_type, subject_id, patient_id, detail, previous_hash, hash, actor_id, clinic_id"
    )
    taken = columns.replace("id, number,", f"'{'f' * 32}', {number},", 1)
    return sql(f"INSERT INTO trail_auditevent ({columns}) SELECT {taken} FROM trail_auditevent WHERE number = 3")


SHIFTED = (
    "UPDATE trail_auditevent SET number = number + 1000 WHERE number >= 5",
    "UPDATE trail_auditevent SET number = number - 999 WHERE number > 1000",
)
SWAPPED = (
    "UPDATE trail_auditevent SET number = 1000 WHERE number = 4",
    "UPDATE trail_auditevent SET number = 4 WHERE number = 5",
    "UPDATE trail_auditevent SET number = 5 WHERE number = 1000",
)
CLOSED_UP = (
    "DELETE FROM trail_auditevent WHERE number = 4",
    "UPDATE trail_auditevent SET number = number + 1000 WHERE number > 4",
    "UPDATE trail_auditevent SET number = number - 1001 WHERE number > 1000",
)
ATTACKS: dict[str, Attack] = {
    "altered": sql("UPDATE trail_auditevent SET action = 'note.read' WHERE number = 4"),
    "altered and rehashed": then(sql("UPDATE trail_auditevent SET action = 'note.read' WHERE number = 4"), rehashed),
    "moment altered and rehashed": then(sql("UPDATE trail_auditevent SET at = '2020-01-01 00:00:00' WHERE number = 4"), rehashed),
    "removed": sql("DELETE FROM trail_auditevent WHERE number = 4"),
    "removed and closed up": then(sql(*CLOSED_UP), rehashed),
    "newest removed": sql(f"DELETE FROM trail_auditevent WHERE number = {EVENTS}"),
    "newest five removed": sql(f"DELETE FROM trail_auditevent WHERE number > {EVENTS - 5}"),
    "all removed": sql("DELETE FROM trail_auditevent"),
    "reordered": sql(*SWAPPED),
    "reordered and rehashed": then(sql(*SWAPPED), rehashed),
    "inserted": then(sql(*SHIFTED), insert(5)),
    "inserted and rehashed": then(sql(*SHIFTED), insert(5), rehashed),
    "added at the end and rehashed": then(insert(EVENTS + 1), rehashed),
    "newest replaced": then(sql(f"DELETE FROM trail_auditevent WHERE number = {EVENTS}"), insert(EVENTS), rehashed),
}  # fmt: skip


@pytest.fixture
def home(db, tmp_path, settings):
    """A clinic in a database file of its own, with events that were sealed as they were written; verify and actions work on it."""
    usual = connections["default"]
    file = tmp_path / "db.sqlite3"
    usual.ensure_connection()
    with sqlite3.connect(file) as copy:
        copy.executescript("\n".join(usual.connection.iterdump()))  # a backup would wait for the test's own transaction
    real = usual.copy()
    real.settings_dict["NAME"] = str(file)
    settings.SUREFOOT_HOME, settings.SUREFOOT_SEALS = tmp_path, tmp_path / "elsewhere"
    settings.SUREFOOT_SEALS.mkdir()
    connections["default"] = real
    try:
        make_user(make_clinic(), "compliance")
        for _ in range(EVENTS):
            write_on()
        yield tmp_path
    finally:
        real.close()
        connections["default"] = usual


def write_on() -> None:
    record_read(action="clinic.read", subject=Clinic.objects.get(), by=User.objects.get())


def attacked(home: Path, attack: Attack) -> None:
    connection.close()
    with sqlite3.connect(home / "db.sqlite3") as database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {name}")
        attack(database)
    database.close()


def faults(**more: Any) -> list[str]:
    return [f"{one['what'].partition(' of clinic')[0]}: {one['says']}" for one in verified(**more)["faults"]]


def test_an_untouched_clinic_fits_and_goes_on_fitting(home):
    found = verified()
    assert (found["events"], found["faults"], found["unsealed"], found["vouched"]) == (EVENTS, [], [], 0)
    write_on()
    records_read(action="clinic.read", subjects=[*Clinic.objects.all(), *User.objects.all()], by=User.objects.get())
    assert faults() == []
    assert last_seal(home / "seals", str(Clinic.objects.get().pk)).number == EVENTS + 3


@pytest.mark.parametrize("name", sorted(ATTACKS))
def test_verify_finds_what_was_done_to_the_file_and_goes_on_finding_it(home, name):
    attacked(home, ATTACKS[name])
    at_once = faults()
    assert at_once, name
    for _ in range(3):  # the program writes on, and seals over what was done
        write_on()
    sealing.seal_all()
    assert faults(), name


def test_a_clinic_that_is_gone_altogether_is_missed(home):
    tables = ("trail_auditevent", "accounts_user", "accounts_clinic")
    attacked(home, sql("PRAGMA foreign_keys=OFF", *(f"DELETE FROM {table}" for table in tables)))
    assert [one.rpartition(": ")[2] for one in faults()] == ["was sealed and is gone with its whole trail"]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("altered", "audit event 4: was changed after it was written"),
        ("removed", "audit event 5: event 4 is missing"),
        ("newest removed", f"audit events {EVENTS} to {EVENTS}: were sealed and are gone"),
        ("newest five removed", f"audit events {EVENTS - 4} to {EVENTS}: were sealed and are gone"),
        ("altered and rehashed", f"audit event {EVENTS}: is not the event that was sealed under this number"),
    ],
)
def test_verify_says_what_it_is(home, name, says):
    attacked(home, ATTACKS[name])
    assert says in faults()


def test_who_holds_database_key_and_seals_can_forge_them_but_not_the_copy_elsewhere(home, settings):
    elsewhere = settings.SUREFOOT_SEALS
    sealing.seal_all()
    settings.SUREFOOT_SEALS = None
    attacked(home, then(sql("UPDATE trail_auditevent SET action = 'note.read' WHERE number = 1"), rehashed))
    for file in (home / "seals").iterdir():
        file.unlink()
    sealing.seal_all()
    assert faults() == []
    assert any("is not the event that was sealed" in one for one in faults(seals=elsewhere))


def test_a_seal_by_another_key_is_not_believed(home):
    public = home / "kept.pub"
    public.write_bytes((home / "keys" / "seal.pub").read_bytes())
    (home / "keys" / "seal.key").unlink()
    (home / "keys" / "seal.pub").unlink()
    for file in (home / "seals").iterdir():
        file.unlink()
    sealing.forget_key()
    sealing.seal_all()
    assert faults() == []
    assert any("no signature of a known key" in one for one in faults(public_keys=[public]))


def test_an_event_that_was_not_sealed_is_told_until_somebody_vouches_for_it(home, monkeypatch):
    monkeypatch.setattr("surefoot_web.trail.recording.seal_after_commit", lambda first, last: None)
    write_on()
    monkeypatch.undo()
    missed = f"audit event {EVENTS + 1}: was not sealed when it was written"
    assert [one.partition(": put")[0] for one in faults()] == [missed]
    write_on()
    assert [one.partition(": put")[0] for one in faults()] == [missed]
    sealing.seal_all(vouched=True)
    assert (faults(), verified()["vouched"]) == ([], 2)  # among those that stay, and as the last


def test_a_clinic_from_before_there_were_seals_is_vouched_for_at_the_first(home):
    for file in (home / "seals").iterdir():
        file.unlink()
    assert verified()["unsealed"] == [str(Clinic.objects.get().pk)]
    write_on()
    assert (faults(), verified()["vouched"]) == ([], 2)


def test_a_seal_that_cannot_be_written_fails_no_save_and_is_logged_by_its_code(home, caplog, monkeypatch):
    sealing.forget_key()
    (home / "keys" / "seal.key").unlink()
    monkeypatch.setattr(logging.getLogger("surefoot_web"), "propagate", True)
    write_on()
    assert verified()["events"] == EVENTS + 1
    assert {one.getMessage() for one in caplog.records} == {"SF-W202 the audit trail was not sealed: SealRefused"}
    assert any("was not sealed when it was written" in one for one in faults())


def test_the_key_stands_outside_the_database_for_its_owner_alone(home):
    assert (home / "keys" / "seal.key").stat().st_mode & 0o777 == 0o600
    secret = (home / "keys" / "seal.key").read_bytes()
    assert secret.splitlines()[1] not in (home / "db.sqlite3").read_bytes()


def test_seals_that_stay_grow_slowly(home):
    assert len(list(kept_seals(home / "seals", str(Clinic.objects.get().pk)))) == 1
