"""Two clinics in one database, one of everything in each: no address, list or model lets one look into the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.apps import apps
from django.db import models, transaction

from surefoot_web.accounts.models import User
from surefoot_web.billing.models import ClaimFile
from surefoot_web.followup.models import FallReport
from surefoot_web.intake.models import IntakeForm
from surefoot_web.links.models import FormLink
from surefoot_web.patients.models import Patient
from surefoot_web.records.base import ClinicOwned
from surefoot_web.visits.models import IncidentEvent, LedgerEvent, ServiceEvent, StopwatchDevice, Trial, Visit

from .full_clinic import Full, full_clinic, mark_all, standing
from .open_pages import ACTION_OF, TABLE, filled

pytestmark = pytest.mark.django_db
THEIRS = "Zebraqx"
PARTS = {  # part of an address: where its ids come from
    "visit_id": (Visit, "pk"),
    "patient_id": (Patient, "pk"),
    "user_id": (User, "pk"),
    "file_id": (ClaimFile, "pk"),
    "report_id": (FallReport, "pk"),
    "form_id": (IntakeForm, "pk"),
    "device_id": (StopwatchDevice, "pk"),
    "link_id": (FormLink, "pk"),
    "trial_id": (Trial, "pk"),
    "incident_id": (IncidentEvent, "incident_id"),
    "span_id": (LedgerEvent, "span_id"),
    "service_id": (ServiceEvent, "service_id"),
}
SHARED = {  # rows of no clinic, and why
    "accounts.Clinic": "the clinic itself",
    "account.EmailAddress": "of allauth; not used, no mail is sent",
    "account.EmailConfirmation": "of allauth; not used",
    "accounts.User": "belongs to one clinic by a field of its own; user names are one list for the installation",
    "auth.Group": "of Django; not used",
    "auth.Permission": "of Django; not used, roles decide",
    "contenttypes.ContentType": "of Django; names of models",
    "mfa.Authenticator": "of allauth; a second factor belongs to its person",
    "socialaccount.SocialAccount": "of allauth; not used, single sign-on keeps no row",
    "socialaccount.SocialApp": "of allauth; not used, the environment names the provider",
    "socialaccount.SocialToken": "of allauth; not used",
    "sessions.Session": "of Django; a session belongs to a browser, and names its person",
}
IN_WORDS = {
    "visits:span_stop",
    "visits:span_restore",
    "visits:service_restore",
}  # their action refuses (409): the visit has no such part
STRANGE_FORM = re.compile(r"form_id>")  # the patient's own screens answer strangers by leading away


@pytest.fixture(scope="module")
def both(django_db_setup, django_db_blocker) -> Iterator[tuple[Full, Full]]:
    with standing(django_db_blocker):
        mine, theirs = full_clinic(), full_clinic("Clinic B", prefix="b_")
        assert mark_all(THEIRS, theirs.clinic, staff=THEIRS) == set()
        yield mine, theirs


def ids_of(clinic, part: str) -> list[UUID]:
    model, name = PARTS[part]
    return list(model._base_manager.filter(clinic=clinic).values_list(name, flat=True).distinct())


def strange(mine: Full, theirs: Full, route: str) -> Iterator[str]:
    """The route with one id of the other clinic at a time, the others one's own or of the same other record."""
    names = [name for name in re.findall(r"<uuid:(\w+)>", route) if name in PARTS]
    for visit in (mine.open, mine.signed):
        own = {"visit_id": visit.pk, "patient_id": visit.patient_id}
        for name in names:
            for one in ids_of(theirs.clinic, name):
                yield filled(route, **(own | {name: one}))
    if len(names) > 1:
        for visit in (theirs.open, theirs.signed):
            for one in ids_of(theirs.clinic, names[-1]):
                yield filled(route, visit_id=visit.pk, patient_id=visit.patient_id, **{names[-1]: one})


def test_every_id_in_an_address_is_known():
    used = {name for route in TABLE.values() for name in re.findall(r"<uuid:(\w+)>", route)}
    assert used == set(PARTS)


def test_no_address_opens_or_changes_what_is_of_another_clinic(client, both):
    """Every address with an id, as every role, with ids of the other clinic: there is no such thing, and nothing is shown or written."""
    mine, theirs = both
    before = rows_of(theirs.clinic)
    wrong, tried = [], 0
    for kind, user in mine.people.items():
        client.force_login(user)
        for name, route in TABLE.items():
            if "<uuid:" not in route or not opens(user, name):
                continue
            for address in dict.fromkeys(strange(mine, theirs, route)):
                with transaction.atomic():
                    for answer in (client.get(address), client.post(address)):
                        tried += 1
                        led_away = STRANGE_FORM.search(route) and answer.status_code == 302
                        in_words = name in IN_WORDS and answer.status_code == 409
                        refused = answer.status_code in (403, 404, 405) or led_away or in_words
                        if not refused or THEIRS.encode() in content(answer):
                            wrong.append((kind, name, answer.request["REQUEST_METHOD"], answer.status_code))
                    transaction.set_rollback(True)
    assert sorted(set(wrong)) == []
    assert tried > len(TABLE)
    assert rows_of(theirs.clinic) == before


def test_no_page_of_ones_own_shows_anything_of_the_other_clinic(client, both):
    mine, _ = both
    shown = []
    for kind, user in mine.people.items():
        client.force_login(user)
        for visit in (mine.open, mine.signed):
            ids = {name: ids_of(mine.clinic, name)[0] for name in PARTS}
            ids |= {"visit_id": visit.pk, "patient_id": visit.patient_id}
            for name, route in TABLE.items():
                if not opens(user, name) or (visit is mine.signed and "visit_id" not in route):
                    continue
                with transaction.atomic():
                    answer = client.get(filled(route, **ids), {"words": THEIRS} if name == "patients:find" else {})
                    transaction.set_rollback(True)
                typed = re.sub(rb'value="[^"]*"', b"", content(answer)) if name == "patients:find" else content(answer)
                if THEIRS.encode() in typed:
                    shown.append((kind, name))
    assert sorted(set(shown)) == []


def opens(user: User, name: str) -> bool:
    """Whether the role of `user` gets as far as the record: a role that does not is refused before, see test_matrix.py."""
    action = ACTION_OF[name]
    return action is None or user.may(action)


def content(answer) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def rows_of(clinic) -> dict[str, int]:
    return {
        model.__name__: model._base_manager.filter(clinic=clinic).count()
        for model in apps.get_models()
        if issubclass(model, ClinicOwned)
    }


def test_every_model_belongs_to_a_clinic_or_is_listed_with_a_reason():
    shared = {model._meta.label for model in apps.get_models() if not issubclass(model, ClinicOwned)}
    assert shared == set(SHARED)


def test_there_is_a_row_of_every_model_and_none_points_into_another_clinic(both):
    """So that the walks above have something to find, and every path from a row leads to its own clinic."""
    mine, _ = both
    empty = []
    for model in apps.get_models():
        if not issubclass(model, ClinicOwned):
            continue
        rows = list(model._base_manager.filter(clinic=mine.clinic))
        if not rows:
            empty.append(model.__name__)
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.name != "clinic":
                for row in rows:
                    other = getattr(row, field.name)
                    assert other is None or other.clinic_id == row.clinic_id, (model, field.name)
    assert set(empty) == NO_ROWS


NO_ROWS = {
    "ClinicSetting",
    "ScopeAttestation",
    "Stopwatch",
    "UrgentShown",
}  # nothing that an address names
