"""A time of day as it was typed, made a moment: on days on which the clocks change too."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from surefoot_web.records.faults import InputRefused


def moment_of(day: date, typed: time, zone: ZoneInfo, *, again: bool = False) -> datetime:
    """The moment, in UTC, at which the clock of `zone` showed `typed` on `day`; `again` is the second time of an hour that came twice.

    Raises `InputRefused` for a time that the clock of that day left out.
    """
    local = datetime.combine(day, typed).replace(fold=int(again))
    moment = local.replace(tzinfo=zone).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != local:
        raise InputRefused(
            f"The clock did not show {typed:%H:%M} on this day: it was set forward.", do="Check the time."
        )
    return moment


def hour_came_twice(day: date, zone: ZoneInfo) -> bool:
    """Whether the clock of `zone` was set back on `day`."""
    midnight = datetime.combine(day, time(), tzinfo=zone)
    following = datetime.combine(day + timedelta(days=1), time(), tzinfo=zone)
    return following.astimezone(UTC) - midnight.astimezone(UTC) > timedelta(days=1)
