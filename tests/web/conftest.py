"""The web tests: one clinic with its staff, one patient, one visit."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from surefoot_web.accounts.models import Clinic, User
from surefoot_web.patients.actions import patient_add
from surefoot_web.patients.models import Patient
from surefoot_web.visits import actions as visit_actions
from surefoot_web.visits.models import Visit

AT = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
PASSWORD = "steady-ground-2026"
ROLES = {
    "desk": ("front_desk", "other"),
    "assistant": ("assistant", "MA"),
    "provider": ("provider", "DPM"),
    "biller": ("biller", "other"),
    "compliance": ("compliance", "other"),
    "administrator": ("administrator", "other"),
}


@pytest.fixture(autouse=True)
def _fast_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _password_alone(settings):
    """Pages are tried without a second step of signing in; tests/web/test_sign_in_second.py tries that it is required."""
    settings.SUREFOOT_SECOND_FACTOR_REQUIRED = False


def make_clinic(name: str = "Clinic A") -> Clinic:
    return Clinic.objects.create(name=name, time_zone="America/New_York")


def make_user(clinic: Clinic, kind: str, *, prefix: str = "") -> User:
    role, credential = ROLES[kind]
    return User.objects.create_user(
        f"{prefix}{kind}",
        PASSWORD,
        clinic=clinic,
        display_name=f"Test {kind.title()}",
        staff_id=f"{credential}-{kind}",
        role=role,
        credential=credential,
    )


def fresh(visit: Visit) -> Visit:
    """The visit as it is on record now."""
    return Visit.objects.get(pk=visit.pk)


@pytest.fixture
def clinic(db) -> Clinic:
    return make_clinic()


@pytest.fixture
def desk(clinic) -> User:
    return make_user(clinic, "desk")


@pytest.fixture
def provider(clinic) -> User:
    return make_user(clinic, "provider")


@pytest.fixture
def assistant(clinic) -> User:
    return make_user(clinic, "assistant")


@pytest.fixture
def biller(clinic) -> User:
    return make_user(clinic, "biller")


@pytest.fixture
def administrator(clinic) -> User:
    return make_user(clinic, "administrator")


@pytest.fixture
def patient(desk) -> Patient:
    return patient_add(
        identifier="P-001",
        given_name="Demo",
        family_name="Patient One",
        birth_date=date(1948, 3, 2),
        sex="female",
        by=desk,
        at=AT,
    )


@pytest.fixture
def visit(patient, provider) -> Visit:
    return visit_actions.visit_start(
        patient=patient,
        date=date(2026, 11, 20),
        reason="two falls since August, unsteady on stairs",
        provider=provider,
        by=provider,
        at=AT,
    )


@pytest.fixture
def other_clinic_visit(db) -> Visit:
    """A visit of another clinic, for looking over the fence."""
    clinic = make_clinic("Clinic B")
    theirs = make_user(clinic, "provider", prefix="b_")
    person = patient_add(
        identifier="P-001", given_name="Demo", family_name="Patient B", birth_date=date(1950, 1, 1), by=theirs, at=AT
    )
    return visit_actions.visit_start(patient=person, date=date(2026, 11, 20), provider=theirs, by=theirs, at=AT)
