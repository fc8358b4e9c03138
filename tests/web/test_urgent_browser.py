"""Urgent signs in a real browser: the patient's screens, Today and the acknowledgement; axe, contrast, fit, without JavaScript."""

from __future__ import annotations

import re

import pytest

from .browser import pytestmark
from .test_workspace_browser import chromium, clinic_address, look_at, sign_in

__all__ = ["chromium", "clinic_address", "pytestmark", "sign_in"]


@pytest.mark.parametrize(("size", "script", "language"), [("phone", True, "es"), ("tablet", False, "en")])
def test_from_the_urgent_answer_to_the_acknowledgement(sign_in, clinic_address, size, script, language):
    page = sign_in("Three", size, java_script_enabled=script)
    visit = page.url
    page.goto(f"{clinic_address}/intake{visit[len(clinic_address) :]}hand-over/")
    page.check(f"[name=language][value={language}]")
    page.click("text=Hand over now")
    page.wait_for_selector(".answer")
    form = re.match(r".*/intake/[0-9a-f-]+/", page.url)[0]

    def look() -> None:
        if script:
            look_at(page)

    page.goto(f"{form}urgent_signs/any_now/")
    look()
    page.click("button[value=yes]")
    page.wait_for_url(re.compile("/came_on/"))
    look()
    page.check("[value=weak_or_numb]")
    page.click("button[value=checked]")
    page.wait_for_url(re.compile("/now/"))
    assert "911" in page.inner_text("h1")
    assert page.locator("h1").bounding_box()["y"] < page.viewport_size["height"] / 2
    look()
    page.click("button[value=stop]")
    page.wait_for_url(re.compile("/stopped/"))
    assert "911" in page.inner_text("h1")
    look()
    page.click("main a.button")
    page.wait_for_selector(".answer")
    assert "911" in page.inner_text(".urgent-line")
    look()

    page.goto(f"{clinic_address}/sign-in/")
    page.fill("[name=username]", "assistant")
    page.fill("[name=password]", "steady-ground")
    page.click("main button")
    page.wait_for_url(f"{clinic_address}/")
    assert "New weakness or numbness" in page.inner_text("main .notice--stop")
    look()
    page.goto(f"{visit}urgent/")
    look()
    page.click("main form button.button--primary")
    page.wait_for_selector(".field--error")
    look()
    page.check("[value=called_911]")
    page.click("main form button.button--primary")
    page.wait_for_url(visit)
    assert "1 urgent sign, acknowledged" in page.inner_text("main")
    look()
