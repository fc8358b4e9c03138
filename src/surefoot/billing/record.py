"""One case as the coding decision reads it, worked out once: tests, spans, services, performers, policy, units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from surefoot.billing.earned import Earned, earn
from surefoot.billing.found import Case, Found
from surefoot.billing.performed import Performed, tests_of
from surefoot.billing.performers import Performers, discipline, performers_of
from surefoot.billing.policy import DEFAULT_POLICY, policy_in_force
from surefoot.billing.reading import chosen_reading
from surefoot.billing.same_day import other_spans, spans_of_day, visits_together
from surefoot.billing.services import CODE, Service, pooled, services_of
from surefoot.billing.spans import Span
from surefoot.knowledge import Knowledge, View
from surefoot.knowledge.model import Entry


@dataclass(frozen=True, slots=True)
class Record:
    """The case without its devices, and what was read from it. `day` is the visit's own, whatever day `view` is of.

    `spans` are those of this visit, `day_spans` those of the day's other visits that belong on the same line.
    """

    case: Case
    day: date
    names_device: bool
    knowledge: Knowledge
    view: View
    suggestions: Sequence[Mapping[str, Any]]
    tests: tuple[Performed, ...] | None
    spans: tuple[Span, ...] | None
    visits_pooled: bool
    day_spans: tuple[Span, ...]
    services: tuple[Service, ...]
    performers: Performers
    discipline: Found
    policy_id: str
    policy: Entry | None
    earned: Earned

    @property
    def pooled(self) -> tuple[Service, ...]:
        """The day's other services whose minutes are counted together with those of 97750."""
        return _pooled(self.services, self.discipline, self.visits_pooled)

    @property
    def every_span(self) -> tuple[Span, ...] | None:
        """The spans whose time is summed over the day."""
        return None if self.spans is None else (*self.spans, *self.day_spans)


def _pooled(services: tuple[Service, ...], field: Found, visits_pooled: bool) -> tuple[Service, ...]:
    """97750 named among the services is not counted again where the visit behind it is given."""
    listed = pooled(services, _word(field))
    return tuple(one for one in listed if not (visits_pooled and one.code == CODE))


def _word(found: Found) -> str | None:
    return found.value if isinstance(found.value, str) else None


def read_record(case: Case, knowledge: Knowledge, view: View, suggestions: Sequence[Mapping[str, Any]]) -> Record:
    """Read a case. What it says of devices is set aside first: the service decides, not the tool (R03)."""
    bare = without_devices(case)
    day, policy_id = date.fromisoformat(bare["visit"]["date"]), bare["visit"].get("payer_policy", DEFAULT_POLICY)
    policy = policy_in_force(knowledge, day, policy_id)
    chosen = chosen_reading(knowledge, policy, str(policy_id), day)
    tests = tests_of(bare, knowledge)
    spans = spans_of_day(bare, knowledge, tests, chosen.own)
    field = discipline(bare, performers_of(spans, knowledge))
    visits = visits_together(bare, _word(field))
    others = other_spans(bare, knowledge, chosen.own, visits)
    every, services = None if spans is None else (*spans, *others), services_of(bare, view)
    together = _pooled(services, field, bool(visits))
    return Record(
        case=bare,
        day=day,
        names_device=bare != case,
        knowledge=knowledge,
        view=view,
        suggestions=suggestions,
        tests=tests,
        spans=spans,
        visits_pooled=bool(visits),
        day_spans=others,
        services=services,
        performers=performers_of(every, knowledge),
        discipline=field,
        policy_id=str(policy_id),
        policy=policy,
        earned=earn(bare, knowledge, view, every, together, policy, chosen),
    )


def without_devices(value: Any) -> Any:
    """The same data without any `device` key."""
    if isinstance(value, Mapping):
        return {key: without_devices(part) for key, part in value.items() if key != "device"}
    return [without_devices(part) for part in value] if isinstance(value, list) else value
