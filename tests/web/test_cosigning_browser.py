# ruff: noqa: F811 - fixtures of another module
"""Co-signing and adding to a signed note in a real browser: axe, no sideways scrolling, and each kind chosen by hand."""

from __future__ import annotations

import pytest
from django.urls import reverse

from surefoot_web.notes.actions import cosignature_sign
from surefoot_web.notes.selectors import layers_of

from .browser import pytestmark
from .conftest import PASSWORD
from .test_cosigning import therapist  # noqa: F401 - a fixture
from .test_note import SIGNED_AT, _the_clock_stands, signed  # noqa: F401 - fixtures
from .test_plan import seen, tested  # noqa: F401 - fixtures
from .test_plan_browser import SITE, _look, browser, open_tab  # noqa: F401 - a fixture

__all__ = ["pytestmark"]


@pytest.mark.parametrize("width", [360, 1440])
def test_a_second_provider_co_signs(browser, client, signed, therapist, width):
    client.force_login(therapist)
    page = open_tab(browser, client, width)
    _look(page, signed, ["notes:cosign"])
    page.fill("main [name=password]", PASSWORD)
    page.get_by_role("button", name="Co-sign as Second Provider, PT").click()
    page.get_by_text("Co-signed by Second Provider, PT").wait_for()
    assert layers_of(signed)[1].signed_by == therapist
    _look(page, signed, ["notes:note", "notes:cosign"])


@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_is_chosen_for_the_one_who_adds(browser, seen, signed, therapist, width):
    cosignature_sign(visit=signed, by=therapist, at=SIGNED_AT)
    page = open_tab(browser, seen, width)
    page.goto(SITE + reverse("notes:note", args=[signed.pk]))
    assert page.locator("#addendum [name=kind]:checked").count() == 0
    page.get_by_label("Correction: something in the note is wrong").check()
    page.locator("#addendum textarea").fill("The cane was on the left.")
    page.get_by_role("button", name="Sign what is added").click()
    page.get_by_role("heading", name="Correction · Test Provider, DPM").wait_for()
    assert [layer.kind for layer in layers_of(signed)] == ["signature", "cosignature", "correction"]
    _look(page, signed, ["notes:note"])
