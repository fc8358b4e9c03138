"""Same-day edits of 97750, by setting: which table, which of the day's codes it names, and what the record shows of separate times."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from surefoot.billing.distinct import distinct_facts, interspersed
from surefoot.billing.found import Found
from surefoot.billing.record import Record
from surefoot.billing.services import CODE, Service
from surefoot.knowledge import Knowledge
from surefoot.knowledge.model import Data, Entry

Group = tuple[Service, ...]
_NO_EDIT = "9"
_SETTING_OF_CLAIM = {"professional": "office", "institutional": "hospital_outpatient"}


def edit_table(knowledge: Knowledge, setting: str | None, day: date) -> Entry | None:
    """The table of this setting for the day: hospital outpatient has its own, every other setting is a practitioner's.

    Of those that cover the day the latest edition; where none does, the one that began last before it, else the earliest.
    """
    if setting is None:
        return None
    wanted = "hospital_outpatient" if setting == "hospital_outpatient" else "practitioner"
    tables = [table for table in knowledge.edits.values() if table["setting"] == wanted]
    covering = [table for table in tables if _covers(table, day)]
    if covering:
        return max(covering, key=lambda table: str(table["until"]))
    begun = [table for table in tables if table["from"] <= day.isoformat()]
    return max(begun or tables, key=lambda table: str(table["until"] if begun else table["from"]), default=None)


def _covers(table: Entry, day: date) -> bool:
    return bool(table["from"] <= day.isoformat() <= table["until"])


def pairs_on(table: Entry, day: date) -> dict[str, Data]:
    """The pairs of a table that are in force on a day, by the other code. An indicator of 9 means that no edit applies."""
    told = day.isoformat()
    return {
        pair["other"]: pair
        for pair in table["pairs"]
        if pair.get("from", told) <= told <= pair.get("until", told) and pair["modifier_indicator"] != _NO_EDIT
    }


def table_of(record: Record) -> Entry | None:
    """The table of the claim this policy is billed on; of the setting where the policy does not say which claim that is."""
    claim = str(record.policy.get("claim_type", "")) if record.policy else ""
    setting = _SETTING_OF_CLAIM.get(claim) or record.case["visit"].get("setting")
    return edit_table(record.knowledge, setting, record.day)


def edit_facts(record: Record) -> dict[str, Found]:
    """What the payer layer reads about same-day codes."""
    table = table_of(record)
    groups = edit_groups(record)
    return {
        **distinct_facts(record, groups["distinct_shown"]),
        **{f"edits.{name}": Found(bool(group), evidence=_paths(group)) for name, group in groups.items()},
        "edits.in_quarter": _in_quarter((table,) if table else record.knowledge.edits.values(), record.day),
        "edits.units_limit": _limit(record, table),
    }


def edit_groups(record: Record) -> dict[str, Group]:
    """The day's other services, by what the table of the setting says of them."""
    table = table_of(record)
    if table is None:
        named = {pair["other"] for one in record.knowledge.edits.values() for pair in one["pairs"]}
        waiting = tuple(one for one in record.services if one.code in named)
        return dict.fromkeys(_GROUPS, ()) | {"setting_needed": waiting}
    pairs = pairs_on(table, record.day)
    checked = {*(pair["other"] for pair in table["pairs"]), *table["checked_no_edit"]}
    found: dict[str, list[Service]] = {name: [] for name in _GROUPS}
    for service in record.services:
        if service.code == CODE:
            continue
        if service.code in pairs:
            found[_group(record, pairs[service.code], service)].append(service)
        elif service.code not in checked and not table.get("complete"):
            found["code_not_checked"].append(service)
    return {name: tuple(group) for name, group in found.items()}


_GROUPS = (
    "never_together",
    "distinct_not_shown",
    "interspersed",
    "distinct_shown",
    "setting_needed",
    "other_code_not_paid",
    "code_not_checked",
)


def _group(record: Record, pair: Data, service: Service) -> str:
    if pair["column_of_code"] == "1":
        return "other_code_not_paid"
    if pair["modifier_indicator"] != "1":
        return "never_together"
    if not service.has_times:
        return "distinct_not_shown"
    return "interspersed" if interspersed(record, service) else "distinct_shown"


def _in_quarter(tables: Iterable[Entry], day: date) -> Found:
    return Found(all(_covers(table, day) for table in tables))


def _limit(record: Record, table: Entry | None) -> Found:
    limits = {table["units_limit"]} if table else {one["units_limit"] for one in record.knowledge.edits.values()}
    return Found(float(min(limits))) if limits else Found(None, "no edit table")


def _paths(services: Iterable[Service]) -> tuple[str, ...]:
    return tuple(service.path for service in services)
