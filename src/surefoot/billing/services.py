"""Other services of the day: their codes, their minutes, and which of them Medicare pools with 97750."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from surefoot.billing.found import Case, text
from surefoot.billing.moments import seconds
from surefoot.billing.time import SECONDS_PER_MINUTE
from surefoot.knowledge import View

CODE = "97750"


@dataclass(frozen=True, slots=True)
class Service:
    """One other service, and the part of the case it was read from. `minutes` is None while neither minutes nor start and end are on record."""

    path: str
    code: str
    minutes: float | None
    has_times: bool
    timed: bool
    discipline: str | None
    provider: str | None
    given: Case


def services_of(case: Case, view: View) -> tuple[Service, ...]:
    """Every other service of the day."""
    return tuple(_services(case, view))


def _services(case: Case, view: View) -> Iterator[Service]:
    for index, one in enumerate(case.get("other_services") or ()):
        length = seconds(one)
        minutes = one.get("minutes")
        if minutes is None and length is not None:
            minutes = length / SECONDS_PER_MINUTE
        yield Service(
            path=f"other_services[{index}]",
            code=one["code"],
            minutes=minutes,
            has_times=length is not None,
            timed=is_timed(view, one["code"]),
            discipline=one.get("discipline"),
            provider=text(one.get("provider")),
            given=one,
        )


def is_timed(view: View, code: str) -> bool:
    """Is the code in the list of 15-minute codes? A code that is not may still be one: its minutes are then not pooled."""
    return f"billing.timed_code.{code}" in view.values


def pooled(services: tuple[Service, ...], discipline: str | None) -> tuple[Service, ...]:
    """The timed services counted together with 97750: all but those known to belong to another discipline."""
    return tuple(
        one for one in services if one.timed and not (one.discipline and discipline and one.discipline != discipline)
    )
