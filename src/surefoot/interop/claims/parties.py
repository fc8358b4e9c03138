"""The people and organisations of a claim, read from what the case gives."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from surefoot.interop.claims.content import Address, Insured, Patient, Payer, Person, Practice, Statements
from surefoot.interop.claims.given import Given

SELF = "self"
RELATIONS = ("spouse", "child", "other")


def practice_of(given: Given) -> Practice:
    """Who bills."""
    return Practice(
        name=given.need("billing.name", "the name of who bills"),
        npi=given.need("billing_npi", "the NPI of who bills"),
        tax_id=given.need("billing.tax_id", "the tax number of who bills"),
        tax_id_kind=given.get("billing.tax_id_kind") or "ein",
        address=_address(given, "billing.address", "of who bills"),
        contact=given.need("billing.contact", "a person to ask at the billing office"),
        phone=given.need("billing.phone", "the telephone number of the billing office"),
        taxonomy=given.get("billing.taxonomy"),
    )


def rendering_of(given: Given) -> Person:
    """Who rendered the service."""
    return Person(
        last_name=given.need("rendering.last_name", "the last name of who rendered the service"),
        first_name=given.need("rendering.first_name", "the first name of who rendered the service"),
        npi=given.get("rendering.npi") or given.need("rendering_npi", "the NPI of who rendered the service"),
        taxonomy=given.get("rendering.taxonomy"),
    )


def referring_of(given: Given) -> Person | None:
    """Who referred, where somebody did."""
    if given.get("referring") is None:
        return None
    return Person(
        last_name=given.need("referring.last_name", "the last name of who referred"),
        first_name=given.need("referring.first_name", "the first name of who referred"),
        npi=given.need("referring.npi", "the NPI of who referred"),
    )


def payer_of(given: Given) -> Payer:
    """Who pays."""
    return Payer(
        id=given.need("payer.id", "the payer's identifier"),
        name=given.need("payer.name", "the payer's name"),
        kind=given.need("payer.kind", "the kind of the payer, as MB for Medicare Part B"),
    )


def insured_of(given: Given) -> Insured:
    """The subscriber. Birth date, sex and address are needed where the subscriber is the patient."""
    own = (given.get("subscriber.relation") or SELF) == SELF
    birth = given.need("subscriber.birth_date", "the insured's date of birth") if own else None
    return Insured(
        id=given.need("subscriber.id", "the insured's number"),
        last_name=given.need("subscriber.last_name", "the insured's last name"),
        first_name=given.need("subscriber.first_name", "the insured's first name"),
        birth_date=_day(birth),
        sex=given.need("subscriber.sex", "the insured's sex as the payer knows it") if own else None,
        address=_address(given, "subscriber.postal_address", "of the insured") if own else None,
    )


def patient_of(given: Given, patient: Mapping[str, Any]) -> Patient | None:
    """The patient where that is not the subscriber."""
    relation = given.get("subscriber.relation") or SELF
    if relation == SELF:
        return None
    if relation not in RELATIONS:
        says = f'The patient\'s relation to the insured is "{relation}".'
        given.fault("claim.subscriber.relation", says, f"Use one of: {', '.join((SELF, *RELATIONS))}.")
    birth = patient.get("birth_date")
    if birth is None:
        given.fault("patient.birth_date", "The claim lacks the patient's date of birth.", "Add patient.birth_date.")
    return Patient(
        relation=relation,
        last_name=given.need("patient.last_name", "the patient's last name"),
        first_name=given.need("patient.first_name", "the patient's first name"),
        birth_date=_day(birth) or date.min,
        sex=patient.get("sex") or "unknown",
        address=_address(given, "patient.postal_address", "of the patient"),
    )


def statements_of(given: Given) -> Statements:
    """What the claim states beside the service."""
    return Statements(
        accepts_assignment=given.need("accepts_assignment", "whether the practice accepts assignment"),
        benefits_assigned=given.need("benefits_assigned", "whether the insured assigned the benefits in writing"),
        release_signed=given.need("release_signed", "whether the patient signed the release of the record"),
        accident_related=given.need("accident_related", "whether work or an accident is the cause"),
    )


def _address(given: Given, path: str, whose: str) -> Address:
    return Address(
        street=given.need(f"{path}.street", f"the street {whose}"),
        city=given.need(f"{path}.city", f"the city {whose}"),
        state=given.need(f"{path}.state", f"the state {whose}"),
        zip=given.need(f"{path}.zip", f"the ZIP code {whose}"),
    )


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if isinstance(text, str) else None
