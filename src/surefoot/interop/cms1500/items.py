"""What stands in each item of the form, in the order of the form. Labels are our own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from string import ascii_uppercase

from surefoot.interop.claims import Address, Claim, Line

ON_FILE = "SIGNATURE ON FILE"
_KINDS = {"MB": "Medicare", "MC": "Medicaid", "CH": "TRICARE"}
_SEX = {"female": "F", "male": "M"}


@dataclass(frozen=True, slots=True)
class Item:
    """One box: its number on the form, what it asks, what stands in it; `width` in twelfths of the page."""

    number: str
    label: str
    value: str
    width: int

    def as_json(self) -> dict[str, str | int]:
        return {"number": self.number, "label": self.label, "value": self.value, "width": self.width}


Rows = list[list[Item]]
FULL, HALF, THIRD, QUARTER, SIXTH = 12, 6, 4, 3, 2


def items_of(claim: Claim) -> Mapping[str, Rows]:
    """The upper part (people), the service lines, the lower part (who bills)."""
    return {
        "people": _people(claim),
        "lines": [_line(line, claim) for line in claim.lines],
        "practice": _practice(claim),
    }


def _people(claim: Claim) -> Rows:
    insured, patient = claim.insured, claim.patient
    person = patient or insured
    medicare = claim.payer.kind == "MB"
    home = person.address
    return [
        [
            Item("1", "Kind of coverage", _KINDS.get(claim.payer.kind, "Other"), THIRD),
            Item("1a", "Insured's number", insured.id, THIRD),
            Item("", "Payer", f"{claim.payer.name} ({claim.payer.id})", THIRD),
        ],
        [
            Item("2", "Patient's name", f"{person.last_name}, {person.first_name}", THIRD),
            Item(
                "3",
                "Patient's birth date and sex",
                f"{_day(person.birth_date)}  {_SEX.get(person.sex or '', '')}",
                THIRD,
            ),
            Item("4", "Insured's name", "" if medicare else f"{insured.last_name}, {insured.first_name}", THIRD),
        ],
        [
            Item("5", "Patient's address", _address(home), HALF),
            Item("6", "Relation to the insured", patient.relation if patient else "self", QUARTER),
            Item("7", "Insured's address", "" if medicare or patient is None else _address(insured.address), QUARTER),
        ],
        [
            Item("10", "Related to work, a car or another accident", _yes(claim.statements.accident_related), HALF),
            Item("11", "Insured's policy group", "NONE" if medicare else "", QUARTER),
            Item("11d", "Another plan", "", QUARTER),
        ],
        [
            Item("12", "Patient's or authorized person's signature", _signed(claim.statements.release_signed), HALF),
            Item("13", "Insured's or authorized person's signature", _signed(claim.statements.benefits_assigned), HALF),
        ],
        [
            Item("17", "Referring provider", _referring(claim), HALF),
            Item("17b", "NPI", claim.referring.npi if claim.referring else "", QUARTER),
            Item("23", "Prior authorization", "", QUARTER),
        ],
        [Item("19", "Additional information", claim.note or "", FULL)],
        [Item("21", "Diagnoses (ICD Ind. 0)", _diagnoses(claim.diagnoses), FULL)],
    ]


def _line(line: Line, claim: Claim) -> list[Item]:
    modifiers = " ".join(line.modifiers)
    letters = "".join(ascii_uppercase[place - 1] for place in line.pointers)
    return [
        Item("24A", "Day of service", f"{_day(line.day)} to {_day(line.day)}", QUARTER),
        Item("24B", "Place", claim.place_of_service, 1),
        Item("24D", "Procedure and modifiers", f"{line.code} {modifiers}".strip(), QUARTER),
        Item("24E", "Diagnosis", letters, 1),
        Item("24F", "Charge", _money(line.charge), 1),
        Item("24G", "Units", str(line.units), 1),
        Item("24J", "Rendering NPI", claim.rendering.npi, SIXTH),
    ]


def _practice(claim: Claim) -> Rows:
    practice, person = claim.practice, claim.rendering
    return [
        [
            Item("25", "Tax number", f"{practice.tax_id} ({practice.tax_id_kind.upper()})", QUARTER),
            Item("26", "Number of the claim", claim.id, QUARTER),
            Item("27", "Accepts assignment", _yes(claim.statements.accepts_assignment), SIXTH),
            Item("28", "Total charge", _money(claim.total), SIXTH),
            Item("29", "Amount paid", _money(Decimal("0.00")), SIXTH),
        ],
        [
            Item("31", "Signature of the provider", f"{ON_FILE}\n{person.first_name} {person.last_name}", THIRD),
            Item("32", "Where the service was rendered", f"{practice.name}\n{_address(practice.address)}", THIRD),
            Item("33", "Who bills", f"{practice.name}\n{_address(practice.address)}\n{practice.phone}", THIRD),
        ],
        [Item("32a", "NPI", practice.npi, HALF), Item("33a", "NPI", practice.npi, HALF)],
    ]


def _yes(flag: bool) -> str:
    return "Yes" if flag else "No"


def _signed(flag: bool) -> str:
    return ON_FILE if flag else "NO SIGNATURE ON FILE"


def _referring(claim: Claim) -> str:
    return f"DN {claim.referring.first_name} {claim.referring.last_name}" if claim.referring else ""


def _diagnoses(codes: tuple[str, ...]) -> str:
    return "   ".join(f"{letter}. {code}" for letter, code in zip(ascii_uppercase, codes, strict=False))


def _address(address: Address | None) -> str:
    return f"{address.street}, {address.city} {address.state} {address.zip}" if address else ""


def _day(day: date | None) -> str:
    return day.strftime("%m/%d/%Y") if day else ""


def _money(amount: Decimal) -> str:
    return f"{amount:.2f}"
