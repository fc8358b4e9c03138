"""A professional claim as a FHIR R4 Claim (4.0.1, use `claim`). Code systems by their address; no descriptor text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from surefoot.interop.claims import Address, Claim, Insured, Line, Patient, Person, Practice

CPT = "http://www.ama-assn.org/go/cpt"
ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm"
NPI = "http://hl7.org/fhir/sid/us-npi"
PLACE = "https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set"
_TYPE = "http://terminology.hl7.org/CodeSystem/claim-type"
_PRIORITY = "http://terminology.hl7.org/CodeSystem/processpriority"
_ROLE = "http://terminology.hl7.org/CodeSystem/claimcareteamrole"
_RELATION = "http://terminology.hl7.org/CodeSystem/subscriber-relationship"
_INFO = "http://terminology.hl7.org/CodeSystem/claiminformationcategory"
_SEX = {"female": "female", "male": "male"}

Resource = Mapping[str, Any]


def write_claims(claims: Sequence[Claim], created: date) -> bytes:
    """One Claim as a resource, several as a collection; the same claims and day give the same bytes."""
    resources = [claim_resource(claim, created) for claim in claims]
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": one} for one in resources]}
    whole = resources[0] if len(resources) == 1 else bundle
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def claim_resource(claim: Claim, created: date) -> dict[str, Any]:
    """The Claim, with patient, coverage, practice, provider and payer contained in it."""
    return {
        "resourceType": "Claim",
        "contained": list(_contained(claim)),
        "identifier": [{"value": claim.id}],
        "status": "active",
        "type": _concept(_TYPE, "professional"),
        "use": "claim",
        "patient": {"reference": "#patient"},
        "created": created.isoformat(),
        "insurer": {"reference": "#payer"},
        "provider": {"reference": "#practice"},
        "priority": _concept(_PRIORITY, "normal"),
        **_referral(claim),
        "careTeam": [
            {"sequence": 1, "provider": {"reference": "#rendering"}, "role": _concept(_ROLE, "primary")},
        ],
        "diagnosis": [
            {"sequence": place, "diagnosisCodeableConcept": _concept(ICD_10_CM, code)}
            for place, code in enumerate(claim.diagnoses, 1)
        ],
        **_note(claim),
        "insurance": [{"sequence": 1, "focal": True, "coverage": {"reference": "#coverage"}}],
        "item": [_item(line, place, claim) for place, line in enumerate(claim.lines, 1)],
        "total": _money(claim.total),
    }


def _referral(claim: Claim) -> dict[str, Any]:
    if claim.referring is None:
        return {}
    return {
        "referral": {"identifier": {"system": NPI, "value": claim.referring.npi}, "display": _full(claim.referring)}
    }


def _note(claim: Claim) -> dict[str, Any]:
    if claim.note is None:
        return {}
    return {"supportingInfo": [{"sequence": 1, "category": _concept(_INFO, "info"), "valueString": claim.note}]}


def _item(line: Line, place: int, claim: Claim) -> dict[str, Any]:
    modifiers = [_concept(CPT, one) for one in line.modifiers]
    return {
        "sequence": place,
        "careTeamSequence": [1],
        "diagnosisSequence": list(line.pointers),
        "productOrService": _concept(CPT, line.code),
        **({"modifier": modifiers} if modifiers else {}),
        "servicedDate": line.day.isoformat(),
        "locationCodeableConcept": _concept(PLACE, claim.place_of_service),
        "quantity": {"value": line.units, "unit": "UN"},
        "unitPrice": _money(line.charge / line.units),
        "net": _money(line.charge),
    }


def _contained(claim: Claim) -> Iterator[dict[str, Any]]:
    yield _patient(claim.patient or claim.insured)
    yield _coverage(claim)
    yield _practice(claim.practice)
    yield _practitioner(claim.rendering)
    payer = claim.payer
    yield {"resourceType": "Organization", "id": "payer", "identifier": [{"value": payer.id}], "name": payer.name}


def _patient(person: Patient | Insured) -> dict[str, Any]:
    whole: dict[str, Any] = {"resourceType": "Patient", "id": "patient", "name": [_name(person)]}
    whole["gender"] = _SEX.get(person.sex or "", "unknown")
    if person.birth_date:
        whole["birthDate"] = person.birth_date.isoformat()
    if person.address:
        whole["address"] = [_address(person.address)]
    return whole


def _coverage(claim: Claim) -> dict[str, Any]:
    return {
        "resourceType": "Coverage",
        "id": "coverage",
        "status": "active",
        "subscriberId": claim.insured.id,
        "beneficiary": {"reference": "#patient"},
        "relationship": _concept(_RELATION, claim.patient.relation if claim.patient else "self"),
        "payor": [{"reference": "#payer"}],
    }


def _practice(practice: Practice) -> dict[str, Any]:
    return {
        "resourceType": "Organization",
        "id": "practice",
        "identifier": [{"system": NPI, "value": practice.npi}],
        "name": practice.name,
        "address": [_address(practice.address)],
    }


def _practitioner(person: Person) -> dict[str, Any]:
    identifier = [{"system": NPI, "value": person.npi}]
    return {"resourceType": "Practitioner", "id": "rendering", "identifier": identifier, "name": [_name(person)]}


def _name(person: Person | Patient | Insured) -> dict[str, Any]:
    return {"family": person.last_name, "given": [person.first_name]}


def _full(person: Person) -> str:
    return f"{person.first_name} {person.last_name}"


def _address(address: Address) -> dict[str, Any]:
    lines = {"line": [address.street], "city": address.city, "state": address.state}
    return {**lines, "postalCode": address.zip, "country": "US"}


def _concept(system: str, code: str) -> dict[str, Any]:
    return {"coding": [{"system": system, "code": code}]}


def _money(amount: Decimal) -> dict[str, Any]:
    """FHIR money is a decimal number; two decimals come back exactly from any reader of decimals."""
    return {"value": float(amount.quantize(Decimal("0.01"))), "currency": "USD"}
