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
from surefoot.billing.services import Service, pooled, services_of
from surefoot.billing.spans import Span, spans_of
from surefoot.knowledge import Knowledge, View
from surefoot.knowledge.model import Entry

DEFAULT_POLICY = "cms"


@dataclass(frozen=True, slots=True)
class Record:
    """The case without its devices, and what was read from it. `day` is the visit's own, whatever day `view` is of."""

    case: Case
    day: date
    names_device: bool
    knowledge: Knowledge
    view: View
    suggestions: Sequence[Mapping[str, Any]]
    tests: tuple[Performed, ...] | None
    spans: tuple[Span, ...] | None
    services: tuple[Service, ...]
    performers: Performers
    discipline: Found
    policy_id: str
    policy: Entry | None
    earned: Earned

    @property
    def pooled(self) -> tuple[Service, ...]:
        """The day's other services whose minutes are counted together with those of 97750."""
        return pooled(self.services, _word(self.discipline))


def _word(found: Found) -> str | None:
    return found.value if isinstance(found.value, str) else None


def read_record(case: Case, knowledge: Knowledge, view: View, suggestions: Sequence[Mapping[str, Any]]) -> Record:
    """Read a case. What it says of devices is set aside first: the service decides, not the tool (R03)."""
    bare = without_devices(case)
    tests = tests_of(bare, knowledge)
    spans = spans_of(bare, knowledge, tests)
    services = services_of(bare, view)
    performers = performers_of(spans, knowledge)
    field = discipline(bare, performers)
    policy_id = bare["visit"].get("payer_policy", DEFAULT_POLICY)
    day = date.fromisoformat(bare["visit"]["date"])
    policy = policy_in_force(knowledge, day, policy_id)
    return Record(
        case=bare,
        day=day,
        names_device=bare != case,
        knowledge=knowledge,
        view=view,
        suggestions=suggestions,
        tests=tests,
        spans=spans,
        services=services,
        performers=performers,
        discipline=field,
        policy_id=str(policy_id),
        policy=policy,
        earned=earn(bare, knowledge, view, spans, services, policy, _word(field)),
    )


def policy_in_force(knowledge: Knowledge, day: date, id_: object) -> Entry | None:
    """The policy with this id, if it is known and in force on the day of the visit."""
    policy = knowledge.policies.get(id_) if isinstance(id_, str) else None
    if policy is None:
        return None
    begun = policy["from"] <= day.isoformat()
    over = policy.get("until") is not None and policy["until"] < day.isoformat()
    return policy if begun and not over else None


def without_devices(value: Any) -> Any:
    """The same data without any `device` key."""
    if isinstance(value, Mapping):
        return {key: without_devices(part) for key, part in value.items() if key != "device"}
    return [without_devices(part) for part in value] if isinstance(value, list) else value
