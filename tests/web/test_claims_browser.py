# ruff: noqa: F811 - fixtures of another module
"""From the signed decision to a kept file in a real browser: axe on every page, no sideways scrolling, one person for each part."""

from __future__ import annotations

import pytest
from django.urls import reverse

from surefoot_web.billing.models import ClaimFile, Settlement

from .browser import pytestmark
from .test_claims import ready, signed  # noqa: F401 - fixtures
from .test_note import _the_clock_stands  # noqa: F401 - fixtures
from .test_plan import seen, tested  # noqa: F401 - fixtures
from .test_plan_browser import SITE, _look, browser, look_here, open_tab  # noqa: F401 - a fixture

__all__ = ["pytestmark"]


@pytest.mark.parametrize("width", [360, 1440])
def test_a_provider_settles_a_review_and_sets_the_units(browser, seen, signed, width):
    page = open_tab(browser, seen, width)
    _look(page, signed, ["billing:units", "billing:coding"])
    page.get_by_role("link", name="Settle it").first.click()
    page.get_by_label("How it is settled, and why").fill("looked at; the record stands")
    look_here(page)
    page.get_by_role("button", name="Settle as Test Provider, DPM").click()
    page.get_by_text("looked at; the record stands").first.wait_for()
    assert Settlement.objects.count() == 1
    _look(page, signed, ["billing:coding", "billing:claim"])


@pytest.mark.parametrize("width", [360, 1440])
def test_a_biller_makes_a_file(browser, client, ready, biller, width):
    client.force_login(biller)
    page = open_tab(browser, client, width)
    _look(page, ready, ["billing:claim_details", "billing:claim"])
    page.get_by_role("button", name="Make the file").click()
    page.get_by_text("File 1 is made.").wait_for()
    assert ClaimFile.objects.get().test, "a test is what is offered first"
    _look(page, ready, ["billing:claim"])
    for name, ids in (
        ("billing:batch", []),
        ("billing:practice", []),
        ("billing:acknowledgements", []),
        ("billing:coverage", [ready.patient_id]),
    ):
        page.goto(SITE + reverse(name, args=ids))
        look_here(page)
