"""Leaving: signed out here, everywhere, by an administrator, by a new password, by a closed account; what ends with it."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from surefoot_web.accounts.actions_people import staff_change, staff_new_password
from surefoot_web.trail.models import AuditEvent
from surefoot_web.visits.models import Stopwatch, StopwatchDevice

from .conftest import PASSWORD
from .workspace_steps import address, clock


def machines(person) -> list[Client]:
    found = [Client(), Client()]
    for client in found:
        client.force_login(person)
    return found


def inside(client) -> bool:
    return client.get("/").status_code == 200


def joined(staff, visit) -> Client:
    phone = Client()
    link = staff.post(address("devices", visit), {"test": "tug"}).context["address"].partition("testserver")[2]
    assert phone.post(link).status_code == 302
    return phone


def test_signing_out_is_kept_in_the_trail_and_ends_this_machine_alone(provider):
    here, there = machines(provider)
    here.post(reverse("accounts:sign_out"))
    assert (inside(here), inside(there)) == (False, True)
    event = AuditEvent.objects.get(action="staff.signed_out")
    assert (event.actor, event.subject_id, event.patient_id, event.detail) == (provider, provider.pk, None, {})


def test_a_joined_phone_ends_when_its_person_signs_out_and_the_clock_runs_on(provider, assistant, visit):
    here, theirs = machines(provider)[0], machines(assistant)[0]
    phone, other = joined(here, visit), joined(theirs, visit)
    clock(here, visit, "start")
    here.post(reverse("accounts:sign_out"))
    assert phone.get("/stopwatch/").status_code == 404
    assert other.get("/stopwatch/").status_code == 200
    assert Stopwatch.objects.get().stopped_at is None
    assert StopwatchDevice.objects.get(user=provider).ended_by == provider


def test_an_invitation_ends_too(provider, visit):
    here = machines(provider)[0]
    link = here.post(address("devices", visit), {"test": "tug"}).context["address"].partition("testserver")[2]
    here.post(reverse("accounts:sign_out"))
    assert Client().get(link).status_code == 404


def test_out_everywhere_by_oneself(provider, desk, visit):
    here, there = machines(provider)
    phone, colleague = joined(here, visit), machines(desk)[0]
    reply = here.post(reverse("accounts:own_sign_out"), {"operation": str(uuid4())}, follow=True)
    assert "signed out everywhere" in reply.content.decode()
    assert (inside(here), inside(there), inside(colleague)) == (False, False, True)
    assert phone.get("/stopwatch/").status_code == 404
    assert AuditEvent.objects.filter(action="own.sign_out_everywhere").count() == 1
    assert here.login(username=provider.username, password=PASSWORD)


def test_out_everywhere_by_an_administrator(administrator, provider):
    here, there = machines(provider)
    theirs = machines(administrator)[0]
    theirs.post(reverse("accounts:sign_out_of", args=[provider.pk]), {"operation": str(uuid4())})
    assert (inside(here), inside(there), inside(theirs)) == (False, False, True)
    assert AuditEvent.objects.get(action="staff.sign_out").subject_id == provider.pk


@pytest.mark.parametrize("kind", ["desk", "provider"])
def test_by_nobody_else(request, administrator, kind):
    theirs, here = machines(request.getfixturevalue(kind))[0], machines(administrator)[0]
    assert theirs.post(reverse("accounts:sign_out_of", args=[administrator.pk])).status_code == 403
    assert inside(here)


def test_a_new_password_and_a_closed_account_end_sessions(administrator, provider, visit):
    here = machines(provider)[0]
    phone = joined(here, visit)
    staff_new_password(person=provider, password="another-steady-ground", by=administrator)
    assert not inside(here)
    assert phone.get("/stopwatch/").status_code == 404
    here = machines(provider)[0]
    provider.refresh_from_db()
    staff_change(person=provider, row_version=provider.row_version, is_active=False, by=administrator)
    assert not inside(here)


def test_ones_own_new_password_keeps_this_machine_and_no_other(provider):
    here, there = machines(provider)
    given = {"present_password": PASSWORD, "password": "another-steady-ground", "operation": str(uuid4())}
    own = reverse("accounts:own_password")
    assert here.post(own, {**given, "present_password": "x"}).status_code == 422
    assert here.post(own, {**given, "password": "too-short"}).status_code == 422
    assert here.post(own, given).status_code == 302
    assert (inside(here), inside(there)) == (True, False)
    assert Client().login(username=provider.username, password="another-steady-ground")
    assert AuditEvent.objects.filter(action="own.password_change").count() == 1
