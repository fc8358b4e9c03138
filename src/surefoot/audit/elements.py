"""What a table of notes may hold about one patient's day, and which requirement each column stands for."""

from __future__ import annotations

from dataclasses import dataclass

from surefoot.audit.columns import Column, Columns


@dataclass(frozen=True, slots=True)
class Element:
    """One element of documentation. `says` names it where it is missing."""

    column: str
    requirement: str
    says: str


ELEMENTS: tuple[Element, ...] = (
    Element("tests", "R04", "tests performed"),
    Element("one_on_one", "R07", "one-on-one contact"),
    Element("interpretation", "R09", "interpretation"),
    Element("plan_of_care_impact", "R10", "impact on the plan of care"),
    Element("minutes", "R11", "minutes"),
    Element("reason", "R12", "reason for testing"),
    Element("analysis", "R13", "analysis"),
    Element("signed_by", "R26", "signature"),
)
RECORD = "record"  # named as missing where there is no record of the day at all

NOTES: Columns = {
    "patient_id": Column("text", required=True),
    "day": Column("day", required=True),
    "provider_id": Column("text"),
    "minutes": Column("number"),
    "start": Column("moment"),
    "end": Column("moment"),
    "one_on_one": Column("yes_no"),
    "entered_later": Column("yes_no"),
    **{
        name: Column("text")
        for name in ("tests", "reason", "interpretation", "analysis", "plan_of_care_impact", "signed_by")
    },
}
TEXTS = ("interpretation", "analysis", "plan_of_care_impact")
