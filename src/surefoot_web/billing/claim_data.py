"""What a claim needs beside the record: of the practice, of the patient's coverage, of one visit; each row from a day on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from surefoot_web.accounts.models import Clinic, User
from surefoot_web.patients.models import Patient
from surefoot_web.visits.models import Visit

from .models import About, ClaimData

Data = dict[str, Any]
RENDERING = "rendering_by_staff"  # of the practice's data alone: no key of a case


def practice_on(clinic: Clinic, day: date) -> ClaimData | None:
    """What held for the practice on `day`; None where nothing was given."""
    return ClaimData.objects.filter(clinic=clinic, about=About.PRACTICE, first_day__lte=day).last()


def coverage_on(patient: Patient, day: date) -> ClaimData | None:
    """What held for the patient's coverage on `day`; None where nothing was given."""
    return ClaimData.objects.filter(patient=patient, about=About.COVERAGE, first_day__lte=day).last()


def details_of(visit: Visit) -> ClaimData | None:
    """What was given for this visit alone."""
    return ClaimData.objects.filter(visit=visit, about=About.VISIT).last()


def claim_part(visit: Visit) -> Data:
    """The part `claim` of the visit's case, from all that was given. What nobody gave is left out."""
    rows = (practice_on(visit.clinic, visit.date), coverage_on(visit.patient, visit.date), details_of(visit))
    whole: Data = {}
    for row in rows:
        whole |= row.data if row else {}
    people = whole.pop(RENDERING, {})
    rendering = people.get(visit.provider.staff_id, {}) | ({"npi": visit.provider.npi} if visit.provider.npi else {})
    whole |= {"rendering": rendering} if rendering else {}
    return whole | {"id": claim_number(visit)}


def claim_number(visit: Visit) -> str:
    """The number of the visit's claim, the same each time a file is made: the second half of the visit's own id."""
    digits = visit.pk.hex
    return digits[len(digits) // 2 :].upper()


def nested(values: Mapping[str, Any]) -> Data:
    """`{"billing.name": "x"}` as `{"billing": {"name": "x"}}`; what is empty is left out."""
    found: Data = {}
    for path, value in values.items():
        if value in ("", None):
            continue
        *way, last = path.split(".")
        place = found
        for step in way:
            place = place.setdefault(step, {})
        place[last] = value
    return found


def at_path(data: Mapping[str, Any], path: str) -> Any:
    """What stands at a dotted path; None where nothing does."""
    found: Any = data
    for step in path.split("."):
        found = found.get(step) if isinstance(found, Mapping) else None
    return found


def rendering_staff(by: User) -> list[User]:
    """The people of the clinic who may render a service, by name."""
    from surefoot_web.accounts.selectors import providers_of

    return list(providers_of(by=by))
