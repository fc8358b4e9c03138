# ruff: noqa: F811 - fixtures of another module
"""The trend page of two visits in a real browser: axe, contrast in both themes, no sideways scrolling, weight."""

from __future__ import annotations

import os
from pathlib import Path

from django.urls import reverse

from .browser import axe_playwright, pytestmark
from .painted import WEAK_TEXT
from .test_case import worked  # noqa: F401 - fixtures
from .test_plan import seen, tested  # noqa: F401
from .test_plan_browser import SITE, browser, open_tab  # noqa: F401
from .test_signing import signed  # noqa: F401
from .test_trend import twice  # noqa: F401

__all__ = ["pytestmark"]
PICTURES = os.environ.get("SUREFOOT_SCREENSHOTS")


def test_the_page_reads_at_every_width_in_both_themes_and_languages(browser, seen, twice):
    for width, language in ((360, "es"), (1440, "en")):
        page = open_tab(browser, seen, width)
        page.goto(SITE + reverse("patients:trend", args=[twice.visit.patient_id]) + f"?language={language}")
        found = axe_playwright.Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            if PICTURES:
                page.screenshot(path=str(Path(PICTURES) / f"trend-{language}-{theme}.png"), full_page=True)
            assert page.evaluate(WEAK_TEXT)["weak"] == []
            ink = page.locator(".picture svg text").first.evaluate("one => getComputedStyle(one).fill")
            text = page.evaluate("getComputedStyle(document.body).color")
            assert ink == text
        drawn = page.locator(".picture svg").first.bounding_box()
        assert drawn["width"] > 250
        page.close()
