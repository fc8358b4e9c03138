"""What stands in the tables of a copy, as one digest a table, the same before and after."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

Tables = dict[str, dict[str, Any]]


def sqlite_tables(path: Path) -> Tables:
    """{table: {"rows", "sha256"}} of the database file at `path`. Raises sqlite3.DatabaseError where it is damaged."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        (whole,) = database.execute("PRAGMA integrity_check(1)").fetchone()
        if whole != "ok":
            raise sqlite3.DatabaseError(whole)
        return {name: _digest(_sqlite_rows(database, name)) for name in _sqlite_names(database)}


def sqlite_migrations(path: Path) -> list[list[str]]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        return [list(row) for row in database.execute("SELECT app, name FROM django_migrations ORDER BY app, name")]


def _sqlite_names(database: sqlite3.Connection) -> list[str]:
    named = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    )
    return [name for (name,) in named]


def _sqlite_rows(database: sqlite3.Connection, table: str) -> Iterator[bytes]:
    columns = len(database.execute(f'PRAGMA table_info("{table}")').fetchall())
    order = ", ".join(str(number) for number in range(1, columns + 1))
    for row in database.execute(f'SELECT * FROM "{table}" ORDER BY {order}'):  # noqa: S608 - a name of the database itself
        yield json.dumps([{"hex": value.hex()} if isinstance(value, bytes) else value for value in row]).encode()


def _digest(rows: Iterable[bytes]) -> dict[str, Any]:
    digest, count = hashlib.sha256(), 0
    for row in rows:
        digest.update(row + b"\n")
        count += 1
    return {"rows": count, "sha256": digest.hexdigest()}
