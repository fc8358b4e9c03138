"""Triggers that hold a table append-only, on SQLite and on PostgreSQL.

Use in a migration: `operations = [hold_append_only("trail_auditevent")]`. SQLite forgets a table's triggers when Django
rebuilds the table, so a migration that alters such a table holds it again afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

Sql = Callable[[str], Iterable[str]]


class HoldAppendOnly(Operation):
    """The migration operation that refuses UPDATE, DELETE and TRUNCATE on a table from now on.

    It is one of its own, not `RunPython`: that draws up every model of the project anew each time, and a new home would wait for it.
    """

    reversible = True

    def __init__(self, table: str) -> None:
        self.table = table

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Triggers are no part of the models."""

    def database_forwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        self._run(editor, {"sqlite": _sqlite_hold, "postgresql": _postgresql_hold})

    def database_backwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        self._run(editor, {"sqlite": _sqlite_release, "postgresql": _postgresql_release})

    def describe(self) -> str:
        return f"Hold {self.table} append-only"

    def _run(self, editor: BaseDatabaseSchemaEditor, sql: dict[str, Sql]) -> None:
        for statement in sql[editor.connection.vendor](self.table):
            editor.execute(statement)


def hold_append_only(table: str) -> HoldAppendOnly:
    """Return the migration operation that refuses UPDATE, DELETE and TRUNCATE on `table` from now on."""
    return HoldAppendOnly(table)


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
