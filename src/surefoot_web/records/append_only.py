"""Triggers that hold a table append-only, on SQLite and on PostgreSQL.

Use in a migration: `operations = [hold_append_only("trail_auditevent")]`. SQLite forgets a table's triggers when Django
rebuilds the table, so a migration that alters such a table holds it again afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

Sql = Callable[[str], Iterable[str]]


def hold_append_only(table: str) -> migrations.RunPython:
    """Return the migration operation that refuses UPDATE, DELETE and TRUNCATE on `table` from now on."""
    return migrations.RunPython(
        partial(_run, table=table, sql={"sqlite": _sqlite_hold, "postgresql": _postgresql_hold}),
        partial(_run, table=table, sql={"sqlite": _sqlite_release, "postgresql": _postgresql_release}),
    )


def _run(apps: object, editor: BaseDatabaseSchemaEditor, *, table: str, sql: dict[str, Sql]) -> None:
    for statement in sql[editor.connection.vendor](table):
        editor.execute(statement)


def _sqlite_hold(table: str) -> Iterable[str]:
    for verb in ("UPDATE", "DELETE"):
        yield f"DROP TRIGGER IF EXISTS {table}_no_{verb.lower()}"
        yield (
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'SF-W201 {table} is append-only'); END"
        )


def _sqlite_release(table: str) -> Iterable[str]:
    return [f"DROP TRIGGER IF EXISTS {table}_no_{verb}" for verb in ("update", "delete")]


def _postgresql_hold(table: str) -> Iterable[str]:
    yield (
        f"CREATE OR REPLACE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION 'SF-W201 {table} is append-only'; END $$"
    )
    yield f"DROP TRIGGER IF EXISTS {table}_no_change ON {table}"
    yield (
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_append_only()"
    )


def _postgresql_release(table: str) -> Iterable[str]:
    return [
        f"DROP TRIGGER IF EXISTS {table}_no_change ON {table}",
        f"DROP FUNCTION IF EXISTS {table}_append_only()",
    ]
