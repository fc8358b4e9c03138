"""The clock of the web application. Actions take `at`; only views, and defaults, ask here."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


def day_in(time_zone: str, at: datetime) -> date:
    """The calendar day that `at` falls on in the IANA `time_zone` ("America/New_York")."""
    return at.astimezone(ZoneInfo(time_zone)).date()


def moment_in(time_zone: str, at: datetime) -> str:
    """The moment as ISO 8601 in the IANA `time_zone`, as a case holds it."""
    return at.astimezone(ZoneInfo(time_zone)).isoformat()
