# ruff: noqa: F811 - fixtures of another module
"""Signing in, passkeys and the idle lock in a real browser, its requests answered by Django's own client."""

from __future__ import annotations

import time
from contextvars import copy_context
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from surefoot_web.accounts.doors import lock

from .browser import pytestmark
from .conftest import PASSWORD
from .test_plan_browser import SITE, browser, look_here  # noqa: F401 - a fixture
from .test_sign_in_second import code_of, give_app

__all__ = ["pytestmark"]
FORWARDED = ("hx-", "x-")
OWN = "/own/sign-in/"


def open_tab(browser, client, width: int = 1280):
    """A tab whose every request `client` answers, with the headers of scripts."""
    here = copy_context()
    context = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    page = context.new_page()

    def answer(route) -> None:
        asked, split = route.request, urlsplit(route.request.url)
        address = f"{split.path}?{split.query}" if split.query else split.path
        headers = {name: value for name, value in asked.headers.items() if name.startswith(FORWARDED)}
        given = {"HTTP_HOST": "localhost", "headers": headers}
        if asked.method == "POST":
            typed = {"data": asked.post_data_buffer, "content_type": asked.headers["content-type"]}
            found = here.run(client.post, address, **typed, **given)
        else:
            found = here.run(client.get, address, **given)
        if found.status_code == 302:  # a redirect that is answered here would be asked of the real network
            there = {"Content-Type": "text/html", "Refresh": f"0; url={found.headers['Location']}"}
            route.fulfill(status=200, headers=there, body="<title>on the way</title>")
            return
        body = b"".join(found.streaming_content) if found.streaming else found.content
        route.fulfill(status=found.status_code, headers=dict(found.headers), body=body)

    page.route("**/*", answer)
    return page


def soon(ask, seconds: float = 15) -> None:
    """Until `ask` says yes; the content policy forbids Playwright's own waiting."""
    end = time.monotonic() + seconds
    while not ask():
        assert time.monotonic() < end
        time.sleep(0.1)


@pytest.fixture
def passkeys(browser, provider, client):
    """A tab whose device has a passkey with a finger on it."""
    page = open_tab(browser, client)
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True, "isUserVerified": True}
    options |= {"hasResidentKey": True, "automaticPresenceSimulation": True}
    added = device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.device, page.device_id = device, added["authenticatorId"]
    return page


def sign_in(page, person) -> None:
    page.goto(f"{SITE}/sign-in/")
    page.fill("[name=username]", person.username)
    page.fill("[name=password]", PASSWORD)
    page.click("main button")
    arrived(page)


def arrived(page) -> None:
    """Until a page is there that is not on the way to another."""
    soon(lambda: "Surefoot" in page.title() and "Sign in" not in page.title())


def test_a_passkey_is_set_up_signs_in_and_unlocks(passkeys, client, settings, provider):
    settings.SUREFOOT_SECOND_FACTOR_REQUIRED = True
    page = passkeys
    sign_in(page, provider)
    page.click("text=Set up a passkey")
    page.click("main button.button--primary")
    soon(lambda: "Recovery codes" in page.title())
    assert page.locator(".codes li").count() == 10
    assert Authenticator.objects.filter(user=provider, type="webauthn").count() == 1
    page.click("text=I have kept them")
    soon(lambda: "Today" in page.title())

    page.click("text=Sign out")
    soon(lambda: "Sign in" in page.title())
    sign_in(page, provider)
    soon(lambda: "Second step" in page.title())
    page.click("text=Use passkey")
    soon(lambda: "Today" in page.title())

    page.click("text=Lock screen")
    soon(lambda: page.locator("dialog[open]").count() == 1)
    soon(lambda: page.locator("[data-lock-passkey]").is_visible())
    page.click("[data-lock-passkey]")
    soon(lambda: page.locator("dialog[open]").count() == 0)
    assert not lock.is_locked(client.session)

    page.device.send("WebAuthn.setUserVerified", {"authenticatorId": page.device_id, "isUserVerified": False})
    page.click("text=Lock screen")
    soon(lambda: page.locator("[data-lock-passkey]").is_visible())
    page.click("[data-lock-passkey]")
    page.wait_for_timeout(500)
    assert page.locator("dialog[open]").count() == 1, "a touch without a finger, face or PIN does not unlock"


def test_the_lock_covers_the_page_and_keeps_what_was_typed(browser, desk, client, settings):
    settings.SUREFOOT_IDLE_SECONDS = 3
    client.force_login(desk)
    page = open_tab(browser, client)
    page.goto(SITE + reverse("patients:add"))
    page.fill("[name=family_name]", "Half typed")
    soon(lambda: page.locator("dialog[open]").count() == 1)
    assert page.evaluate("getComputedStyle(document.querySelector('main')).visibility") == "hidden"
    assert lock.is_locked(client.session), "the server locked, the page only shows it"
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    soon(lambda: page.locator("dialog[open]").count() == 1)
    page.fill("#lock-password", "wrong")
    page.keyboard.press("Enter")
    soon(lambda: "not your password" in page.locator("[data-lock-says]").inner_text())
    settings.SUREFOOT_IDLE_SECONDS = 600
    page.fill("#lock-password", PASSWORD)
    page.keyboard.press("Enter")
    soon(lambda: page.locator("dialog[open]").count() == 0)
    assert page.input_value("[name=family_name]") == "Half typed"
    page.close()


def test_a_clock_that_runs_is_not_covered(browser, visit, provider, client, settings):
    settings.SUREFOOT_IDLE_SECONDS = 3
    client.force_login(provider)
    page = open_tab(browser, client)
    page.goto(SITE + reverse("visits:test", args=[visit.pk, "tug"]))
    page.evaluate("document.querySelector('main').classList.add('stage--running')")
    page.wait_for_timeout(4500)
    assert page.locator("dialog[open]").count() == 0
    page.evaluate("document.querySelector('main').classList.remove('stage--running')")
    soon(lambda: page.locator("dialog[open]").count() == 1)
    page.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages_of_signing_in_are_accessible_and_fit(browser, administrator, provider, client, settings, width):
    page = open_tab(browser, client, width)
    page.goto(f"{SITE}/sign-in/")
    look_here(page)
    secret = give_app(administrator)
    sign_in(page, administrator)
    look_here(page)
    page.fill("[name=code]", code_of(secret))
    page.click("main button.button--primary")
    soon(lambda: "Today" in page.title())
    for address in (OWN, reverse("mfa_view_recovery_codes"), reverse("mfa_generate_recovery_codes"), reverse("mfa_add_webauthn"),
                    reverse("mfa_deactivate_totp"), reverse("accounts:own_password"), reverse("account_reauthenticate"),
                    reverse("accounts:person", args=[provider.pk])):  # fmt: skip
        page.goto(SITE + address)
        look_here(page)
    Authenticator.objects.all().delete()
    settings.SUREFOOT_SECOND_FACTOR_REQUIRED = True
    for address in (OWN, reverse("mfa_activate_totp")):
        page.goto(SITE + address)
        look_here(page)
    page.click("text=Lock screen")
    soon(lambda: page.locator("dialog[open]").count() == 1)
    look_here(page)
    page.goto(f"{SITE}/lock/")
    look_here(page)
