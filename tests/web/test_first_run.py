"""The first run of an installation, the people who work in a clinic, and the patient who is nobody."""

from __future__ import annotations

import stat
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from surefoot_web.accounts.actions_people import clinic_found
from surefoot_web.accounts.models import Clinic, User
from surefoot_web.accounts.selectors import setting_on
from surefoot_web.accounts.set_up import set_up_token
from surefoot_web.patients.models import Patient
from surefoot_web.records.clock import day_in, now
from surefoot_web.records.faults import InputRefused
from surefoot_web.trail.models import AuditEvent

from .conftest import make_clinic, make_user

TYPED = {
    "clinic": "Harbour Clinic",
    "time_zone": "America/New_York",
    "state": "NY",
    "phone": "555 0100",
    "display_name": "First Administrator",
    "username": "first",
    "password": "steady-ground",
}


@pytest.fixture
def home(tmp_path, settings):
    settings.SUREFOOT_HOME = tmp_path
    return tmp_path


@pytest.fixture
def signed_in(client, administrator):
    client.force_login(administrator)
    return client


def typed_person(**changed):
    given = {
        "display_name": "Second Person", "username": "second", "staff_id": "PT-9", "role": "provider", "credential": "PT",
        "password": "steady-ground", "operation": str(uuid4()),
    }  # fmt: skip
    return given | changed


@pytest.mark.django_db
def test_one_page_founds_the_clinic_and_signs_in(client, home):
    assert "There is no clinic here yet" in client.get(reverse("accounts:sign_in")).content.decode()
    token = set_up_token()
    assert stat.S_IMODE((home / "set_up_token").stat().st_mode) == 0o600
    reply = client.post(reverse("accounts:set_up", args=[token]), TYPED, follow=True)
    assert reply.redirect_chain == [(reverse("accounts:people"), 302)]
    clinic, user = Clinic.objects.get(), User.objects.get()
    assert (clinic.name, clinic.time_zone, user.role) == ("Harbour Clinic", "America/New_York", "administrator")
    today = day_in(clinic.time_zone, now())
    assert [setting_on(clinic=clinic, key=key, day=today) for key in ("state", "phone")] == ["NY", "555 0100"]
    assert AuditEvent.objects.get().action == "clinic.found"
    assert set_up_token() is None
    assert not (home / "set_up_token").exists()
    assert client.get(reverse("accounts:set_up", args=[token])).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["x", "", "\u00fc", "x" * 5000])
def test_nobody_founds_a_clinic_without_the_token(client, home, token):
    set_up_token()
    assert client.get(f"/set-up/{token}/").status_code == 404
    with pytest.raises(InputRefused):
        clinic_found(token=token, **TYPED)
    assert not Clinic.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("clinic", ""),
        ("time_zone", "Mars/Base"),
        ("state", "XX"),
        ("phone", "ring me"),
        ("password", "password"),
        ("username", ""),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_nothing_is_made(client, home, field, value):
    reply = client.post(reverse("accounts:set_up", args=[set_up_token()]), TYPED | {field: value})
    assert reply.status_code == 422
    assert list(reply.context["form"].errors) in ([field], ["__all__"])
    assert not Clinic.objects.exists()
    assert not User.objects.exists()


def test_an_installation_with_a_clinic_has_no_such_page(client, home, clinic):
    assert set_up_token() is None
    assert client.get("/set-up/x/").status_code == 404


def test_an_administrator_adds_people_who_can_sign_in(client, signed_in, clinic):
    assert signed_in.post(reverse("accounts:people"), typed_person()).status_code == 302
    added = User.objects.get(username="second")
    assert (added.clinic, added.role, added.credential) == (clinic, "provider", "PT")
    client.logout()
    assert client.login(username="second", password="steady-ground")
    assert client.get(reverse("accounts:people")).status_code == 403
    assert AuditEvent.objects.filter(action="staff.add", subject_id=added.pk).exists()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"role": ""}, "role"), ({"role": "king"}, "role"), ({"credential": ""}, "credential"), ({"password": "12345678"}, "password"),
        ({"username": "administrator"}, "username"), ({"staff_id": "dpm-Administrator"}, "staff_id"), ({"display_name": "x" * 300}, "display_name"),
    ],
)  # fmt: skip
def test_a_person_who_cannot_be_added_is_told_why(signed_in, administrator, changed, field):
    if field == "staff_id":
        changed = {"staff_id": administrator.staff_id.lower()}
    if field == "username":
        changed = {"username": administrator.username}
    reply = signed_in.post(reverse("accounts:people"), typed_person(**changed))
    assert reply.status_code == 422
    assert list(reply.context["form"].errors) == [field]
    assert User.objects.count() == 1


def changed(client, person, **values):
    held = {
        "display_name": person.display_name,
        "role": person.role,
        "credential": person.credential,
        "is_active": "on",
    }
    typed = held | {"row_version": person.row_version, "operation": str(uuid4())} | values
    return client.post(
        reverse("accounts:person", args=[person.pk]), {key: value for key, value in typed.items() if value}
    )


def test_whoever_may_no_longer_sign_in_is_signed_out_at_once(client, signed_in, provider, clinic):
    other = type(client)()
    other.force_login(provider)
    assert other.get(reverse("visits:today")).status_code == 200
    assert changed(signed_in, provider, is_active="").status_code == 302
    assert other.get(reverse("visits:today")).status_code == 302
    provider.refresh_from_db()
    assert not provider.is_active


def test_a_clinic_keeps_somebody_who_can_administer_it(signed_in, administrator, provider):
    for values in ({"is_active": ""}, {"role": "biller"}):
        reply = changed(signed_in, administrator, **values)
        assert reply.status_code == 422
        assert "no administrator who can sign in" in reply.content.decode()
    assert changed(signed_in, provider, role="administrator").status_code == 302
    assert changed(signed_in, administrator, role="biller").status_code == 302


def test_two_who_change_one_person_do_not_overwrite_each_other(signed_in, provider):
    assert changed(signed_in, provider, display_name="First Change").status_code == 302
    reply = changed(signed_in, provider, display_name="Second Change")
    assert reply.status_code == 422
    provider.refresh_from_db()
    assert provider.display_name == "First Change"


def test_a_new_password_ends_what_the_old_one_began(client, signed_in, provider):
    other = type(client)()
    other.force_login(provider)
    address = reverse("accounts:new_password", args=[provider.pk])
    assert signed_in.post(address, {"password": "short"}).status_code == 422
    assert signed_in.post(address, {"password": "firm-footing", "operation": str(uuid4())}).status_code == 302
    assert other.get(reverse("visits:today")).status_code == 302
    assert other.login(username=provider.username, password="firm-footing")


def test_people_of_another_clinic_are_not_there(signed_in):
    stranger = make_user(make_clinic("Clinic B"), "provider", prefix="other-")
    for name in ("accounts:person", "accounts:new_password"):
        assert signed_in.get(reverse(name, args=[stranger.pk])).status_code == 404
    assert stranger.display_name not in [
        one.display_name for one in signed_in.get(reverse("accounts:people")).context["people"]
    ]


def test_the_practice_patient_says_so_and_cannot_be_mistaken(client, provider):
    client.force_login(provider)
    reply = client.post(reverse("patients:add_practice"), {"operation": str(uuid4())}, follow=True)
    made = Patient.objects.get()
    assert (str(made), made.practice) == ("Practice Patient 1", True)
    assert "This is nobody" in reply.content.decode()
    correct = client.post(
        reverse("patients:correct", args=[made.pk]),
        {"row_version": 1, "identifier": "P-1", "given_name": "A", "family_name": "B", "birth_date": "1950-01-01", "sex": "male",
         "language": "en", "payer_policy": "cms"},
    )  # fmt: skip
    assert "nobody to correct" in correct.content.decode()
    assert str(Patient.objects.get()) == "Practice Patient 1"


def test_only_those_who_add_patients_make_one(client, biller):
    client.force_login(biller)
    assert client.post(reverse("patients:add_practice")).status_code == 403
    assert not Patient.objects.exists()


def test_the_day_of_the_founding_is_the_clinics_own(home, db):
    user = clinic_found(token=set_up_token(), **TYPED | {"time_zone": "Pacific/Honolulu"})
    day = day_in("Pacific/Honolulu", now())
    assert setting_on(clinic=user.clinic, key="state", day=day) == "NY"
    assert setting_on(clinic=user.clinic, key="state", day=day - timedelta(days=1)) == ""
