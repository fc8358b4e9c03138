"""Puts a copy back into an empty place: whole and compared, or not at all."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .archive import archive_read
from .faults import refused
from .keys import identity_in
from .making import DATABASE, FILES
from .tables import Tables, sqlite_tables


@contextmanager
def opened(source: Path, key: Path, beside: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The copy unpacked in a folder of mode 0700 next to `beside`, every file and table compared with its digest; then gone."""
    identity = identity_in(key)
    try:
        beside.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".restoring-", dir=beside.parent) as name:
            folder = Path(name)
            manifest = archive_read(source, identity, folder)
            if manifest["database"]["kind"] == "sqlite":
                compare(manifest, _tables_of(folder / DATABASE, source), source)
            yield folder, manifest
    except OSError as error:
        says = f"The copy was not put back: {error.strerror or error}. Nothing was left half-written."
        raise refused("SF-W917", error.filename or beside, says, "Make room, or name another place.") from error


def _tables_of(database: Path, source: Path) -> Tables:
    try:
        return sqlite_tables(database)
    except sqlite3.DatabaseError as error:
        raise refused("SF-W916", source, "The database in this copy is damaged.", "Use an earlier copy.") from error


def compare(manifest: dict[str, Any], found: Tables, source: Path) -> None:
    """Raise CopyRefused where a table does not hold what it held when the copy was made."""
    expected = manifest["database"]["tables"]
    differ = sorted(name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name))
    if differ:
        says = f"These tables do not hold what they held when the copy was made: {', '.join(differ)}."
        raise refused("SF-W916", source, says, "Use an earlier copy.")


def home_must_be_empty(home: Path) -> None:
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        says = "This place is not empty, and a copy never goes over what is there."
        raise refused("SF-W920", home, says, "Name a new folder with --home.")


def home_put(folder: Path, home: Path, *, database: bool) -> None:
    """Move the unpacked files to where they belong, in one step."""
    made = folder / "home"
    files = folder / FILES
    if files.exists():
        files.rename(made)
    else:
        made.mkdir(mode=0o700)
    if database:
        (folder / DATABASE).rename(made / DATABASE)
    for path in (made, *made.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
    if home.exists():
        home.rmdir()
    made.rename(home)


def kind_must_fit(kind: str, database_url: str, source: Path) -> None:
    """A copy goes back into a database of its own kind."""
    if (kind == "postgresql") != bool(database_url):
        says = (
            f"This copy is of a {kind} database, and DATABASE_URL {'names a server' if database_url else 'is not set'}."
        )
        do = "Unset DATABASE_URL." if database_url else "Set DATABASE_URL to an empty PostgreSQL database."
        raise refused("SF-W921", source, says, do)


def server_put(folder: Path, manifest: dict[str, Any], source: Path) -> None:
    """Fill the empty database that DATABASE_URL names, compare it, and only then let it stand."""
    from django.db import DatabaseError, transaction

    from .postgresql import is_empty, tables_as_they_are, tables_in

    try:
        if not is_empty():
            says = "The database is not empty, and a copy never goes over what is there."
            raise refused("SF-W920", "DATABASE_URL", says, "Make a new database and name that one.")
        with transaction.atomic():
            tables_in(folder, migrations=manifest["database"]["migrations"])
            compare(manifest, tables_as_they_are(), source)
    except KeyError as error:
        says = "This copy was made by a later release: it holds a change of the database that this one does not know."
        raise refused("SF-W921", source, says, f"Install release {manifest['release']} or later.") from error
    except DatabaseError as error:
        says = f"The database did not take the copy ({type(error).__name__}). Nothing was left half-written."
        raise refused(
            "SF-W908", "DATABASE_URL", says, "Check that the server runs and the address is right."
        ) from error
