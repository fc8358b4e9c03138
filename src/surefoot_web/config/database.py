"""What Django needs to know to reach the database."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

BUSY_TIMEOUT_S = 5

# recursive_triggers: without it, INSERT OR REPLACE removes a row of an append-only table and its triggers sleep.
SQLITE_AT_CONNECT = "; ".join(
    (
        "PRAGMA journal_mode=WAL",
        "PRAGMA synchronous=FULL",
        "PRAGMA foreign_keys=ON",
        "PRAGMA recursive_triggers=ON",
    )
)


def database_from(url: str, home: Path) -> dict[str, Any]:
    """Return Django's settings for the database at `url`, or for the embedded one in `home` when it is empty."""
    if not url:
        return sqlite_in(home)
    if urlsplit(url).scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            "SF-W901  DATABASE_URL must begin with postgres:// or postgresql://. "
            "Leave it unset to use the embedded database."
        )
    if find_spec("psycopg") is None:
        raise ImproperlyConfigured(
            "SF-W902  DATABASE_URL names a PostgreSQL server, but its driver is not installed. "
            'Install it with: pip install "psycopg[binary]"'
        )
    return postgresql_at(url)


def sqlite_in(home: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(home / "db.sqlite3"),
        "OPTIONS": {
            "timeout": BUSY_TIMEOUT_S,
            "transaction_mode": "IMMEDIATE",  # DEFERRED lets two read-then-write transactions collide
            "init_command": SQLITE_AT_CONNECT,
        },
    }


def postgresql_at(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),  # such as sslmode, or the folder of a socket as host
        "CONN_HEALTH_CHECKS": True,
    }
