"""What the record shows of why another service of the day was distinct from 97750: encounter, practitioner, structure, or its kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from surefoot.billing.attested import attested
from surefoot.billing.found import Case, Found, text
from surefoot.billing.moments import Stretch, stretch
from surefoot.billing.record import Record
from surefoot.billing.same_day import visits_together
from surefoot.billing.services import Service
from surefoot.values import Tri


def interspersed(record: Record, service: Service) -> bool:
    """Was it given between parts of one visit's ledger, so that neither was over before the other began?"""
    first, last = stretch(service.given)
    if first is None or last is None:
        return False
    visits = [record.case.get("ledger"), *(one.get("ledger") for one in record.case.get("same_day") or ())]
    return any(_between(first, last, [stretch(span) for span in ledger or ()]) for ledger in visits)


def _between(first: float, last: float, spans: Sequence[Stretch]) -> bool:
    starts = [start for start, _ in spans if start is not None]
    ends = [end for _, end in spans if end is not None]
    return bool(starts and ends) and min(starts) < last and first < max(ends)


def distinct_facts(record: Record, services: Sequence[Service]) -> dict[str, Found]:
    """Each reason, where it holds of all these services; they are those whose separate times are on record."""
    reasons: dict[str, Callable[[Record, Service], bool]] = {
        "edits.distinct_other_encounter": _other_encounter,
        "edits.distinct_other_practitioner": _other_practitioner,
        "edits.distinct_other_structure": _other_structure,
        "edits.distinct_not_usual": _not_usual,
    }
    return {name: _of_all(record, services, holds) for name, holds in reasons.items()}


def _of_all(record: Record, services: Sequence[Service], holds: Callable[[Record, Service], bool]) -> Found:
    shown = bool(services) and all(holds(record, one) for one in services)
    return Found(shown, evidence=tuple(one.path for one in services) if shown else ())


def _other_encounter(record: Record, service: Service) -> bool:
    """It names the day's other visit in which it was given, and none of that visit's time is on this line."""
    named = text(service.given.get("visit"))
    visits = [visit for visit in record.case.get("same_day") or () if named and text(visit.get("id")) == named]
    own = text(record.case["visit"].get("id"))
    field = record.discipline.value if isinstance(record.discipline.value, str) else None
    together = [visit for _, visit in visits_together(record.case, field)]
    return len(visits) == 1 and named != own and visits[0] not in together


def _other_practitioner(record: Record, service: Service) -> bool:
    """Given by a practitioner who performed none of the time that counts here."""
    performers = {span.provider for span in record.every_span or () if span.counts is not Tri.NO}
    known = bool(performers) and None not in performers
    return known and service.provider is not None and service.provider not in performers


def _other_structure(record: Record, service: Service) -> bool:
    """A provider named the structure of each, and they are not the same."""
    said = _said(service)
    own, other = (" ".join((text(said.get(key)) or "").casefold().split()) for key in ("tested_structure", "structure"))
    return bool(own and other) and own != other and _attested(record, said)


def _not_usual(record: Record, service: Service) -> bool:
    """A provider wrote down why it shares no usual part with the testing."""
    said = _said(service)
    return text(said.get("why_not_usual")) is not None and _attested(record, said)


def _said(service: Service) -> Case:
    said: Case = service.given.get("distinct") or {}
    return said


def _attested(record: Record, said: Case) -> bool:
    return attested(record.case, said, record.knowledge)
