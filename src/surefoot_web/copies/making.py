"""Makes one copy of the home folder and the database, while the clinic works on."""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyrage

from surefoot_web.config.database import BUSY_TIMEOUT_S

from .archive import Member, archive_write
from .faults import refused
from .tables import Tables, sqlite_migrations, sqlite_tables

DATABASE = "db.sqlite3"
FILES = "files"
WORKING = ".copying"
LOCK = ".copying.lock"
NOT_COPIED = (DATABASE, WORKING, LOCK)  # and what begins with one of them: the database comes by its own way


@dataclass(frozen=True, slots=True)
class Taken:
    """The database as it was at one moment: files for the archive, and what is in them."""

    kind: str
    members: list[Member]
    tables: Tables
    migrations: list[list[str]]

    def as_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "tables": self.tables, "migrations": self.migrations}


def copy_make(
    *, home: Path, folder: Path, embedded: bool, recipients: list[pyrage.x25519.Recipient], at: datetime, release: str
) -> tuple[Path, dict[str, Any]]:
    """Write one sealed copy into `folder`, whole or not at all; return its path and manifest. Raises CopyRefused."""
    target = folder / f"surefoot-{at:%Y%m%dT%H%M%SZ}.age"
    try:
        with _alone(home) as working:
            taken = _embedded(home, working) if embedded else _server(working)
            about = {"made_at": at.isoformat(), "release": release, "database": taken.as_json()}
            members = (*taken.members, *_files(home))
            return target, archive_write(target, members, about, recipients)
    except OSError as error:
        says = f"The copy was not made: {error.strerror or error}. Nothing was left half-written."
        raise refused(
            "SF-W917", error.filename or folder, says, "Make room, or name another folder with --to."
        ) from error
    except sqlite3.DatabaseError as error:
        says = "The database is damaged, or is none: a copy of it would be damaged too."
        raise refused(
            "SF-W918", home / DATABASE, says, "Keep the earlier copies, and put the newest back into an empty folder."
        ) from error


@contextmanager
def _alone(home: Path) -> Iterator[Path]:
    """A folder to work in that no other copy uses; what a killed one left is cleared away first."""
    working = home / WORKING
    with (home / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise refused("SF-W919", home, "Another copy is being made.", "Wait until it is done.") from error
        shutil.rmtree(working, ignore_errors=True)
        working.mkdir(mode=0o700)
        try:
            yield working
        finally:
            shutil.rmtree(working, ignore_errors=True)


def _embedded(home: Path, working: Path) -> Taken:
    path = working / DATABASE
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    source = f"file:{home / DATABASE}?mode=ro"
    with (
        closing(sqlite3.connect(source, uri=True, timeout=BUSY_TIMEOUT_S)) as live,
        closing(sqlite3.connect(path)) as copy,
    ):
        live.backup(copy)  # one read transaction: writers go on, the copy holds one moment
        copy.execute("PRAGMA journal_mode=DELETE")  # the copy is one file
    return Taken("sqlite", [Member(DATABASE, path)], sqlite_tables(path), sqlite_migrations(path))


def _server(working: Path) -> Taken:
    from .postgresql import migrations_applied, tables_out

    members, tables = tables_out(working)
    return Taken("postgresql", members, tables, migrations_applied())


def _files(home: Path) -> Iterator[Member]:
    """Every other file of the home folder; the database was read before them, so that what it names is among them."""
    for path in sorted(home.rglob("*")):
        name = path.relative_to(home)
        if path.is_file() and not path.is_symlink() and not name.parts[0].startswith(NOT_COPIED):
            yield Member(f"{FILES}/{name.as_posix()}", path)
