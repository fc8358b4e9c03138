"""The second factor: required of everybody, set up by code or passkey, asked for at signing in, taken away by an administrator."""

from __future__ import annotations

import time
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client
from django.urls import reverse

from surefoot_web.accounts.doors.second_factor import ON_THE_WAY
from surefoot_web.commands.second_factor import _reset
from surefoot_web.trail.models import AuditEvent

from .conftest import PASSWORD
from .open_pages import TABLE, filled

OWN = "/own/sign-in/"


def code_of(secret: str, steps: int = 0) -> str:
    """What an authenticator app shows, `steps` half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def give_app(person) -> str:
    """An authenticator app and recovery codes for `person`; returns its secret."""
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    RecoveryCodes.activate(person)
    return secret


def sign_in(client, person, **more):
    return client.post(reverse("accounts:sign_in"), {"username": person.username, "password": PASSWORD, **more})


def last_event(person):
    return AuditEvent.objects.filter(actor=person).order_by("-number").first()


@pytest.fixture
def required(settings):
    settings.SUREFOOT_SECOND_FACTOR_REQUIRED = True


def test_it_is_required_outside_the_demo_and_offered_in_it():
    from surefoot_web.config.settings import sign_in as held

    assert held.SUREFOOT_SECOND_FACTOR_REQUIRED is (not held.SUREFOOT_DEMO)
    assert held.SUREFOOT_SECOND_FACTOR_REQUIRED is True


def test_without_one_every_page_leads_to_setting_one_up(client, required, provider, visit):
    client.force_login(provider)
    tried = 0
    for name, route in TABLE.items():
        if name in ON_THE_WAY or filled(route) in (OWN, "/sign-in/"):
            continue
        address = filled(route, visit_id=visit.pk, patient_id=visit.patient_id)
        for send in (client.get, client.post):
            reply = send(address)
            assert (reply.status_code, reply.headers.get("Location")) == (302, OWN), f"{name} {address}"
            tried += 1
    assert tried > 200
    page = client.get(OWN).content.decode()
    assert "Set up a second factor first" in page
    assert reverse("patients:find") not in page


def test_with_one_the_way_is_free_and_recovery_codes_alone_are_none(client, required, provider):
    client.force_login(provider)
    RecoveryCodes.activate(provider)
    assert client.get("/").status_code == 302
    TOTP.activate(provider, generate_totp_secret())
    assert client.get("/").status_code == 200


def test_setting_up_an_app_right_after_signing_in(client, required, provider, django_capture_on_commit_callbacks):
    assert sign_in(client, provider).status_code == 302
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    assert "<svg" in page.content.decode()
    wrong = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert "does not fit" in wrong.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)}, follow=True)
    codes = done.context["unused_codes"]
    assert len(codes) == 10
    assert all(code in done.content.decode() for code in codes)
    again = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert not any(code in again for code in codes), "shown once"
    assert client.get("/").status_code == 200
    kept = Authenticator.objects.get(user=provider, type="totp").data["secret"]
    assert secret not in kept, "sealed: a copy of the database opens nothing"
    kinds = AuditEvent.objects.filter(action="staff.factor_added").values_list("detail__kind", flat=True)
    assert set(kinds) == {"totp", "recovery_codes"}


def test_a_session_that_is_older_gives_the_password_once_more(client, provider):
    client.force_login(provider)
    reply = client.get(reverse("mfa_activate_totp"))
    assert reply.headers["Location"].startswith(reverse("account_reauthenticate"))
    wrong = client.post(reply.headers["Location"], {"password": "x"})
    assert "not your password" in wrong.content.decode()
    right = client.post(reply.headers["Location"], {"password": PASSWORD, "next": reverse("mfa_activate_totp")})
    assert right.headers["Location"] == reverse("mfa_activate_totp")
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_signing_in_takes_both_steps(client, provider):
    secret = give_app(provider)
    reply = sign_in(client, provider, next="/patients/")
    assert reply.headers["Location"] == reverse("mfa_authenticate")
    assert client.get("/").headers["Location"].startswith("/sign-in/"), "the password alone opens nothing"
    assert client.get(reverse("accounts:sign_in")).headers["Location"] == reverse("mfa_authenticate")
    assert "does not fit" in client.post(reverse("mfa_authenticate"), {"code": "123456"}).content.decode()
    assert last_event(provider).action == "staff.factor_failed"
    done = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert done.headers["Location"] == "/patients/"
    assert client.get("/").status_code == 200
    event = last_event(provider)
    assert (event.action, event.detail) == ("staff.signed_in", {"how": ["password", "totp"]})


def test_a_code_works_once_and_so_does_a_recovery_code(client, provider):
    secret = give_app(provider)
    recovery = RecoveryCodes(Authenticator.objects.get(user=provider, type="recovery_codes")).get_unused_codes()[0]
    for code in (code_of(secret), recovery):
        for client, works in ((Client(), True), (Client(), False)):
            sign_in(client, provider)
            assert (client.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302) is works


def test_second_factors_are_not_tried_without_end(client, provider):
    secret = give_app(provider)
    sign_in(client, provider)
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "123456"})
    reply = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert "SF-W130" in reply.content.decode()
    assert client.get("/").status_code == 302


def test_one_may_begin_again_with_another_name(client, provider, desk):
    give_app(provider)
    sign_in(client, provider)
    client.post(reverse("accounts:sign_out"))
    assert client.get(reverse("accounts:sign_in")).status_code == 200
    assert sign_in(client, desk).headers["Location"] == "/"


def test_an_account_closed_between_the_steps_does_not_get_in(client, provider):
    secret = give_app(provider)
    sign_in(client, provider)
    type(provider).objects.filter(pk=provider.pk).update(is_active=False)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert client.get("/").status_code == 302
    assert not AuditEvent.objects.filter(action="staff.signed_in").exists()


def test_an_administrator_takes_a_lost_one_away(client, required, administrator, provider):
    secret = give_app(provider)
    give_app(administrator)
    theirs = Client()
    sign_in(theirs, provider)
    theirs.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert theirs.get("/").status_code == 200
    client.force_login(administrator)
    assert "Has a second factor" in client.get(reverse("accounts:person", args=[provider.pk])).content.decode()
    client.post(reverse("accounts:factor_reset", args=[provider.pk]), {"operation": str(uuid4())})
    assert theirs.get("/").headers["Location"].startswith("/sign-in/"), "their sessions ended"
    assert not Authenticator.objects.filter(user=provider).exists()
    event = AuditEvent.objects.get(action="staff.factor_reset")
    assert (event.actor, event.subject_id, event.detail) == (
        administrator, provider.pk, {"kinds": ["recovery_codes", "totp"]},
    )  # fmt: skip
    assert sign_in(theirs, provider).headers["Location"] == "/"
    assert theirs.get("/").headers["Location"] == OWN


def test_at_the_machine_it_is_taken_away_for_whoever_has_nobody_to_ask(client, administrator):
    give_app(administrator)
    client.force_login(administrator)
    assert _reset("nobody-here").startswith("SF-W936")
    assert _reset("administrator") is None
    assert not Authenticator.objects.exists()
    assert client.get("/").status_code == 302
    assert last_event(administrator).detail == {"kinds": ["recovery_codes", "totp"], "at_the_machine": True}


@pytest.mark.parametrize("kind", ["provider", "desk"])
def test_nobody_else_takes_one_away(client, request, administrator, kind):
    give_app(administrator)
    client.force_login(request.getfixturevalue(kind))
    assert client.post(reverse("accounts:factor_reset", args=[administrator.pk])).status_code == 403
    assert Authenticator.objects.filter(user=administrator).count() == 2


def test_nor_does_an_administrator_their_own(client, administrator):
    give_app(administrator)
    client.force_login(administrator)
    assert client.post(reverse("accounts:factor_reset", args=[administrator.pk])).status_code == 422
    assert Authenticator.objects.filter(user=administrator).count() == 2
