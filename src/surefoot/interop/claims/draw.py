"""Draw the claim out of a case and its assessment; every part that is missing or wrong is said at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from surefoot.errors import CaseRefused
from surefoot.interop.claims.checks import checks
from surefoot.interop.claims.content import Claim, Line
from surefoot.interop.claims.given import Given
from surefoot.interop.claims.may import reasons_against
from surefoot.interop.claims.parties import (
    insured_of,
    patient_of,
    payer_of,
    practice_of,
    referring_of,
    rendering_of,
    statements_of,
)
from surefoot.interop.claims.refused import ClaimRefused
from surefoot.knowledge import Knowledge

Case = Mapping[str, Any]
CHANGED = "Units changed by the provider; the reason is on record."
POINTERS = 4  # a service line has room for so many


def claim_of(case: Case, assessment: Mapping[str, Any], knowledge: Knowledge, *, today: date | None = None) -> Claim:
    """The professional claim of one assessed case.

    Raises ClaimRefused where the decision is not yes, a review is open or the bill is institutional; CaseRefused where the
    case lacks what a claim needs. Each names every fault.
    """
    against = tuple(reasons_against(case, assessment["billing"]))
    if against:
        raise ClaimRefused(against)
    given = Given(case.get("claim") or {})
    claim = _drawn(case, assessment["billing"], knowledge, given)
    faults = (*given.faults, *(checks(claim, assessment["billing"], knowledge, today) if claim else ()))
    if faults or claim is None:
        raise CaseRefused(faults)
    return claim


def _drawn(case: Case, billing: Mapping[str, Any], knowledge: Knowledge, given: Given) -> Claim | None:
    diagnoses = tuple(case["visit"].get("diagnoses") or ())
    if not diagnoses:
        given.fault("visit.diagnoses", "The visit has no diagnosis.", "Record the diagnoses of the visit.")
    charge = given.need(f"charges.{billing['code']}", "what one unit costs")
    parts = {
        "practice": practice_of(given),
        "rendering": rendering_of(given),
        "referring": referring_of(given),
        "insured": insured_of(given),
        "patient": patient_of(given, case["patient"]),
        "payer": payer_of(given),
        "statements": statements_of(given),
        "place_of_service": _place(case, knowledge, given),
        "id": given.need("id", "the number of the claim, your own"),
    }
    if given.faults:
        return None
    lines = tuple(
        Line(
            code=billing["code"],
            modifiers=tuple(line["modifiers"]),
            units=line["units"],
            charge=Decimal(str(charge)) * line["units"],
            pointers=tuple(range(1, min(len(diagnoses), POINTERS) + 1)),
            day=date.fromisoformat(case["visit"]["date"]),
        )
        for line in billing["payer"]["lines"]
    )
    note = CHANGED if case.get("units_override") else None
    return Claim(**parts, diagnoses=diagnoses, lines=lines, note=note)


def _place(case: Case, knowledge: Knowledge, given: Given) -> Any:
    named = given.get("place_of_service")
    if named is not None:
        return named
    setting = case["visit"].get("setting")
    listed = (place for data in knowledge.files.values() if data["kind"] == "places" for place in data["places"])
    known = next((place["code"] for place in listed if place["setting"] == setting), None)
    return known or given.need("place_of_service", "the place of service, which this setting alone does not settle")
