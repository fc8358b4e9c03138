"""The units a visit earns: the code's own count, never more than the payer's pooled allocation, lowered or settled by a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from surefoot.billing.attested import attested
from surefoot.billing.found import Case, text
from surefoot.billing.pooling import Pool, pool_units
from surefoot.billing.reading import DELIVERY_ONLY, SET_UP_COUNTED, Chosen, Reading, every_reading
from surefoot.billing.services import CODE, Service
from surefoot.billing.spans import Span
from surefoot.billing.time import clock, countable_s, exact_minutes, own_units
from surefoot.knowledge import Knowledge, View
from surefoot.knowledge.model import Entry
from surefoot.values import Interval

Override = dict[str, object]


@dataclass(frozen=True, slots=True)
class Count:
    """Time under one reading: whole minutes, the code's own units, the pool of the day, and the units the policy admits, fewest first."""

    seconds: Interval | None
    minutes: int | None
    units: int | None
    pool: Pool | None
    allowed: tuple[int, ...] | None

    @property
    def most(self) -> int | None:
        return None if self.allowed is None else self.allowed[-1]


@dataclass(frozen=True, slots=True)
class Earned:
    """What a visit earns under each reading, and which of them is in use. None means not known."""

    counts: Mapping[Reading, Count]
    chosen: Chosen
    override: int | None

    @property
    def own(self) -> Count:
        """By the code's own rules, as the clinic reads them."""
        return self.counts[self.chosen.own]

    @property
    def used(self) -> Count:
        """As this payer reads it."""
        return self.counts[self.chosen.used]

    @property
    def strict(self) -> Count:
        """Delivery of the service alone."""
        return self.counts[self.chosen.own - {SET_UP_COUNTED} | {DELIVERY_ONLY}]

    @property
    def allowed(self) -> tuple[int, ...] | None:
        return self.used.allowed

    @property
    def tie(self) -> bool:
        return self.allowed is not None and len(self.allowed) > 1 and self.override is None

    @property
    def most(self) -> int | None:
        return self.used.most

    @property
    def units(self) -> int | None:
        """The units to report, or None while they are not known or a tie is open."""
        if self.allowed is None or self.tie:
            return None
        return self.allowed[0] if self.override is None else self.override


def earn(
    case: Case,
    knowledge: Knowledge,
    view: View,
    spans: tuple[Span, ...] | None,
    services: tuple[Service, ...],
    policy: Entry | None,
    chosen: Chosen,
) -> Earned:
    """Count the visit, and the day's other visits of the same patient, under every reading. `services` are those that are pooled."""
    counts = {reading: _count(view, spans, services, policy, reading) for reading in every_reading()}
    return Earned(counts, chosen, _override(case, knowledge, counts[chosen.used].allowed))


def _count(
    view: View, spans: tuple[Span, ...] | None, services: Iterable[Service], policy: Entry | None, reading: Reading
) -> Count:
    seconds = countable_s(spans, reading)
    minutes, units = exact_minutes(seconds), own_units(seconds, reading, view)
    pool = _pool(view, minutes, services)
    return Count(seconds, minutes, units, pool, _allowed(policy, units, pool))


def _pool(view: View, minutes: int | None, services: Iterable[Service]) -> Pool | None:
    rule = clock(view, "cms")
    if rule is None or minutes is None:
        return None
    by_code: dict[str, float] = {CODE: minutes}
    for service in services:
        if service.minutes is None:
            return None
        by_code[service.code] = by_code.get(service.code, 0) + service.minutes
    return pool_units({code: int(own) for code, own in by_code.items()}, rule)


def _allowed(policy: Entry | None, units: int | None, pool: Pool | None) -> tuple[int, ...] | None:
    if policy is None or units is None:
        return None
    if policy["time_rule"] == "ama_midpoint":
        return (units,)
    return None if pool is None else tuple(sorted({min(units, own) for own in pool.of(CODE)}))


def override_documented(case: Case, knowledge: Knowledge) -> bool | None:
    """Has a change of units its reason, a skilled provider and a time not before the visit?

    Yes where there is no change; None while a part is missing.
    """
    given = case.get("units_override")
    if given is None:
        return True
    return True if text(given.get("reason")) and attested(case, given, knowledge) else None


def _override(case: Case, knowledge: Knowledge, allowed: tuple[int, ...] | None) -> int | None:
    given = case.get("units_override")
    if given is None or not allowed or not override_documented(case, knowledge):
        return None
    units = int(given["units"])  # JSON writes a whole number as 1 or as 1.0
    return units if units <= allowed[-1] else None
