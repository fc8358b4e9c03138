"""How a document writes days, clock times, durations, numbers and lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from surefoot.units import UNITS, plain, written

_MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "es": [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
}


def day(iso: str, language: str = "en") -> str:
    """A day in words, so that no reader takes the month for the day.

    >>> day("2026-11-20"), day("2026-11-20", "es")
    ('November 20, 2026', '20 de noviembre de 2026')
    """
    found = date.fromisoformat(iso[:10])
    month = _MONTHS[language][found.month - 1]
    return f"{found.day} de {month} de {found.year}" if language == "es" else f"{month} {found.day}, {found.year}"


def month(of: date, language: str = "en") -> str:
    """The month of a day with its year.

    >>> month(date(2026, 11, 1)), month(date(2026, 11, 1), "es")
    ('November 2026', 'noviembre de 2026')
    """
    name = _MONTHS[language][of.month - 1]
    return f"{name} de {of.year}" if language == "es" else f"{name} {of.year}"


def moment(iso: str) -> str:
    """A day and clock time with its zone, as it was recorded.

    >>> moment("2026-11-20T09:31:00-05:00")
    'November 20, 2026, 09:31 (UTC−05:00)'
    """
    zone_text = zone(iso)
    return f"{day(iso)}, {clock(iso)}" + (f" ({zone_text})" if zone_text else "")


def days_late(visit: str, signed: str) -> str:
    """How long after the day of the visit a signature was given; nothing on the day itself.

    >>> days_late("2026-11-20", "2026-11-24T09:31:00-05:00"), days_late("2026-11-20", "2026-11-20T09:31:00-05:00")
    (', 4 days after the visit', '')
    """
    days = (date.fromisoformat(signed[:10]) - date.fromisoformat(visit[:10])).days
    return f", {days} day{'' if days == 1 else 's'} after the visit" if days > 0 else ""


def clock(iso: str) -> str:
    """The time of day; seconds only where there are some."""
    found = datetime.fromisoformat(iso)
    return found.strftime("%H:%M:%S" if found.second else "%H:%M")


def zone(iso: str) -> str:
    """The zone a stamp was recorded in, or nothing where it names none."""
    offset = datetime.fromisoformat(iso).strftime("%z")
    return f"UTC{offset[0].replace('-', '−')}{offset[1:3]}:{offset[3:5]}" if offset else ""


def duration(seconds: float) -> str:
    """Minutes and seconds.

    >>> duration(240), duration(95)
    ('4 min 0 s', '1 min 35 s')
    """
    whole = int(seconds)
    return f"{whole // 60} min {whole % 60} s"


def amount(value: float | int, unit: str | None) -> str:
    """A number with its unit, by the library's own rules where it knows the unit."""
    if unit in UNITS:
        return written(value, unit)
    return f"{plain(value)} {unit or ''}".strip()


def listed(parts: Iterable[str]) -> str:
    """Parts as a sentence joins them.

    >>> listed(["a"]), listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    found = list(parts)
    return found[0] if len(found) == 1 else " and ".join([", ".join(found[:-1]), found[-1]]) if found else ""


def effect(item: Mapping[str, Any]) -> str:
    """A published effect: what it says, its measure, number and interval, and how sure it is.

    Where the interval is too wide for the number to tell anything, the words alone.
    """
    text, value = str(item["says"]).rstrip("."), item.get("value")
    if item.get("direction_only"):
        text += "; the interval is too wide to give a size"
    elif value is not None and plain(value) not in text:
        text += f": {item.get('measure') or ''} {plain(value)}".replace(":  ", ": ")
        if item.get("ci"):
            text += f" ({plain(item['ci'][0])} to {plain(item['ci'][1])})"
    return f"{text} ({item['confidence']})"


def words(identifier: Any) -> str:
    """An id as words: `ended_early` is "ended early"."""
    return str(identifier).replace("_", " ")


def closed(text: str) -> str:
    """A sentence with its full stop."""
    return text if text.endswith((".", "!", "?")) or not text else f"{text}."


def unverified(level: Mapping[str, Any]) -> str:
    """What a level says of itself where nothing that was read carries it; nothing where something does."""
    return " (rests on unverified rows)" if level.get("rests_on_unverified") else ""
