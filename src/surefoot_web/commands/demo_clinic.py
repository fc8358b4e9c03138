"""The synthetic clinic: its staff and a few plainly made-up patients. Making it twice changes nothing."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID, uuid5

from django.db import transaction

from surefoot_web.accounts.models import Clinic, User
from surefoot_web.accounts.roles import Credential, Role
from surefoot_web.patients.actions import patient_add
from surefoot_web.records.clock import day_in, now
from surefoot_web.visits.actions import visit_start

from .demo_claims import ensure_claim_data
from .demo_followup import ensure_followup
from .demo_visits import ensure_visits

PASSWORD = "steady-ground"  # noqa: S105 - printed on purpose: loopback only, made-up people only
CLINIC_ID = UUID("00000000-0000-7000-8000-00000000d000")


@dataclass(frozen=True, slots=True)
class Person:
    username: str
    display_name: str
    staff_id: str
    role: str
    credential: str = Credential.OTHER


STAFF = (
    Person("podiatrist", "Demo Provider", "DPM-7", Role.PROVIDER, Credential.DPM),
    Person("therapist", "Demo Therapist", "PT-3", Role.PROVIDER, Credential.PT),
    Person("assistant", "Demo Assistant", "MA-2", Role.ASSISTANT, Credential.MA),
    Person("desk", "Demo Front Desk", "FD-1", Role.FRONT_DESK),
    Person("biller", "Demo Biller", "BL-1", Role.BILLER),
    Person("compliance", "Demo Compliance", "CO-1", Role.COMPLIANCE),
    Person("administrator", "Demo Administrator", "AD-1", Role.ADMINISTRATOR),
)

PATIENTS = (
    ("D-001", "Demo", "Patient One", date(1948, 3, 2), "female", "en"),
    ("D-002", "Demo", "Patient Two", date(1941, 7, 19), "male", "es"),
    ("D-003", "Demo", "Patient Three", date(1956, 11, 30), "female", "en"),
    ("D-004", "Demo", "Patient Four", date(1937, 1, 8), "male", "en"),
)


@transaction.atomic
def ensure_clinic() -> Clinic:
    """Return the synthetic clinic; make what is missing of it."""
    clinic, _ = Clinic.objects.get_or_create(
        pk=CLINIC_ID, defaults={"name": "Demo Clinic", "time_zone": "America/New_York"}
    )
    for person in STAFF:
        if not User.objects.filter(username=person.username).exists():
            User.objects.create_user(password=PASSWORD, clinic=clinic, **asdict(person))
    _ensure_patients(clinic)
    return clinic


def _ensure_patients(clinic: Clinic) -> None:
    desk = User.objects.get(clinic=clinic, username="desk")
    provider = User.objects.get(clinic=clinic, username="podiatrist")
    names = ("identifier", "given_name", "family_name", "birth_date", "sex", "language")
    patients = {
        values[0]: patient_add(**dict(zip(names, values, strict=True)), by=desk, operation=uuid5(CLINIC_ID, values[0]))
        for values in PATIENTS
    }
    visit_start(
        patient=patients["D-001"],
        date=day_in(clinic.time_zone, now()),
        reason="two falls since August, unsteady on stairs",
        provider=provider,
        by=desk,
        operation=uuid5(CLINIC_ID, "first visit"),
    )
    ensure_visits(patients, provider)
    ensure_followup(patients["D-004"], provider, desk)
    ensure_claim_data(patients["D-002"], User.objects.get(clinic=clinic, username="biller"))
