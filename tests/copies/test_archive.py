"""The sealed file: whole or not at all, readable with its key alone, and never over what is there."""

from __future__ import annotations

import io
import sqlite3
import tarfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyrage
import pytest

from surefoot_web.copies.archive import archive_read
from surefoot_web.copies.faults import CopyRefused
from surefoot_web.copies.keys import identity_in, key_make, recipients_of
from surefoot_web.copies.making import copy_make
from surefoot_web.copies.old import copies_in, old_copies_remove
from surefoot_web.copies.restoring import home_must_be_empty, home_put, opened
from surefoot_web.copies.tables import sqlite_tables

AT = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
SECRET = "Canary-Patient-Name"


def code_of(refusal: pytest.ExceptionInfo[CopyRefused]) -> str:
    return refusal.value.faults[0].code


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    (folder / "packs").mkdir(parents=True)
    (folder / "packs" / "a.json").write_text(SECRET, "utf-8")
    (folder / "secret_key").write_text("k", "utf-8")
    with closing(sqlite3.connect(folder / "db.sqlite3")) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE django_migrations (app TEXT, name TEXT)")
        database.execute("CREATE TABLE note (id INTEGER, body TEXT, pdf BLOB, none TEXT)")
        database.execute("INSERT INTO django_migrations VALUES ('notes', '0001_initial')")
        database.executemany(
            "INSERT INTO note VALUES (?, ?, ?, NULL)", [(n, f"{SECRET} {n}", b"\x00%PDF") for n in range(500)]
        )
        database.commit()
    return folder


@pytest.fixture
def key(tmp_path: Path, home: Path) -> Path:
    key_make(tmp_path / "key.txt", home)
    return tmp_path / "key.txt"


def copied(home: Path, to: Path, at: datetime = AT) -> Path:
    return copy_make(home=home, folder=to, embedded=True, recipients=recipients_of(home, []), at=at, release="0")[0]


@pytest.fixture
def copy(home: Path, key: Path, tmp_path: Path) -> Path:
    (tmp_path / "copies").mkdir()
    return copied(home, tmp_path / "copies")


def test_everything_comes_back_as_it_was(copy, key, home, tmp_path):
    new = tmp_path / "new"
    with opened(copy, key, new) as (folder, manifest):
        assert manifest["made_at"] == AT.isoformat()
        assert manifest["database"]["tables"]["note"]["rows"] == 500
        home_put(folder, new, database=True)
    assert sqlite_tables(new / "db.sqlite3") == sqlite_tables(home / "db.sqlite3")
    for name in ("packs/a.json", "secret_key", "keys/backup_recipients"):
        assert (new / name).read_bytes() == (home / name).read_bytes()
    assert {path.stat().st_mode & 0o077 for path in (new, *new.rglob("*"))} == {0}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copies", "home", "key.txt", "new"]


def test_nothing_can_be_read_without_the_key(copy, tmp_path):
    assert SECRET.encode() not in copy.read_bytes()
    other = tmp_path / "other.txt"
    key_make(other, tmp_path / "elsewhere")
    with pytest.raises(CopyRefused) as refusal, opened(copy, other, tmp_path / "new"):
        pytest.fail("opened")
    assert code_of(refusal) == "SF-W915"


def test_no_plain_copy_is_left_in_the_home_folder(copy, home):
    assert not list(home.glob(".copying/*"))
    assert not [path for path in copy.parent.iterdir() if path != copy]


def test_a_copy_holds_one_moment_while_others_write(home, key, tmp_path):
    """A writer that has not committed is not in it, and is not kept waiting by it."""
    with closing(sqlite3.connect(home / "db.sqlite3", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM note")
        path = copied(home, tmp_path)
        writer.execute("COMMIT")
    with opened(path, key, tmp_path / "new") as (_, manifest):
        assert manifest["database"]["tables"]["note"]["rows"] == 500


@pytest.mark.parametrize("part", [0.02, 0.5, 0.999])
@pytest.mark.parametrize("harm", ["cut", "changed"])
def test_a_copy_that_was_harmed_is_not_put_back(copy, key, tmp_path, part, harm):
    whole = copy.read_bytes()
    at = int(len(whole) * part)
    copy.write_bytes(whole[:at] if harm == "cut" else whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    with pytest.raises(CopyRefused) as refusal, opened(copy, key, tmp_path / "new"):
        pytest.fail("opened")
    assert code_of(refusal) == "SF-W915"
    assert not (tmp_path / "new").exists()
    assert not list(tmp_path.glob(".restoring-*"))


def test_a_copy_never_goes_over_what_is_there(home):
    for place in (home, home / "secret_key"):
        with pytest.raises(CopyRefused) as refusal:
            home_must_be_empty(place)
        assert code_of(refusal) == "SF-W920"


def test_without_a_key_there_is_no_copy(home):
    with pytest.raises(CopyRefused) as refusal:
        recipients_of(home, [])
    assert code_of(refusal) == "SF-W913"
    with pytest.raises(CopyRefused):
        recipients_of(home, ["age1nonsense"])


def test_the_key_never_lies_in_what_is_copied_and_never_over_a_file(home, tmp_path):
    (tmp_path / "there.txt").write_text("mine", "utf-8")
    for path in (home / "key.txt", tmp_path / "there.txt", tmp_path / "nowhere" / "key.txt"):
        with pytest.raises(CopyRefused) as refusal:
            key_make(path, home)
        assert code_of(refusal) == "SF-W912"
    assert (tmp_path / "there.txt").read_text("utf-8") == "mine"


def test_the_key_is_for_its_owner_alone(key):
    assert key.stat().st_mode & 0o777 == 0o600
    assert identity_in(key)


def test_a_file_without_a_key_is_told(home):
    with pytest.raises(CopyRefused) as refusal:
        identity_in(home / "secret_key")
    assert code_of(refusal) == "SF-W914"


def test_a_full_disk_leaves_nothing_half_written(home, key, tmp_path, monkeypatch):
    folder = tmp_path / "copies"
    folder.mkdir()

    def full(plain, sealed, recipients):
        plain.read(1000)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("surefoot_web.copies.archive._seal", full)
    with pytest.raises(CopyRefused, match="No space left") as refusal:
        copied(home, folder)
    assert code_of(refusal) == "SF-W917"
    assert not list(folder.iterdir())


def test_a_damaged_database_is_told_and_not_copied(home, key, tmp_path):
    (home / "db.sqlite3").write_bytes(b"no database" * 1000)
    with pytest.raises(CopyRefused) as refusal:
        copied(home, tmp_path)
    assert code_of(refusal) == "SF-W918"


def sealed_tar(path: Path, key: Path, names: list[str]) -> Path:
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w") as tar:
        for name in names:
            entry = tarfile.TarInfo(name)
            entry.size = 2
            tar.addfile(entry, io.BytesIO(b"{}"))
    path.write_bytes(pyrage.encrypt(plain.getvalue(), [identity_in(key).to_public()]))
    return path


@pytest.mark.parametrize("names", [[], ["manifest.json"], ["../../out"], ["/out"], ["a", "a"], ["files/a"]])
def test_a_hostile_archive_writes_nothing_outside(key, tmp_path, names):
    """Sealed to the right key (a public key is no secret), but not by this program."""
    hostile = sealed_tar(tmp_path / "hostile.age", key, names)
    into = tmp_path / "deep" / "into"
    into.mkdir(parents=True)
    with pytest.raises(CopyRefused) as refusal:
        archive_read(hostile, identity_in(key), into)
    assert code_of(refusal) == "SF-W916"
    assert not (tmp_path / "out").exists()
    assert not Path("/out").exists()


def test_old_copies_go_but_not_the_newest_and_not_one_that_is_held(home, key, tmp_path):
    folder = tmp_path / "copies"
    folder.mkdir()
    oldest, held, old, newest = (copied(home, folder, AT - timedelta(days=days)) for days in (400, 300, 200, 100))
    held.with_name(held.name + ".hold").touch()
    for other in ("surefoot-letter.age", "surefoot-2020-01-01.age"):
        (folder / other).touch()
    assert old_copies_remove(folder, keep_days=30, at=AT) == [oldest, old]
    assert [path for _, path in copies_in(folder)] == [held, newest]
    assert (folder / "surefoot-letter.age").exists()
