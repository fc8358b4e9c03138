# ruff: noqa: F811 - fixtures of another module
"""The plan in a real browser: a card that is replaced in place. That its pages fit is held by test_every_page_browser.py.

The browser's requests are answered by Django's own client, so that the pages run inside the test's transaction.
"""

from __future__ import annotations

from contextvars import copy_context
from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from surefoot_web.plans.models import Decision

from .browser import axe_playwright, launched, pytestmark
from .test_note import _the_clock_stands  # noqa: F401 - fixture
from .test_plan import seen, tested  # noqa: F401 - fixtures

__all__ = ["pytestmark"]
SITE = "http://localhost"


@pytest.fixture
def browser(monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's own event loop is not ours
    with launched() as started:
        yield started


def open_tab(browser, client, width: int, height: int = 900, **more):
    """A tab whose every request `client` answers."""
    here = copy_context()  # Django keeps its connection, and with it the open transaction, in the context
    page = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce", **more)

    def answer(route) -> None:
        asked, split = route.request, urlsplit(route.request.url)
        address = f"{split.path}?{split.query}" if split.query else split.path
        headers = {name: value for name, value in asked.headers.items() if name.startswith("hx-")}
        if asked.method == "POST":
            given = {"data": asked.post_data_buffer, "content_type": asked.headers["content-type"]}
            found = here.run(client.post, address, **given, headers=headers)
        else:
            found = here.run(client.get, address, headers=headers)
        body = b"".join(found.streaming_content) if found.streaming else found.content
        route.fulfill(status=found.status_code, headers=dict(found.headers), body=body)

    page.route("**/*", answer)
    return page


def _look(page, visit, names) -> None:
    for name in names:
        page.goto(SITE + reverse(name, args=[visit.pk]))
        look_here(page)


def look_here(page) -> None:
    """The page that is open has nothing that axe finds, no sideways scrolling, and one heading of the first level."""
    found = axe_playwright.Axe().run(page).response["violations"]
    assert [(page.url, one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    assert page.locator("h1").count() == 1


def test_a_card_is_replaced_in_place_and_keeps_the_focus(browser, seen, tested):
    page = open_tab(browser, seen, 1100)
    page.goto(SITE + reverse("plans:plan", args=[tested.pk]))
    card = page.locator("#suggestion-medication_review")
    assert not card.get_by_label("What changes, or why not").is_visible()
    card.get_by_text("In your own words").click()
    card.get_by_role("button", name="The patient declines").click()
    card.get_by_text("A reason is missing.").wait_for()
    card.get_by_label("What changes, or why not").fill("No class nearby.")
    card.get_by_role("button", name="The patient declines").click()
    card.locator(".decide__state").get_by_text("No class nearby.").wait_for()
    page.wait_for_function("document.activeElement.closest('#suggestion-medication_review')")
    assert "4 suggestions are not decided yet." in page.locator("#undecided").inner_text()
    assert Decision.objects.get(visit=tested).declined_by == "patient"


def test_a_lost_connection_is_said_and_what_was_typed_stays(browser, seen, tested):
    page = open_tab(browser, seen, 1100)
    page.goto(SITE + reverse("plans:plan", args=[tested.pk]))
    card = page.locator("#suggestion-medication_review")
    card.get_by_text("In your own words").click()
    card.get_by_label("What changes, or why not").fill("Once a week.")
    page.route("**/plan/medication_review/", lambda route: route.abort())
    card.get_by_role("button", name="Change to this").click()
    card.get_by_text("Not saved: the server did not take it.").wait_for()
    assert card.get_by_label("What changes, or why not").input_value() == "Once a week."
    assert not Decision.objects.exists()


@pytest.mark.parametrize("width", [390, 1280])
def test_a_way_is_decided_on_where_it_stands(browser, seen, tested, width):
    page = open_tab(browser, seen, width)
    page.goto(SITE + reverse("plans:plan", args=[tested.pk]))
    for summary in page.locator("details > summary").all():
        if summary.is_visible():
            summary.click()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    found = axe_playwright.Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    way = page.locator("#suggestion-tai_chi")
    way.locator("#pick-tai_chi-accepted").click()
    page.locator("#suggestion-tai_chi button[value=accepted][aria-pressed=true]").wait_for()
    assert Decision.objects.get(visit=tested).suggestion == "tai_chi"
    assert "5 suggestions are not decided yet." in page.locator("#undecided").inner_text()
