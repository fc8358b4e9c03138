"""What only a payer asks: other services, plan of care, diagnoses, the year's amount."""

from __future__ import annotations

from surefoot.billing.found import Found
from surefoot.billing.moments import day
from surefoot.billing.performers import performer_facts
from surefoot.billing.record import Record
from surefoot.billing.services import CODE, Service


def payer_facts(record: Record) -> dict[str, Found]:
    """Facts of the payer layer, whatever the payer."""
    return {
        **service_facts(record),
        **plan_facts(record),
        **performer_facts(record.case, record.knowledge, record.performers),
        "billing.discipline": record.discipline,
        "billing.sign_diagnosis": _sign(record),
        "billing.therapy_year_to_date_usd": _year_to_date(record),
    }


def service_groups(record: Record) -> dict[str, tuple[Service, ...]]:
    """The day's other services that leave something open."""
    return {
        "same_code_listed": tuple(one for one in record.services if one.code == CODE),
        "service_without_times": tuple(one for one in record.services if not one.has_times),
        "timed_minutes_missing": tuple(one for one in record.pooled if one.minutes is None),
        "unlisted_minutes": tuple(one for one in record.services if not one.timed and one.minutes is not None),
    }


def service_facts(record: Record) -> dict[str, Found]:
    groups = service_groups(record)
    listed = {
        f"billing.{name}": Found(bool(group), evidence=tuple(one.path for one in group))
        for name, group in groups.items()
    }
    return listed | {"billing.other_services_recorded": Found(record.case.get("other_services") is not None)}


def plan_facts(record: Record) -> dict[str, Found]:
    """The plan of care: certified, covering the visit, and how long ago."""
    plan = record.case.get("plan_of_care") or {}
    certified, ends, visit = day(plan.get("certified_on")), day(plan.get("ends_on")), day(record.case["visit"]["date"])
    if certified is None or visit is None:
        none = Found(None, "no certified plan of care on record")
        return dict.fromkeys(
            ("billing.plan_of_care_certified", "billing.plan_covers_visit", "billing.plan_certified_days"), none
        )
    inside = certified <= visit and (ends is None or visit <= ends)
    paths = ("plan_of_care",)
    return {
        "billing.plan_of_care_certified": Found(True, evidence=paths),
        "billing.plan_covers_visit": Found(inside, evidence=paths),
        "billing.plan_certified_days": Found(float((visit - certified).days), evidence=paths),
    }


def _sign(record: Record) -> Found:
    """Does a diagnosis of the visit name a sign or symptom, by the policy's list?"""
    known = set((record.policy.get("sign_diagnoses") or {}).get("codes", ())) if record.policy else set()
    diagnoses = record.case["visit"].get("diagnoses")
    if diagnoses is None:
        return Found(None, "diagnoses not recorded")
    paths = tuple(f"visit.diagnoses[{index}]" for index, one in enumerate(diagnoses) if one in known)
    return Found(bool(paths), evidence=paths)


def _year_to_date(record: Record) -> Found:
    amount = (record.case.get("claim") or {}).get("therapy_year_to_date_usd")
    if not isinstance(amount, str):
        return Found(None, "not recorded")
    return Found(float(amount), evidence=("claim.therapy_year_to_date_usd",))
