"""May CPT 97750 be submitted for this visit, for how many units, and why: two layers, never mixed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from surefoot.billing.edits import edit_groups
from surefoot.billing.facts import billing_facts
from surefoot.billing.facts_payer import service_groups
from surefoot.billing.found import Found
from surefoot.billing.icd import checked_diagnoses, diagnosis_names, suggested_diagnoses
from surefoot.billing.lines import claim_lines
from surefoot.billing.payer import Payer, read_payer, ruled
from surefoot.billing.readings import time_as_json
from surefoot.billing.record import Record, read_record
from surefoot.billing.requirements import Requirement, read_requirements
from surefoot.billing.reviews import settled
from surefoot.billing.services import CODE, Service
from surefoot.engine import CaseReader
from surefoot.knowledge import Knowledge, View
from surefoot.values import Fact, Tri
from surefoot.values.tri import all_of

# How a text of the knowledge names a group of the day's other services.
_NAMES = {
    "never_codes": ("never_together",),
    "distinct_codes": ("distinct_not_shown", "distinct_shown"),
    "interspersed_codes": ("interspersed",),
    "unpaid_codes": ("other_code_not_paid",),
    "unchecked_codes": ("code_not_checked",),
    "services_without_times": ("service_without_times",),
    "codes_without_minutes": ("timed_minutes_missing",),
    "unlisted_codes": ("unlisted_minutes",),
}


@dataclass(frozen=True, slots=True)
class Judged:
    """The record of one visit, what was found in it, and the reader that answers the coding rules of the day of service."""

    record: Record
    found: Mapping[str, Found]
    reader: CaseReader


def judge(
    case: Mapping[str, Any],
    *,
    knowledge: Knowledge,
    view: View,
    facts: Mapping[str, Fact],
    suggestions: Sequence[Mapping[str, Any]],
) -> Judged:
    """Read a case for the coding rules. `facts` are its ordinary facts; `suggestions` the assessment's, each with its `decision` or None."""
    record = read_record(case, knowledge, view, suggestions)
    found = billing_facts(record)
    read = {**facts, **{id_: one.fact for id_, one in found.items()}}
    return Judged(record, found, CaseReader(knowledge, knowledge.as_of(record.day), read))


def decide(
    case: Mapping[str, Any],
    *,
    knowledge: Knowledge,
    view: View,
    facts: Mapping[str, Fact],
    suggestions: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    """The `billing` part of the assessment; the arguments are those of `judge`."""
    return decision(judge(case, knowledge=knowledge, view=view, facts=facts, suggestions=suggestions))


def decision(judged: Judged) -> dict[str, Any]:
    """Code selection, payer layer and what follows of both.

    Time is counted by the rules of the assessment's day; every requirement and the payer are read by those of the day of
    service, and R27 asks that both count alike. Yes needs every applying requirement met and no block or hold; what is
    missing never leads there.
    """
    record, reader = judged.record, judged.reader
    requirements = read_requirements(reader, judged.found)
    names = _names(record)
    payer = read_payer(reader, record, names)
    return {
        "code": CODE,
        "may_submit": _may_submit(requirements, payer).value,
        "units": record.earned.units,
        "units_changed": _units_changed(record),
        "code_selection": {
            "answer": _answer(one for one in requirements if one.entry["group"] != "programme").value,
            "requirements": [one.as_json() for one in requirements],
        },
        "time": time_as_json(record),
        "payer": _payer_as_json(record, payer),
        "diagnoses": {
            "checked": checked_diagnoses(record.case, record.knowledge, record.day),
            "suggested": suggested_diagnoses(record.case, reader),
        },
        "reviews": _reviews(reader, payer, names, record.case),
    }


def _answer(requirements: Iterable[Requirement]) -> Tri:
    return all_of(one.answer for one in requirements if one.answer is not None)


def _may_submit(requirements: Iterable[Requirement], payer: Payer) -> Tri:
    return _answer(requirements) & payer.answer


def _payer_as_json(record: Record, payer: Payer) -> dict[str, Any]:
    return {
        "policy": record.policy_id,
        "title": record.policy["title"] if record.policy else None,
        "claim_type": record.policy.get("claim_type") if record.policy else None,
        "answer": payer.answer.value,
        "modifiers": [one["modifier"] for one in payer.modifiers],
        "lines": claim_lines(record, payer.modifiers),
        "modifier_reasons": [{key: part for key, part in one.items() if key != "units"} for one in payer.modifiers],
        "gates": list(payer.gates),
        "notes": list(payer.notes),
    }


def _units_changed(record: Record) -> dict[str, Any] | None:
    """What a person changed, and what time alone gives. `in_force` is false while reason, name or time is missing."""
    given = record.case.get("units_override")
    if given is None:
        return None
    allowed = record.earned.allowed or ()
    return {
        "units": int(given["units"]),
        "earned": list(allowed),
        **{key: given.get(key) for key in ("reason", "by", "at")},
        "in_force": record.earned.override is not None,
    }


def _reviews(
    reader: CaseReader, payer: Payer, names: Mapping[str, str], case: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """What a named person has to settle before a claim: under every payer, then under this one."""
    common = [rule for data in reader.knowledge.files.values() for rule in _common(data)]
    return settled((*ruled(reader, common, names), *payer.reviews), case, reader.knowledge)


def _common(data: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    rules: Sequence[Mapping[str, Any]] = data["reviews"] if data["kind"] in ("requirements", "readings") else ()
    return rules


def _names(record: Record) -> dict[str, str]:
    groups = {**edit_groups(record), **service_groups(record)}
    named = {name: _codes(one for key in keys for one in groups[key]) for name, keys in _NAMES.items()}
    waiting = [test.label for test in record.tests or () if test.counts is Tri.NOT_KNOWN]
    codes = diagnosis_names(record.case, record.knowledge, record.day)
    return named | codes | {"tests": ", ".join(waiting)}


def _codes(services: Iterable[Service]) -> str:
    return ", ".join(dict.fromkeys(one.code for one in services))
