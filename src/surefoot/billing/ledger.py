"""What is wrong with a time ledger: spans that end before they start, lie on another day or overlap.

SF-C101 a moment without offset; SF-C102 an end before its start; SF-C103 a day other than the visit's; SF-C104 one provider
one on one twice at once; SF-C105 one patient one on one twice at once; SF-C106 another service at the same time; SF-C107 a service with more
minutes than its start and end hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from surefoot.billing.found import Case
from surefoot.billing.moments import day, moment, overlap, seconds, stretch
from surefoot.billing.time import SECONDS_PER_MINUTE
from surefoot.errors import Fault

_ANOTHER_DAY = "Check the day and the offset; time of another day belongs to that day's visit."
_MIDNIGHT = "Split the time at midnight: what comes after it belongs to a visit of the next day."


def ledger_faults(case: Case) -> list[Fault]:
    """Every fault of the ledger and of the times of other services."""
    spans = list(_spans_of_day(case))
    services = [(f"other_services[{index}]", one) for index, one in enumerate(case.get("other_services") or ())]
    return [
        *(fault for where, part in (*spans, *services) for fault in _alone(case, where, part)),
        *_twice_at_once(spans, case.get("patient", {}).get("id")),
        *_beside_services(spans, services),
        *(fault for where, service in services for fault in _more_than_it_holds(where, service)),
    ]


def _spans_of_day(case: Case) -> Iterator[tuple[str, Case]]:
    """Those of this visit, then those of the day's other visits."""
    yield from ((f"ledger[{index}]", span) for index, span in enumerate(case.get("ledger") or ()))
    for number, visit in enumerate(case.get("same_day") or ()):
        for index, span in enumerate(visit.get("ledger") or ()):
            yield f"same_day[{number}].ledger[{index}]", span


def _alone(case: Case, where: str, part: Case) -> Iterator[Fault]:
    for key in ("start", "end"):
        if part.get(key) is not None and moment(part[key]) is None:
            yield Fault(
                "SF-C101",
                f"{where}.{key}",
                f'"{part[key]}" is no moment with its offset.',
                "Write it as 2026-11-20T09:00:00-05:00.",
            )
    length = seconds(part)
    if length is not None and length < 0:
        yield Fault("SF-C102", where, "The time ends before it starts.", "Check start and end.")
    yield from _other_day(case, where, part)


def _other_day(case: Case, where: str, part: Case) -> Iterator[Fault]:
    visit = day(case.get("visit", {}).get("date"))
    for key in ("start", "end"):
        read = moment(part.get(key))
        if visit and read and read.date() != visit:
            says = f"{read.date()} is not the day of the visit, {visit}."
            yield Fault("SF-C103", f"{where}.{key}", says, _MIDNIGHT if _over_midnight(part) else _ANOTHER_DAY)


def _over_midnight(part: Case) -> bool:
    start, end = moment(part.get("start")), moment(part.get("end"))
    return start is not None and end is not None and start.date() < end.date()


def _twice_at_once(spans: list[tuple[str, Case]], own: str | None) -> Iterator[Fault]:
    close = [(where, span, stretch(span)) for where, span in spans if span.get("one_on_one") is True]
    for (first_at, first, when), (second_at, second, other) in combinations(close, 2):
        if not overlap(when, other):
            continue
        provider = first.get("provider")
        if provider is not None and provider == second.get("provider"):
            code, says = "SF-C104", f"Two one-on-one spans of {provider} overlap ({first_at} and {second_at})."
        elif first.get("patient", own) == second.get("patient", own):
            code, says = "SF-C105", f"Two one-on-one spans of one patient overlap ({first_at} and {second_at})."
        else:
            continue
        yield Fault(code, second_at, says, "Correct the times, or mark the span that was not one on one.")


def _beside_services(spans: list[tuple[str, Case]], services: list[tuple[str, Case]]) -> Iterator[Fault]:
    timed = [(where, service, stretch(service)) for where, service in services]
    for span_at, span in spans:
        when = stretch(span)
        for service_at, service, other in timed:
            if overlap(when, other):
                says = f"{service.get('code')} overlaps the time ledger ({span_at}): one minute belongs to one service."
                yield Fault("SF-C106", service_at, says, "Correct the times of the service or of the span.")


def _more_than_it_holds(where: str, service: Case) -> Iterator[Fault]:
    """Minutes may be rounded up to a whole one, and may be fewer where the service was interrupted."""
    length, minutes = seconds(service), service.get("minutes")
    if length is None or length < 0 or minutes is None:
        return
    if minutes * SECONDS_PER_MINUTE - length >= SECONDS_PER_MINUTE:
        yield Fault(
            "SF-C107",
            where,
            f"{service.get('code')} has {minutes:g} minutes, more than lie between its start and end.",
            "Correct the minutes, or start and end.",
        )
