"""Tries to sign in are counted for all workers together; whoever tries too often waits, and learns nothing of who exists."""

from __future__ import annotations

import logging
from argparse import Namespace

import pytest
from django.contrib.auth.hashers import identify_hasher, make_password
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse

from surefoot_web.accounts.doors.client import client_address
from surefoot_web.commands.serve import serve
from surefoot_web.config import cache as cache_settings
from surefoot_web.trail.models import AuditEvent

from .conftest import PASSWORD
from .test_commands import free_port

WAIT = "Wait 5 minutes, then try again. (SF-W130)"


def tried(client, username, word="wrong", **more):
    return client.post(reverse("accounts:sign_in"), {"username": username, "password": word}, **more)


def says(reply) -> str:
    return " ".join(reply.context["form"].non_field_errors())


@pytest.mark.parametrize("name", ["provider", "nobody-here"])
def test_five_wrong_tries_and_the_name_waits_whether_it_exists_or_not(client, provider, name):
    for _ in range(5):
        assert "do not fit together" in says(tried(client, name))
    assert WAIT in says(tried(client, name))
    assert WAIT in says(tried(client, name.upper())), "capital letters are no way round it"
    assert WAIT in says(tried(client, name, HTTP_HOST="127.0.0.1")), "nor is another name of the server"


def test_the_right_password_waits_too_and_other_people_do_not(client, provider, desk):
    for _ in range(6):
        tried(client, "provider")
    assert WAIT in says(tried(client, "provider", PASSWORD))
    assert tried(client, "desk", PASSWORD).status_code == 302


def test_one_address_waits_whatever_names_it_tries(client, provider):
    for number in range(20):
        tried(client, f"name-{number}", REMOTE_ADDR="192.0.2.7")
    assert "SF-W130" in says(tried(client, "provider", PASSWORD, REMOTE_ADDR="192.0.2.7"))
    assert tried(client, "provider", PASSWORD, REMOTE_ADDR="192.0.2.8").status_code == 302


def test_signing_in_rightly_is_not_counted(client, provider):
    for _ in range(12):
        assert tried(Client(), "provider", PASSWORD).status_code == 302


def test_the_trail_keeps_failures_of_accounts_and_one_lockout_and_nothing_that_was_typed(client, provider, caplog):
    with caplog.at_level(logging.DEBUG):
        tried(client, "zebra-name", "zebra-password")
        for _ in range(8):
            tried(client, "provider", "zebra-password")
    actions = list(AuditEvent.objects.order_by("number").values_list("action", flat=True))
    assert actions == ["staff.sign_in_failed"] * 5 + ["staff.locked_out"]
    assert {str(event.detail) for event in AuditEvent.objects.all()} == {"{'where': 'sign-in'}"}
    assert "zebra" not in caplog.text


def test_nothing_that_was_typed_can_be_read_out_of_the_shared_table(client, provider):
    tried(client, "zebra-name", "zebra-password")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM surefoot_cache")
        assert "zebra" not in str(cursor.fetchall())


def test_what_one_worker_counts_another_sees(provider):
    """Two clients of the same table stand for two workers: nothing is kept in the memory of either."""
    assert cache_settings.cache_from("")["BACKEND"].endswith("DatabaseCache")
    cache.set("counted", [1.0])
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM surefoot_cache WHERE cache_key LIKE '%counted'")
        assert cursor.fetchone() == (1,)
    for worker in (Client(), Client(), Client()):
        tried(worker, "provider")
        tried(worker, "provider")
    assert WAIT in says(tried(Client(), "provider", PASSWORD))


def test_a_redis_server_may_be_named(monkeypatch):
    monkeypatch.setattr(cache_settings, "find_spec", lambda name: True)
    assert cache_settings.cache_from("redis://cache.example:6379/1")["LOCATION"] == "redis://cache.example:6379/1"
    monkeypatch.setattr(cache_settings, "find_spec", lambda name: None)
    with pytest.raises(ImproperlyConfigured, match="SF-W934"):
        cache_settings.cache_from("redis://cache.example:6379/1")
    with pytest.raises(ImproperlyConfigured, match="SF-W933"):
        cache_settings.cache_from("http://cache.example")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/f/{}/", "/stopwatch/join/{}/", "/set-up/{}/"])
def test_an_address_that_tries_many_tokens_waits(client, address):
    for number in range(30):
        assert client.get(address.format(number)).status_code == 404
    reply = client.get(address.format("one-more"))
    assert reply.status_code == 429
    assert "SF-W130" in reply.content.decode()
    assert 0 < int(reply.headers["Retry-After"]) <= 300
    assert client.get(address.format("x"), REMOTE_ADDR="192.0.2.9").status_code == 404


@pytest.mark.parametrize(
    ("proxies", "told", "address"),
    [
        (0, "198.51.100.1", "192.0.2.1"),  # without proxies of ours anybody can write the header
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "203.0.113.9, 198.51.100.1", "198.51.100.1"),  # what came before is the stranger's own word
        (2, "198.51.100.1, 10.0.0.1", "198.51.100.1"),
        (2, "10.0.0.1", "192.0.2.1"),  # came past the proxies
        (1, "no address", "unknown"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
    ],
)
def test_the_address_behind_proxies(rf, settings, proxies, told, address):
    settings.SUREFOOT_PROXIES = proxies
    request = rf.get("/", REMOTE_ADDR="192.0.2.1", headers={"X-Forwarded-For": told})
    assert client_address(request) == address


def test_passwords_are_long_and_kept_by_argon2_and_old_ones_still_open(client, provider, settings):
    from django.contrib.auth.password_validation import validate_password

    from surefoot_web.config.settings import security

    settings.PASSWORD_HASHERS = security.PASSWORD_HASHERS
    for weak in ("elevenchars", "password1234", "provider1234"):
        with pytest.raises(ValidationError):
            validate_password(weak, provider)
    validate_password("steady-ground", provider)
    assert make_password("steady-ground").startswith("argon2$argon2id$")
    provider.password = make_password(PASSWORD, hasher="pbkdf2_sha256")
    provider.save(update_fields=["password"])
    assert tried(client, "provider", PASSWORD).status_code == 302
    provider.refresh_from_db()
    assert identify_hasher(provider.password).algorithm == "argon2"


@pytest.mark.parametrize("given", ["0", "ten", "-1", "61", "1.5", "٣"])
def test_a_number_of_the_environment_that_cannot_be_meant_stops_the_start(given, monkeypatch):
    from surefoot_web.config.env import read_environment

    monkeypatch.setenv("SUREFOOT_IDLE_MINUTES", given)
    with pytest.raises(ImproperlyConfigured, match="SF-W932"):
        read_environment()


def test_the_start_says_so_in_one_sentence(monkeypatch, capsys):
    monkeypatch.setenv("SUREFOOT_PROXIES", "many")
    args = Namespace(host="127.0.0.1", port=int(free_port()), cert=None, key=None, home=None)
    assert serve.run(args) == 2
    assert capsys.readouterr().err.startswith("SF-W932  SUREFOOT_PROXIES must be a whole number from 0 to 5")
