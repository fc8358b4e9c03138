"""What a professional claim says, whole and checked. Money is decimal, days are days; no format's codes stand here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address in the United States; `zip` has five or nine digits."""

    street: str
    city: str
    state: str
    zip: str


@dataclass(frozen=True, slots=True)
class Practice:
    """Who bills."""

    name: str
    npi: str
    tax_id: str
    tax_id_kind: str
    address: Address
    contact: str
    phone: str
    taxonomy: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A provider by name."""

    last_name: str
    first_name: str
    npi: str
    taxonomy: str | None = None


@dataclass(frozen=True, slots=True)
class Insured:
    """The subscriber. `sex` is female, male or unknown."""

    id: str
    last_name: str
    first_name: str
    birth_date: date | None
    sex: str | None
    address: Address | None


@dataclass(frozen=True, slots=True)
class Patient:
    """The patient where that is not the subscriber; `relation` is spouse, child or other."""

    relation: str
    last_name: str
    first_name: str
    birth_date: date
    sex: str
    address: Address


@dataclass(frozen=True, slots=True)
class Payer:
    """Who pays; `kind` is the filing indicator, as MB for Medicare Part B."""

    id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Line:
    """One service line. `pointers` count the claim's diagnoses from one."""

    code: str
    modifiers: tuple[str, ...]
    units: int
    charge: Decimal
    pointers: tuple[int, ...]
    day: date


@dataclass(frozen=True, slots=True)
class Statements:
    """What the claim states beside the service; each was recorded, none is assumed."""

    accepts_assignment: bool
    benefits_assigned: bool
    release_signed: bool
    accident_related: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of one visit. `patient` is None where the subscriber is the patient; `note` says that units were changed."""

    id: str
    practice: Practice
    rendering: Person
    referring: Person | None
    insured: Insured
    patient: Patient | None
    payer: Payer
    place_of_service: str
    diagnoses: tuple[str, ...]
    lines: tuple[Line, ...]
    statements: Statements
    note: str | None = None

    @property
    def total(self) -> Decimal:
        """The sum of the lines, to the cent."""
        return sum((line.charge for line in self.lines), Decimal("0.00"))
