"""The handed-over screen in a real browser: it asks before it covers itself and keeps what was typed; after sending, Back shows nothing."""

from __future__ import annotations

import re

import pytest

from .browser import page_by_page, pytestmark
from .test_workspace_browser import chromium, clinic_address, look_at, sign_in

__all__ = ["chromium", "clinic_address", "pytestmark", "sign_in"]

TYPED = "zolpidem 5 mg, the small white one"


@pytest.fixture
def handed_over(sign_in, clinic_address):
    page = sign_in("Three", "tablet")
    page.goto(f"{clinic_address}/intake{page.url[len(clinic_address) :]}hand-over/")
    page.click("text=Hand over now")
    page.wait_for_selector(".answer")
    return page, re.match(r".*/intake/[0-9a-f-]+/", page.url)[0]


def test_no_screen_covers_itself_without_asking_and_what_was_typed_stays(handed_over):
    page, form = handed_over
    page.clock.install()
    page.goto(f"{form}medications/list/")
    page.fill("textarea", TYPED)
    page.clock.run_for(4 * 60 * 1000)
    assert not page.locator(".still").is_visible(), "four minutes of thought are no absence"
    page.clock.run_for(2 * 60 * 1000)
    page.wait_for_selector(".still")
    assert "Are you still there?" in page.inner_text(".still")
    covered = page.evaluate("getComputedStyle(document.querySelector('.still'), '::backdrop').backgroundColor")
    assert covered.startswith("rgb("), "nothing shows through"
    look_at(page)
    page.keyboard.press("Escape")
    assert page.locator(".still").is_visible()
    button = page.locator(".still button")
    assert button.bounding_box()["height"] >= 64
    with page.expect_response(re.compile("/still-here/")) as reply:
        button.click()
    assert reply.value.status == 204
    assert not page.locator(".still").is_visible()
    assert page.input_value("textarea") == TYPED


def test_after_sending_back_shows_nothing_of_the_answers(handed_over):
    page, _form = handed_over
    page_by_page(page)
    for _ in range(60):
        if "/check/" in page.url:
            break
        before = page.url
        if page.locator("textarea").count():
            page.fill("textarea", TYPED)
            page.click("button[value=listed]")
        elif page.locator("button[value=unsure]").count():
            page.click("button[value=unsure]")
        else:
            page.click(".answer--next")
        page.wait_for_url(lambda url, before=before: url != before)
    assert TYPED.split(",")[0] in page.inner_text("main")
    page.click(".answer--next")
    page.wait_for_url(re.compile("/thanks/"))
    for _ in range(6):
        page.go_back()
        page.wait_for_load_state()
        page.wait_for_timeout(150)
        text = page.inner_text("body")
        assert "zolpidem" not in text
        assert "I have fallen" not in text
        if "thanks" not in page.url:
            break


def test_without_a_network_the_answer_waits_on_its_page_and_goes_on_by_itself(handed_over):
    page, form = handed_over
    page_by_page(page)
    page.goto(f"{form}medications/list/")
    page.fill("textarea", TYPED)
    page.context.set_offline(True)
    page.click("button[value=listed]")
    page.wait_for_selector("[data-no-connection]:not([hidden])")
    assert "not saved yet" in page.inner_text("[data-no-connection]")
    assert page.input_value("textarea") == TYPED
    look_at(page)
    page.click("text=Back")
    page.click("button[value=listed]")
    assert page.input_value("textarea") == TYPED, "a way that leads nowhere now waits too; the last press counts"
    page.context.set_offline(False)
    page.wait_for_url(lambda url: "/medications/" not in url)
    page.goto(f"{form}medications/list/")
    assert "zolpidem 5 mg" in page.input_value("textarea")
