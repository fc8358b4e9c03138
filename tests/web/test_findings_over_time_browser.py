# ruff: noqa: F811 - fixtures of another module
"""The findings page of a second visit in a real browser, its details on change and levels open: axe, and no sideways scrolling."""

from __future__ import annotations

import pytest
from django.urls import reverse

from .browser import axe_playwright, pytestmark
from .test_case import worked  # noqa: F401 - fixtures
from .test_findings_over_time import next_visit  # noqa: F401
from .test_plan import seen  # noqa: F401
from .test_plan_browser import SITE, browser, open_tab  # noqa: F401
from .test_signing import signed  # noqa: F401

__all__ = ["pytestmark"]
DETAILS = "[aria-labelledby=changes] details, [aria-labelledby=levels] > details, #legacy, #after-one-test"


@pytest.mark.parametrize("width", [360, 1440])
def test_changes_partings_and_single_tests_are_accessible_and_fit(browser, seen, next_visit, width):
    page = open_tab(browser, seen, width)
    page.goto(SITE + reverse("plans:findings", args=[next_visit.pk]))
    page.evaluate(f"document.querySelectorAll('{DETAILS}').forEach(one => {{ one.open = true }})")
    assert page.locator("#changes").is_visible()
    assert page.locator("#after-one-test").get_by_text("None of them is this person's chance of falling").is_visible()
    found = axe_playwright.Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
