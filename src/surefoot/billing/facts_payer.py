"""What only a payer asks: other services, plan of care, diagnoses, the year's amount."""

from __future__ import annotations

from decimal import Decimal

from surefoot.billing.assistant import assistant_units
from surefoot.billing.facts_scope import retest_facts, scope_facts
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
        **_amount_facts(record),
        **_unit_facts(record),
        **scope_facts(record),
        **retest_facts(record),
    }


def service_groups(record: Record) -> dict[str, tuple[Service, ...]]:
    """The day's other services that leave something open."""
    return {
        "same_code_listed": _same_code(record),
        "service_without_times": tuple(one for one in record.services if not one.has_times),
        "timed_minutes_missing": tuple(one for one in record.pooled if one.minutes is None),
        "unlisted_minutes": tuple(one for one in record.services if not one.timed and one.minutes is not None),
    }


def _same_code(record: Record) -> tuple[Service, ...]:
    """97750 named again, unless the visit behind it is given and pooled."""
    return () if record.visits_pooled else tuple(one for one in record.services if one.code == CODE)


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


def _amount_facts(record: Record) -> dict[str, Found]:
    """The year's therapy with this visit: as recorded, or what was before it and the charge of its units."""
    whole, before = _money(record, "therapy_year_to_date_usd"), _money(record, "therapy_before_visit_usd")
    charge = _charge(record)
    by_charge = None if before is None or charge is None else before + charge
    return {
        "billing.therapy_year_to_date_usd": _amount(whole, "therapy_year_to_date_usd"),
        "billing.therapy_before_visit_usd": _amount(before, "therapy_before_visit_usd"),
        "billing.therapy_cumulative_usd": _amount(whole, "therapy_year_to_date_usd")
        if whole is not None
        else _amount(by_charge, "therapy_before_visit_usd"),
        "billing.amount_rests_on_charge": Found(whole is None and by_charge is not None),
    }


def _amount(amount: Decimal | None, key: str) -> Found:
    return Found(None, "not recorded") if amount is None else Found(float(amount), evidence=(f"claim.{key}",))


def _money(record: Record, key: str) -> Decimal | None:
    amount = (record.case.get("claim") or {}).get(key)
    return Decimal(amount) if isinstance(amount, str) else None


def _charge(record: Record) -> Decimal | None:
    """What the clinic charges for the units of this visit."""
    units = record.earned.units
    charge = ((record.case.get("claim") or {}).get("charges") or {}).get(CODE)
    return None if units is None or not isinstance(charge, str) else Decimal(charge) * units


def _unit_facts(record: Record) -> dict[str, Found]:
    """Do units carry the assistant's modifier, and is their division settled?"""
    marked = assistant_units(record)
    if marked is None:
        open_ = Found(None, "units not known")
        return {"billing.assistant_unit": open_, "billing.assistant_split_open": open_}
    return {
        "billing.assistant_unit": Found(marked.units > 0),
        "billing.assistant_split_open": Found(marked.open),
    }
