"""The payer's policy of a visit: in force on its day, and with all that the policies it stands on ask for."""

from __future__ import annotations

from datetime import date
from typing import Any

from surefoot.knowledge import Knowledge
from surefoot.knowledge.model import Data, Entry

DEFAULT_POLICY = "cms"
POOLED = "cms_8_minute"
_ADDED = ("gates", "reviews", "notes", "readings")


def policy_in_force(knowledge: Knowledge, day: date, id_: object) -> Entry | None:
    """The policy with this id on the day of the visit; None where it, or one it stands on, is not known or not in force."""
    policy = knowledge.policies.get(id_) if isinstance(id_, str) else None
    if policy is None or not _in_force(policy, day):
        return None
    if "on_top_of" not in policy.data:
        return policy
    base = policy_in_force(knowledge, day, policy["on_top_of"])
    return None if base is None else Entry(policy.id, policy.kind, _together(base.data, policy.data))


def _in_force(policy: Entry, day: date) -> bool:
    over = policy.get("until") is not None and policy["until"] < day.isoformat()
    return bool(policy["from"] <= day.isoformat() and not over)


def _together(base: Data, own: Data) -> dict[str, Any]:
    """Whatever either asks for stands; time is pooled where one of them pools it. Of a group of modifiers its own come first."""
    added = {key: [*base.get(key, ()), *own.get(key, ())] for key in _ADDED}
    added["modifiers"] = [*_grouped(base, False), *_grouped(own, False), *_grouped(own, True), *_grouped(base, True)]
    pooled = POOLED in (base["time_rule"], own["time_rule"])
    return {**base, **own, **added, "time_rule": POOLED if pooled else own["time_rule"]}


def _grouped(policy: Data, grouped: bool) -> list[Data]:
    return [rule for rule in policy.get("modifiers", ()) if ("group" in rule) is grouped]


def pooling_policies(knowledge: Knowledge) -> list[str]:
    """The policies that pool the minutes of all timed codes, by themselves or through one they stand on."""
    return [id_ for id_ in knowledge.policies if _pools(knowledge, id_)]


def _pools(knowledge: Knowledge, id_: str) -> bool:
    policy = knowledge.policies[id_]
    base = policy.get("on_top_of")
    return policy["time_rule"] == POOLED or (base is not None and _pools(knowledge, base))
