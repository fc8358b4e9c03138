"""The tables of a PostgreSQL database out into files and in again, all of one moment."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from .archive import PIECE, Member
from .tables import Tables

FOLDER = "tables"
MIGRATIONS = "SELECT app, name FROM django_migrations ORDER BY app, name"
PLAIN = "SET LOCAL TIME ZONE 'UTC'; SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 3"


def tables_out(folder: Path) -> tuple[list[Member], Tables]:
    """Write every table to `folder`, all as they were at one moment, while others go on writing."""
    (folder / FOLDER).mkdir(mode=0o700)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute(PLAIN)
        found = {name: _out(cursor, name, folder / FOLDER / name) for name in _names(cursor)}
    return [Member(f"{FOLDER}/{name}", folder / FOLDER / name) for name in found], found


def tables_as_they_are() -> Tables:
    """The digest of every table of the database now."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(PLAIN)
        return {name: _out(cursor, name, None) for name in _names(cursor)}


def migrations_applied() -> list[list[str]]:
    with connection.cursor() as cursor:
        cursor.execute(MIGRATIONS)
        return [list(row) for row in cursor.fetchall()]


def is_empty() -> bool:
    with connection.cursor() as cursor:
        return not connection.introspection.table_names(cursor)


def tables_in(folder: Path, *, migrations: list[list[str]]) -> None:
    """Bring an empty database to the state of `migrations` and fill its tables, all in one transaction or none of it."""
    with transaction.atomic():
        executor = MigrationExecutor(connection)
        executor.migrate(_last_of(executor, migrations))
        with connection.cursor() as cursor:
            cursor.execute(PLAIN)
            cursor.execute("DELETE FROM django_migrations")  # they come with the copy, with the days on which they ran
            for name in _known(folder, set(_names(cursor))):
                _in(cursor, name, folder / FOLDER / name)
            _settle_counters(cursor)


def _known(folder: Path, tables: set[str]) -> list[str]:
    """The names of the files, each that of a table: anybody with the public key may have written them. Raises KeyError."""
    names = sorted(path.name for path in (folder / FOLDER).iterdir())
    if not tables.issuperset(names):
        raise KeyError(FOLDER)
    return names


def _last_of(executor: MigrationExecutor, migrations: list[list[str]]) -> list[Any]:
    """Of every app the migrations that no other recorded one of the app rests on."""
    recorded = {(app, name) for app, name in migrations}
    nodes = executor.loader.graph.node_map
    inner = {parent.key for key in recorded for parent in nodes[key].parents if parent.key[0] == key[0]}
    return sorted(recorded - inner)


def _names(cursor: Any) -> list[str]:
    return sorted(connection.introspection.table_names(cursor))


def _out(cursor: Any, table: str, path: Path | None) -> dict[str, Any]:
    digest, rows = hashlib.sha256(), 0
    file = path.open("xb") if path else None
    name = connection.ops.quote_name(table)
    try:
        with cursor.copy(f"COPY (SELECT * FROM {name} ORDER BY {_key(cursor, table)}) TO STDOUT") as pieces:  # noqa: S608 - names of the database itself
            for piece in pieces:
                digest.update(piece)
                rows += bytes(piece).count(b"\n")
                if file:
                    file.write(piece)
    finally:
        if file:
            file.close()
    return {"rows": rows, "sha256": digest.hexdigest()}


def _key(cursor: Any, table: str) -> str:
    columns = connection.introspection.get_primary_key_columns(cursor, table) or ["1"]
    return ", ".join(columns)


def _in(cursor: Any, table: str, path: Path) -> None:
    with path.open("rb") as file, cursor.copy(f"COPY {connection.ops.quote_name(table)} FROM STDIN") as into:
        while piece := file.read(PIECE):
            into.write(piece)


def _settle_counters(cursor: Any) -> None:
    from django.apps import apps

    models = apps.get_models(include_auto_created=True)
    for statement in connection.ops.sequence_reset_sql(no_style(), models):
        cursor.execute(statement)
