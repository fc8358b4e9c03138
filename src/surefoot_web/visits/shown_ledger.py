"""The ledger in words: spans, what stood in them before, clocks that were forgotten, time that overlaps."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from surefoot_web.accounts.models import Clinic
from surefoot_web.config.knowledge import load
from surefoot_web.records.clock import now

from .forgotten import is_forgotten
from .ledger import Change, Span, changes_of
from .models import Activity, Visit
from .overlaps import Taken, overlaps_on

Data = dict[str, Any]


def shown(span: Span) -> Data:
    """A span in words."""
    test = load().tests[span.test]["label"] if span.test else ""
    return {"span": span, "activity": activity_says(span.activity), "test": test}


def activity_says(activity: str) -> str:
    return str(Activity(activity).label) if activity in Activity.values else activity


def ledger_shown(visit: Visit, spans: Iterable[Span]) -> Data:
    """The clocks that run, the spans that ended with what they were before, spans that were removed, and what overlaps."""
    spans, changes, at = list(spans), changes_of(visit), now()
    ended = [shown(span) | {"changes": _changes(changes.get(span.id, ()))} for span in spans if not span.running]
    return {
        "running": [_running(span, visit.clinic, at) for span in spans if span.running],
        "spans": ended[::-1],
        "removed": [_changes(found) for id_, found in changes.items() if id_ not in {span.id for span in spans}],
        "overlaps": overlaps_of(visit),
    }


def running_shown(visit: Visit, span: Span, at: datetime) -> Data:
    """A clock that runs, with its visit."""
    return {"visit": visit, **_running(span, visit.clinic, at)}


def overlaps_of(visit: Visit) -> list[Data]:
    """What overlaps on the day of the visit and touches it."""
    found = _known(visit.date, visit.clinic)
    return _pairs([pair for pair in found if visit.pk in {one.visit_id for one in pair}])


def overlaps_shown(day: date, *, clinic: Clinic) -> list[Data]:
    """What overlaps on a day, anywhere in the clinic."""
    return _pairs(_known(day, clinic))


def _known(day: date, clinic: Clinic) -> list[tuple[Taken, Taken]]:
    """The overlaps but for those of a forgotten clock, which is asked about: before it has an end it overlaps everything."""
    at = now()
    found = overlaps_on(day, clinic=clinic)
    return [pair for pair in found if not any(is_forgotten(one, clinic=clinic, at=at) for one in pair)]


def _running(span: Span, clinic: Clinic, at: datetime) -> Data:
    return shown(span) | {"forgotten": is_forgotten(span, clinic=clinic, at=at)}


def _changes(changes: Iterable[Change]) -> list[Data]:
    return [{**shown(change.before), "event": change.event} for change in changes]


def _pairs(found: list[tuple[Taken, Taken]]) -> list[Data]:
    visits = Visit.objects.select_related("patient").in_bulk({one.visit_id for pair in found for one in pair})
    return [
        {
            "who": one.provider if one.provider_id is not None and one.provider_id == other.provider_id else None,
            "parts": [{"taken": part, "visit": visits[part.visit_id], "what": _what(part)} for part in (one, other)],
        }
        for one, other in found
    ]


def _what(taken: Taken) -> str:
    return taken.what if taken.service else activity_says(taken.what)
