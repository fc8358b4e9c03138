"""The clinic's own single sign-on: it signs in whom an administrator entered, makes nobody, and brings no second factor."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import NoReverseMatch, reverse

from surefoot_web.accounts.models import User
from surefoot_web.config.env import SignOn
from surefoot_web.trail.models import AuditEvent

from .test_sign_in_second import give_app

START, BACK = "/sign-in/single/clinic/", "/sign-in/single/clinic/back/"
KEY = "a-key-of-the-test-that-is-long-enough"


class Provider(BaseHTTPRequestHandler):
    """Just enough of an OpenID provider: its description, a token, who it is."""

    person: ClassVar[dict] = {}
    asked: ClassVar[dict] = {}

    def do_GET(self) -> None:
        here = f"http://127.0.0.1:{self.server.server_port}"
        described = {
            "issuer": here, "authorization_endpoint": f"{here}/authorize", "token_endpoint": f"{here}/token",
            "userinfo_endpoint": f"{here}/who", "jwks_uri": f"{here}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }  # fmt: skip
        self._say(self.person if self.path == "/who" else described)

    def do_POST(self) -> None:
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        type(self).asked = {name: values[0] for name, values in sent.items()}
        claims = {**self.person, "iss": f"http://127.0.0.1:{self.server.server_port}", "aud": "surefoot"}
        claims |= {"exp": 4_000_000_000, "iat": 1_700_000_000}
        token = jwt.encode(claims, KEY, algorithm="HS256")
        self._say({"access_token": "x", "token_type": "Bearer", "id_token": token})

    def _say(self, what: dict) -> None:
        body = json.dumps(what).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture(scope="module")
def provider_at():
    server = HTTPServer(("127.0.0.1", 0), Provider)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture
def sign_on(settings, provider_at, db):
    settings.SUREFOOT_SIGN_ON = True
    settings.SUREFOOT_SIGN_ON_NAME = "Harbour account"
    settings.ROOT_URLCONF = "tests.web.urls_single"
    app = {"provider_id": "clinic", "name": "Harbour", "client_id": "surefoot", "secret": "shared"}
    app["settings"] = {"server_url": provider_at}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


def come(client, *, next_: str = "", **person):
    """Go there and back as `person`."""
    Provider.person = {"sub": "subject-7", **person}
    away = client.get(f"{START}?next={next_}" if next_ else START)
    state = parse_qs(urlsplit(away.headers["Location"]).query)["state"][0]
    return client.get(BACK, {"code": "y", "state": state})


def entered(person: User, entry: str) -> User:
    person.sign_on = entry
    person.save(update_fields=["sign_on"])
    return person


def test_without_a_configuration_there_is_none(client, clinic):
    assert client.get(START).status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("openid_connect_login", args=["clinic"])
    assert "/sign-in/single/" not in client.get("/sign-in/").content.decode()


def test_the_environment_configures_it_and_a_file_may_hold_the_secret(tmp_path):
    (tmp_path / "secret").write_text("from a file\n")
    assert not SignOn(issuer="https://id.example").configured
    held = SignOn(issuer="https://id.example", client_id="surefoot", secret_file=str(tmp_path / "secret"))
    assert (held.configured, held.read_secret()) == (True, "from a file")


@pytest.mark.parametrize(
    ("entry", "person"),
    [
        ("subject-7", {}),
        ("lee@harbour.example", {"email": "Lee@Harbour.example", "email_verified": True}),
    ],
)
def test_whom_an_administrator_entered_is_signed_in(client, sign_on, provider, entry, person):
    entered(provider, entry)
    assert "Sign in with Harbour account" in client.get("/sign-in/").content.decode()
    reply = come(client, next_="/patients/", **person)
    assert reply.headers["Location"] == "/patients/"
    assert client.get("/").wsgi_request.user == provider
    assert {"code_verifier", "client_secret"} <= set(Provider.asked), "PKCE, and our secret by the back way"
    event = AuditEvent.objects.get(action="staff.signed_in")
    assert (event.actor, event.detail) == (provider, {"how": ["socialaccount"]})
    assert not SocialAccount.objects.exists(), "nothing of the answer is kept"


@pytest.mark.parametrize(
    "person",
    [
        {"email": "lee@harbour.example", "email_verified": False},
        {"email": "lee@harbour.example"},
        {"email": "somebody@harbour.example", "email_verified": True},
    ],
)
def test_nobody_else_is_and_nobody_is_made(client, sign_on, provider, person):
    entered(provider, "lee@harbour.example")
    reply = come(client, **person)
    assert reply.headers["Location"] == "/sign-in/"
    assert "SF-W132" in client.get("/sign-in/").content.decode()
    assert client.get("/").status_code == 302
    assert User.objects.count() == 1


def test_a_closed_account_does_not_come_in(client, sign_on, provider):
    entered(provider, "subject-7")
    User.objects.update(is_active=False)
    assert come(client).headers["Location"] == "/sign-in/"


def test_the_second_factor_is_asked_for_all_the_same(client, sign_on, provider):
    give_app(entered(provider, "subject-7"))
    assert come(client).headers["Location"] == reverse("mfa_authenticate")
    assert client.get("/").status_code == 302


@pytest.mark.parametrize("back", [{"code": "y", "state": "forged"}, {"error": "server_error"}, {}])
def test_an_answer_that_was_not_asked_for_opens_nothing(client, sign_on, provider, back):
    entered(provider, "subject-7")
    reply = Client().get(BACK, back, follow=True)
    assert "SF-W133" in reply.content.decode()


@pytest.mark.parametrize("person", [{"sub": ""}, {"sub": "x" * 500}])
def test_an_answer_that_cannot_be_read_leads_back(client, sign_on, provider, person):
    entered(provider, "subject-7")
    assert come(client, **person).headers["Location"] == "/sign-in/"
    assert "SF-W133" in client.get("/sign-in/").content.decode()


def test_a_provider_that_is_not_there_leads_back(client, sign_on, settings):
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"] = {"server_url": "http://127.0.0.1:9"}
    assert client.get(START).headers["Location"] == "/sign-in/"


def test_an_administrator_enters_it_and_no_two_share_one(client, sign_on, administrator, provider, desk):
    client.force_login(administrator)
    address = reverse("accounts:person", args=[provider.pk])
    assert "Comes by the single sign-on as" in client.get(address).content.decode()
    given = {"display_name": "A", "role": "provider", "credential": "DPM", "is_active": "on", "row_version": 1}
    assert client.post(address, {**given, "sign_on": "subject-7", "operation": str(uuid4())}).status_code == 302
    assert User.objects.get(sign_on="subject-7") == provider
    other = client.post(
        reverse("accounts:person", args=[desk.pk]), {**given, "role": "front_desk", "sign_on": "SUBJECT-7"}
    )
    assert other.status_code == 422
    assert "already comes by this entry" in other.content.decode()
