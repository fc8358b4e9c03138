"""The real browser of the tests: where it is, when there is none, and how it starts."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

sync_api = pytest.importorskip("playwright.sync_api")
axe_playwright = pytest.importorskip("axe_playwright_python.sync_playwright")

CHROMIUM = os.environ.get("SUREFOOT_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no browser: install chromium to check the pages"),
]


@contextmanager
def launched() -> Iterator[object]:
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


def page_by_page(page: object) -> None:
    """From the first screen of the form on, go on page by page, as on a device that has no locked storage."""
    page.wait_for_selector(".sizes")
    page.wait_for_load_state()
    if page.get_attribute("[data-on-device]", "value") == "yes":
        page.evaluate("document.querySelector('[data-on-device]').value = 'no'")
    page.click("main .answer--next")
    page.wait_for_url(lambda url: "/begin/" not in url)
