"""The units a visit earns: the code's own count, never more than the payer's pooled allocation, lowered or settled by a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from surefoot.billing.attested import attested
from surefoot.billing.found import Case, text
from surefoot.billing.pooling import Pool, pool_units
from surefoot.billing.services import CODE, Service, pooled
from surefoot.billing.spans import Span
from surefoot.billing.time import clock, countable_s, exact_minutes
from surefoot.knowledge import Knowledge, View
from surefoot.knowledge.model import Entry
from surefoot.values import Interval

Override = dict[str, object]


@dataclass(frozen=True, slots=True)
class Earned:
    """Minutes and units under each reading. None means not known; `allowed` are the units the policy admits, fewest first."""

    countable: Interval | None
    minutes: int | None
    ama: int | None
    strict_minutes: int | None
    strict: int | None
    pool: Pool | None
    allowed: tuple[int, ...] | None
    override: int | None

    @property
    def tie(self) -> bool:
        return self.allowed is not None and len(self.allowed) > 1 and self.override is None

    @property
    def most(self) -> int | None:
        return None if self.allowed is None else self.allowed[-1]

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
    discipline: str | None,
) -> Earned:
    """Count one visit."""
    seconds = countable_s(spans)
    minutes, strict_minutes = exact_minutes(seconds), exact_minutes(countable_s(spans, strict=True))
    own = clock(view, "ama")
    ama = own.units(minutes) if own and minutes is not None else None
    pool = _pool(view, minutes, pooled(services, discipline))
    allowed = _allowed(policy, ama, pool)
    return Earned(
        countable=seconds,
        minutes=minutes,
        ama=ama,
        strict_minutes=strict_minutes,
        strict=own.units(strict_minutes) if own and strict_minutes is not None else None,
        pool=pool,
        allowed=allowed,
        override=_override(case, knowledge, allowed),
    )


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


def _allowed(policy: Entry | None, ama: int | None, pool: Pool | None) -> tuple[int, ...] | None:
    if policy is None or ama is None:
        return None
    if policy["time_rule"] == "ama_midpoint":
        return (ama,)
    return None if pool is None else tuple(sorted({min(ama, own) for own in pool.of(CODE)}))


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
