"""Whether a claim may be made at all: every reason against it at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from surefoot.errors import Fault

Case = Mapping[str, Any]
Billing = Mapping[str, Any]

_INSTITUTIONAL = "hospital_outpatient"
_NOT_MET = ("not_met", "missing")


def reasons_against(case: Case, billing: Billing) -> Iterator[Fault]:
    """Why no professional claim may be made for this visit; nothing where it may."""
    yield from _setting(case, billing)
    yield from _decision(billing)
    yield from _reviews(billing)


def _setting(case: Case, billing: Billing) -> Iterator[Fault]:
    institutional = billing["payer"]["claim_type"] == "institutional"
    if institutional or case["visit"].get("setting") == _INSTITUTIONAL:
        says = "A hospital's outpatient service is billed on an institutional claim; this command writes professional claims."
        yield Fault("SF-B001", "visit.setting", says, "Hand the signed report to the hospital's billing office.")


def _decision(billing: Billing) -> Iterator[Fault]:
    answer = billing["may_submit"]
    if answer == "yes":
        return
    word = {"no": "no", "not_known": "not known"}[answer]
    says = f"The decision on {billing['code']} is {word}: {' '.join(_open(billing))}".strip()
    yield Fault("SF-B002", "billing.may_submit", says, "Read the reasons with: surefoot assess CASE.json --explain")


def _open(billing: Billing) -> Iterator[str]:
    for one in billing["code_selection"]["requirements"]:
        if one["state"] in _NOT_MET:
            yield f"{one['id']} {one['state'].replace('_', ' ')}."
    for gate in billing["payer"]["gates"]:
        if gate["gate"] != "warn":
            yield f"{gate['gate'].capitalize()}: {gate['says']}"


def _reviews(billing: Billing) -> Iterator[Fault]:
    for review in billing["reviews"]:
        if review["settled_by"] is None:
            do = f'A named person settles it with a reason: add {{"review": "{review["id"]}", "reason", "by", "at"}} to "settled".'
            yield Fault("SF-B003", f"billing.reviews.{review['id']}", f"A review is open. {review['says']}", do)
