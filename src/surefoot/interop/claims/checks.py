"""Our own rules over a drawn claim: what format validators let through. Each fault has a code that never changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from surefoot.billing import edit_table
from surefoot.errors import Fault
from surefoot.interop.claims.content import Claim, Line
from surefoot.interop.claims.npi import is_npi
from surefoot.knowledge import Knowledge

MODIFIERS = 4  # a line has room for so many
DIAGNOSES = 12  # a claim has room for so many
MEDICARE = "MB"  # the filing indicator of Part B
THERAPY = frozenset({"GP", "GO", "GN"})


def checks(
    claim: Claim, billing: Mapping[str, Any], knowledge: Knowledge, today: date | None = None
) -> Iterator[Fault]:
    """Every fault of a claim. Without `today` the day is not judged."""
    yield from _identifiers(claim)
    yield from _release(claim)
    if claim.statements.accident_related:
        says = "Work or an accident is the cause; which one, where and when has no place in this claim."
        yield Fault("SF-B022", "claim.accident_related", says, "Write this claim by hand.")
    if len(claim.diagnoses) > DIAGNOSES:
        says = f"A claim has room for {DIAGNOSES} diagnoses; the visit has {len(claim.diagnoses)}."
        yield Fault("SF-B013", "visit.diagnoses", says, "Keep those that bear on the tests.")
    table = billing["diagnoses"]["checked"]
    for one in table["codes"] if table else ():
        if one["reported"] == "no":
            says = f"{one['code']} cannot be reported on the day of the visit."
            yield Fault("SF-B013", "visit.diagnoses", says, "Record a code of the release of the day.")
    if len(set(claim.diagnoses)) < len(claim.diagnoses):
        yield Fault("SF-B013", "visit.diagnoses", "A diagnosis stands twice.", "Keep it once.")
    for line in claim.lines:
        yield from _line(line, claim, billing, knowledge, today)
    if len({(line.code, line.day, line.modifiers) for line in claim.lines}) < len(claim.lines):
        says = "One code of one day stands twice with the same modifiers."
        yield Fault("SF-B017", "claim.lines", says, "Units that differ in nothing stand on one line.")


def _release(claim: Claim) -> Iterator[Fault]:
    if claim.payer.kind == MEDICARE and not claim.statements.release_signed:
        says = "Medicare asks that the patient sign the claim or a release kept on file (Claims Processing Manual, chapter 26, item 12); the record says there is none."
        yield Fault("SF-B023", "claim.release_signed", says, "Have the patient sign it, then record that it is signed.")


def _identifiers(claim: Claim) -> Iterator[Fault]:
    people = {"billing_npi": claim.practice.npi, "rendering_npi": claim.rendering.npi}
    if claim.referring:
        people["referring.npi"] = claim.referring.npi
    for path, number in people.items():
        if not is_npi(number):
            says = f"{number} is no NPI: its check digit does not fit."
            yield Fault("SF-B012", f"claim.{path}", says, "Copy the ten digits again from the provider's registration.")


def _line(
    line: Line, claim: Claim, billing: Mapping[str, Any], knowledge: Knowledge, today: date | None
) -> Iterator[Fault]:
    table = edit_table(knowledge, "office", line.day)
    most = table["units_limit"] if table else line.units
    units = sum(one.units for one in claim.lines if (one.code, one.day) == (line.code, line.day))
    if not 1 <= line.units <= units <= most:
        says = f"{units} units of {line.code} stand on the claim; the limit of the day is {most}."
        yield Fault(
            "SF-B014", "billing.units", says, "Read the units' reasons with: surefoot assess CASE.json --explain"
        )
    if len(line.modifiers) > MODIFIERS:
        says = f"A line has room for {MODIFIERS} modifiers; the decision gives {', '.join(line.modifiers)}."
        yield Fault("SF-B015", "billing.payer.modifiers", says, "Ask the payer which one it can do without.")
    if billing["payer"]["policy"] == "cms" and not THERAPY & set(line.modifiers):
        says = "Medicare needs a therapy modifier on this line and the decision gives none."
        yield Fault("SF-B015", "billing.payer.modifiers", says, "Record the discipline of the plan of care.")
    if line.charge <= 0:
        yield Fault("SF-B016", f"claim.charges.{line.code}", "The charge is nothing.", "Give the charge of one unit.")
    if not line.pointers or max(line.pointers) > len(claim.diagnoses):
        says = "A line points to a diagnosis that the claim does not have."
        yield Fault("SF-B013", "visit.diagnoses", says, "Record the diagnosis.")
    if today and line.day > today:
        yield Fault("SF-B018", "visit.date", "The day of service is in the future.", "Claim it on or after its day.")
