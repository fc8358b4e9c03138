"""Professional claims as an X12 837P file, 005010X222A1.

Loops written: 1000A submitter, 1000B receiver; for each practice 2000A, 2010AA; for each claim 2000B, 2010BA, 2010BB, 2000C and
2010CA where the patient is not the subscriber, 2300, 2310A, 2310B, and 2400 for each line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from surefoot.interop.claims import Address, Claim, Insured, Line, Patient, Person, Practice
from surefoot.interop.x12.v5010.segments import COMPONENT, REPETITION, amount, composite, segment, word

GUIDE = "005010X222A1"
_SEX = {"female": "F", "male": "M"}
_RELATION = {"self": "18", "spouse": "01", "child": "19", "other": "G8"}
_TAX = {"ein": "EI", "ssn": "SY"}
_CONTROL = 9


@dataclass(frozen=True, slots=True)
class Exchange:
    """The envelope: who sends to whom, when, under which number; `test` marks a file that is not to be paid."""

    submitter_id: str
    receiver_id: str
    receiver_name: str
    written_at: datetime
    control_number: int
    test: bool = False


def write_837p(claims: Sequence[Claim], exchange: Exchange) -> str:
    """The whole file. Claims of one practice share its loop; their order is kept within it.

    Raises CaseRefused for text that X12 cannot hold.
    """
    body = list(_transaction(claims, exchange))
    number = str(exchange.control_number)
    return "".join(
        (
            _interchange(exchange),
            segment("GS", "HC", exchange.submitter_id, exchange.receiver_id, *_stamp(exchange), number, "X", GUIDE),
            *body,
            segment("SE", str(len(body) + 1), "0001"),
            segment("GE", "1", number),
            segment("IEA", "1", number.zfill(_CONTROL)),
        )
    )


def _stamp(exchange: Exchange) -> tuple[str, str]:
    return exchange.written_at.strftime("%Y%m%d"), exchange.written_at.strftime("%H%M")


def _interchange(exchange: Exchange) -> str:
    """ISA alone has elements of fixed width."""
    blank = " " * 10
    parties = ("ZZ", exchange.submitter_id.ljust(15), "ZZ", exchange.receiver_id.ljust(15))
    when = (exchange.written_at.strftime("%y%m%d"), exchange.written_at.strftime("%H%M"))
    number = str(exchange.control_number).zfill(_CONTROL)
    mode = "T" if exchange.test else "P"
    return segment("ISA", "00", blank, "00", blank, *parties, *when, REPETITION, "00501", number, "0", mode, COMPONENT)


def _transaction(claims: Sequence[Claim], exchange: Exchange) -> Iterator[str]:
    first = claims[0].practice
    yield segment("ST", "837", "0001", GUIDE)
    yield segment("BHT", "0019", "00", str(exchange.control_number), *_stamp(exchange), "CH")
    submitter = word(first.name, "claim.billing.name")
    yield segment("NM1", "41", "2", submitter, "", "", "", "", "46", exchange.submitter_id)
    yield segment("PER", "IC", word(first.contact, "claim.billing.contact"), "TE", first.phone)
    receiver = word(exchange.receiver_name, "claim.receiver_name")
    yield segment("NM1", "40", "2", receiver, "", "", "", "", "46", exchange.receiver_id)
    number = 0
    ordered = sorted(claims, key=lambda claim: claim.practice.npi)
    for _, own in groupby(ordered, key=lambda claim: claim.practice):
        listed = list(own)
        number += 1
        practice = number
        yield from _practice(listed[0].practice, practice)
        for claim in listed:
            number += 1
            yield from _subscriber(claim, number, practice)
            if claim.patient:
                number += 1
                yield from _patient(claim.patient, number, number - 1)
            yield from _claim(claim)


def _practice(practice: Practice, number: int) -> Iterator[str]:
    yield segment("HL", str(number), "", "20", "1")
    if practice.taxonomy:
        yield segment("PRV", "BI", "PXC", practice.taxonomy)
    name = word(practice.name, "claim.billing.name")
    yield segment("NM1", "85", "2", name, "", "", "", "", "XX", practice.npi)
    yield from _address(practice.address, "claim.billing.address")
    yield segment("REF", _TAX[practice.tax_id_kind], practice.tax_id)


def _subscriber(claim: Claim, number: int, above: int) -> Iterator[str]:
    insured, payer = claim.insured, claim.payer
    yield segment("HL", str(number), str(above), "22", "1" if claim.patient else "0")
    relation = "" if claim.patient else _RELATION["self"]
    yield segment("SBR", "P", relation, "", "", "", "", "", "", payer.kind)
    yield _name("IL", insured, "claim.subscriber", "MI", word(insured.id, "claim.subscriber.id"))
    if insured.address and insured.birth_date:
        yield from _address(insured.address, "claim.subscriber.postal_address")
        yield _demographics(insured.birth_date, insured.sex)
    payer_id = word(payer.id, "claim.payer.id")
    yield segment("NM1", "PR", "2", word(payer.name, "claim.payer.name"), "", "", "", "", "PI", payer_id)


def _patient(patient: Patient, number: int, above: int) -> Iterator[str]:
    yield segment("HL", str(number), str(above), "23", "0")
    yield segment("PAT", _RELATION[patient.relation])
    yield _name("QC", patient, "claim.patient")
    yield from _address(patient.address, "claim.patient.postal_address")
    yield _demographics(patient.birth_date, patient.sex)


def _claim(claim: Claim) -> Iterator[str]:
    place = composite(claim.place_of_service, "B", "1")
    said = claim.statements
    assigned = ("A" if said.accepts_assignment else "C", "Y" if said.benefits_assigned else "N")
    release = "Y" if said.release_signed else "I"
    yield segment("CLM", claim.id, amount(claim.total), "", "", place, "Y", *assigned, release)
    codes = [code.replace(".", "") for code in claim.diagnoses]
    yield segment("HI", *(composite("ABF" if index else "ABK", code) for index, code in enumerate(codes)))
    if claim.referring:
        yield _name("DN", claim.referring, "claim.referring", "XX", claim.referring.npi)
    yield _name("82", claim.rendering, "claim.rendering", "XX", claim.rendering.npi)
    if claim.rendering.taxonomy:
        yield segment("PRV", "PE", "PXC", claim.rendering.taxonomy)
    for number, line in enumerate(claim.lines, 1):
        yield from _line(line, number, claim)


def _line(line: Line, number: int, claim: Claim) -> Iterator[str]:
    procedure = composite("HC", line.code, *line.modifiers)
    pointers = composite(*map(str, line.pointers))
    yield segment("LX", str(number))
    yield segment("SV1", procedure, amount(line.charge), "UN", str(line.units), "", "", pointers)
    yield segment("DTP", "472", "D8", _day(line.day))
    yield segment("REF", "6R", f"{claim.id}-{number}")
    if claim.note:
        yield segment("NTE", "ADD", word(claim.note.replace(";", ","), "units_override"))


def _name(role: str, person: Person | Insured | Patient, where: str, *id_: str) -> str:
    last, first = word(person.last_name, f"{where}.last_name"), word(person.first_name, f"{where}.first_name")
    return segment("NM1", role, "1", last, first, "", "", "", *id_)


def _address(address: Address, where: str) -> Iterable[str]:
    street, city = word(address.street, f"{where}.street"), word(address.city, f"{where}.city")
    return segment("N3", street), segment("N4", city, address.state, address.zip)


def _demographics(born: date, sex: str | None) -> str:
    return segment("DMG", "D8", _day(born), _SEX.get(sex or "", "U"))


def _day(day: date) -> str:
    return day.strftime("%Y%m%d")
