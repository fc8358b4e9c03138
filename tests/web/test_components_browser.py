"""The gallery in a real browser, held to what every page is held to, in both languages; and the stopwatch."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from django.template.loader import render_to_string
from django.test import Client

from surefoot_web.components.gallery import PAGES

from .browser import launched, pytestmark
from .walking import Walk

__all__ = ["pytestmark"]


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing for each request."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = make_server("127.0.0.1", 0, get_wsgi_application(), Server, Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/gallery/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with launched() as started:
        yield started


@pytest.mark.parametrize("language", ["en", "es"])
def test_pages_are_accessible_and_fit(browser, language: str) -> None:
    walk = Walk(browser, Client(), f"gallery-{language}")
    for page in PAGES:
        walk.look(page, f"/gallery/{page}/?language={language}", paper=page == "letter")
    walk.finish()


def test_the_stopwatch_runs_on_the_space_bar_and_on_a_tap(address: str, browser) -> None:
    page = browser.new_page()
    sent: list[str] = []
    page.route("**/gallery/visit/", lambda route: _keep(route, sent))
    page.goto(address + "visit/")
    page.keyboard.press("Space")
    page.wait_for_timeout(400)
    assert float(page.inner_text("[data-digits]")) >= 0.3
    page.click("[data-stage-button]")
    page.wait_for_timeout(300)
    assert len(sent) == 2
    assert "start" in sent[0]
    assert "device" in sent[1]
    page.close()


def _keep(route, sent: list[str]) -> None:
    if route.request.method != "POST":
        route.continue_()
        return
    sent.append((route.request.post_data_buffer or b"").decode())
    route.fulfill(status=200, body="kept")


def test_a_lost_connection_keeps_the_time_on_the_screen(address: str, browser) -> None:
    page = browser.new_page()
    page.goto(address + "visit/")
    page.route("**/gallery/visit/", lambda route: route.abort())
    page.click("[data-stage-button]")
    page.wait_for_timeout(300)
    page.click("[data-stage-button]")
    page.wait_for_selector("text=Not saved")
    assert float(page.input_value("[name=time_s]")) >= 0.3
    page.close()


def test_larger_text_needs_no_reload(address: str, browser) -> None:
    page = browser.new_page()
    page.goto(address + "patient/")
    before = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    page.click("text=Larger text")
    assert before == 22
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") > before
    page.close()


def test_a_trial_goes_on_after_a_reload_and_says_so(address: str, browser) -> None:
    now = datetime.now(UTC)
    state = {"state": "running", "started_at": (now - timedelta(seconds=30)).isoformat(), "server_now": now.isoformat()}
    part = render_to_string("components/parts/stopwatch.html", {"stopwatch": state, "action": "/kept/"})
    script = render_to_string("components/stopwatch_scripts.html")
    page = browser.new_page()
    page.route(
        "**/reloaded/", lambda route: route.fulfill(body=f"<!doctype html>{part}{script}", content_type="text/html")
    )
    page.goto(address + "reloaded/")
    page.wait_for_timeout(300)
    assert float(page.inner_text("[data-digits]")) >= 30
    assert page.input_value("[name=reloaded]") == "1"
    assert page.input_value("[name=clock]") == "server"
    page.close()
