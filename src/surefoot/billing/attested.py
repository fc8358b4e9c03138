"""What a person put a name to: a signature, a decision, a change of units. Name, credential and time make it count."""

from __future__ import annotations

from surefoot.billing.found import Case
from surefoot.billing.moments import day, moment
from surefoot.billing.performers import credential_of
from surefoot.knowledge import Knowledge
from surefoot.values import Tri


def skilled_provider(case: Case, person: object, knowledge: Knowledge) -> Tri:
    """Is this a provider the case lists, with a credential that stands for skilled service (R22)?"""
    credential = credential_of(case, person if isinstance(person, str) else None, knowledge)
    if credential is None or credential["skilled"] == "review":
        return Tri.NOT_KNOWN
    return Tri.of(credential["skilled"] == "yes")


def not_before_visit(case: Case, act: Case) -> bool:
    """Has it a time, and is that not of a day before the visit? Nothing can be settled of a visit yet to come."""
    at, visit = moment(act.get("at")), day(case["visit"]["date"])
    return at is not None and visit is not None and at.date() >= visit


def attested(case: Case, act: Case, knowledge: Knowledge) -> bool:
    """By a skilled provider the case lists, on the day of the visit or later."""
    return skilled_provider(case, act.get("by"), knowledge) is Tri.YES and not_before_visit(case, act)
