"""Workspace and questionnaire in a real browser, against the demo clinic: axe, contrast, fit, the stopwatch, the lock."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from urllib.request import build_opener

import pytest

from surefoot_web.config.knowledge import load
from surefoot_web.visits.drawn import drawing_of
from surefoot_web.visits.stage import is_timed

from .browser import axe_playwright, launched, page_by_page, pytestmark, sync_api
from .demo_home import demo_home_at
from .intake_steps import name_of
from .painted import WEAK_TEXT
from .test_commands import command, free_port, open_when_up, read_until

__all__ = ["pytestmark"]
SIZES = {"phone": (360, 740), "tablet": (820, 1180), "desk": (1440, 900)}


@pytest.fixture(scope="module")
def clinic_address(tmp_path_factory) -> Iterator[str]:
    folder, port = tmp_path_factory.mktemp("workspace"), free_port()
    log = folder / "log"
    demo_home_at(folder / "home", tmp_path_factory)
    given = command("demo", "--home", str(folder / "home"), "--port", port)
    with log.open("wb") as out, subprocess.Popen(given, stdout=out, stderr=subprocess.STDOUT) as process:
        try:
            read_until(process, log, "CO-1")
            open_when_up(build_opener(), f"http://localhost:{port}/sign-in/")
            yield f"http://localhost:{port}"
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    with launched() as started:
        yield started


@pytest.fixture
def sign_in(clinic_address, chromium):
    """A function that opens a page of the given size, signed in as the provider, on a new visit of a demo patient."""
    opened = []

    def open_visit(patient: str, size: str = "desk", **context: object):
        width, height = SIZES[size]
        made = chromium.new_context(viewport={"width": width, "height": height}, **context)
        opened.append(made)
        page = made.new_page()
        _wait(page, clinic_address)
        page.goto(f"{clinic_address}/sign-in/")
        page.fill("[name=username]", "podiatrist")
        page.fill("[name=password]", "steady-ground")
        page.click("main button")
        page.wait_for_url(f"{clinic_address}/")
        page.goto(f"{clinic_address}/patients/?words={patient}")
        page.click(f"main a[href*='/patients/']:has-text('{patient}')")
        page.click("text=Start a visit")
        page.fill("[name=reason]", "two falls since August")
        page.click("main button:has-text('Start')")
        page.wait_for_url(re.compile("/visits/"))
        return page

    yield open_visit
    for made in opened:
        made.close()


def _wait(page, address: str) -> None:
    for _ in range(100):
        try:
            page.goto(f"{address}/sign-in/")
        except sync_api.Error:
            page.wait_for_timeout(200)
        else:
            return


def look_at(page) -> None:
    """No axe violation, contrast of 7 to 1, nothing to scroll sideways."""
    assert [one["id"] for one in axe_playwright.Axe().run(page).response["violations"]] == [], page.url
    assert page.evaluate(WEAK_TEXT)["weak"] == [], page.url
    root = "document.documentElement"
    assert page.evaluate(f"{root}.scrollWidth - {root}.clientWidth") == 0, page.url


@pytest.mark.parametrize("size", list(SIZES))
def test_every_state_of_the_workspace_is_accessible_and_fits(sign_in, size):
    page = sign_in("Three", size)
    visit = page.url
    for test in ("tug", "four_stage_balance", "orthostatic_bp"):
        page.goto(f"{visit}tests/{test}/")
        look_at(page)
    page.goto(f"{visit}tests/tug/#ledger")
    page.click("button[value=prepare]")
    page.wait_for_selector(".span--open")
    look_at(page)
    page.click(".span__stop button")
    page.wait_for_selector("text=Correct")
    look_at(page)
    page.goto(f"{visit}tests/tug/")
    page.fill("#id_time_s", "542")
    page.click("text=Save the trial")
    page.wait_for_selector(".field--error")
    look_at(page)
    page.fill("#id_time_s", "14.2")
    page.click("text=Save the trial")
    page.wait_for_selector(".result")
    page.click("text=Trials, limits, norms, sources")
    look_at(page)
    for name in ("ledger/enter/", "end-early/"):
        page.goto(f"{visit}{name}")
        look_at(page)


IN_SIGHT = ((1440, 900), (1024, 768), (768, 1024), (360, 740))
DRAWN = [test.id for test in load().tests.values() if is_timed(test) and drawing_of(test.id)["drawing_name"]]
BOX = """() => { const box = (one) => document.querySelector(one).getBoundingClientRect();
  document.querySelector("#stage").scrollIntoView(); const [clock, foot] = [box("[data-stage-button]"), box(".incident")];
  return { top: clock.top, bottom: clock.bottom, words: box(".say").top, safety: box(".stage__safety").bottom, foot: foot.top }; }"""


def test_the_button_that_starts_is_in_sight_beside_the_drawing(sign_in):
    page = sign_in("Three")
    visit = page.url
    assert len(DRAWN) > 10
    for test in DRAWN:
        page.goto(f"{visit}tests/{test}/#stage")
        for width, height in IN_SIGHT:
            page.set_viewport_size({"width": width, "height": height})
            seen = page.evaluate(BOX)
            where = f"{test} at {width}: {seen}"
            assert seen["safety"] <= seen["words"] < seen["top"], where
            assert seen["bottom"] <= seen["foot"] < height, where


def test_the_order_is_changed_by_keyboard_and_an_added_test_lands_on_the_stage(sign_in):
    page = sign_in("Three", "phone")
    page.goto(f"{page.url}#battery")
    page.click("text=Change the order")
    look_at(page)
    for place, button in ((2, "later-tug"), (3, "later-tug")):
        page.focus(f"#{button}")
        page.keyboard.press("Enter")
        page.wait_for_selector(f".order__list li:nth-child({place}) #{button}:focus")
        assert page.is_visible("#battery"), "the pane stays"
    page.click("text=Add a test")
    page.click("#battery a[href*='/tests/five_times_sit_to_stand/']")
    page.wait_for_url(re.compile("#stage$"))
    assert page.evaluate("document.activeElement.id") == "stage"
    assert page.is_visible("[data-stage-button]")


def test_the_stopwatch_lives_through_a_reload_and_the_trial_says_so(sign_in):
    page = sign_in("Three")
    visit = page.url
    page.goto(f"{visit}tests/tug/")
    page.click("[data-stage-button]")
    page.wait_for_timeout(1500)
    page.reload()
    page.wait_for_timeout(300)
    assert float(page.inner_text("[data-digits]")) >= 1.5, "it goes on where it was, not at zero"
    assert page.is_visible(".stage__safety")
    page.wait_for_timeout(2000)
    page.click("[data-stage-button]")
    page.wait_for_selector("#id_time_s")
    assert 3.5 <= float(page.input_value("#id_time_s")) < 20
    page.click("text=Save the trial")
    page.wait_for_selector(".result")
    assert "timing was interrupted" in page.inner_text("#stage")


def test_a_second_tab_says_that_the_clock_already_runs_and_shows_it(sign_in):
    page = sign_in("Patient Four")
    page.goto(re.sub(r"/visits/([^/]+)/.*", r"/visits/\1/tests/tug/", page.url))
    second = page.context.new_page()
    second.goto(page.url)
    with page.expect_response("**/stopwatch/"):
        page.click("[data-stage-button]")
    with second.expect_navigation():
        second.click("[data-stage-button]")
    assert "The stopwatch already runs, for Timed Up and Go." in second.inner_text("body")
    assert second.get_attribute("[data-stage-button]", "value") == "stop"
    with second.expect_navigation():
        second.click("[data-stage-button]")
    assert second.input_value("form.trial [name=time_s]") != ""


def test_the_devices_clock_fills_in_the_time(sign_in):
    page = sign_in("Three")
    page.goto(f"{page.url}tests/tug/")
    page.keyboard.press("Space")
    page.wait_for_timeout(3200)
    shown = float(page.inner_text("[data-digits]"))
    page.keyboard.press("Space")
    page.wait_for_selector("text=Redo")
    assert float(page.input_value("#id_time_s")) == pytest.approx(shown, abs=0.5)
    assert not page.is_visible("text=the server’s clock gave the time")


@pytest.mark.parametrize(("size", "script"), [("phone", True), ("tablet", False)])
def test_the_questionnaire_is_accessible_fits_and_locks_the_screen(sign_in, clinic_address, size, script):
    page = sign_in("Two", size, java_script_enabled=script)
    visit = page.url
    page.goto(f"{clinic_address}/intake{visit[len(clinic_address) :]}hand-over/")
    page.check("[name=language][value=es]")
    page.click("text=Hand over now")
    page.wait_for_selector(".answer")
    assert page.get_attribute("html", "lang") == "es"
    if script:
        look_at(page)
    page_by_page(page)  # the print is big enough
    seen = set()
    while name_of(page.url) != "check":
        kind = _kind(page)
        if script and kind not in seen:
            look_at(page)
        seen.add(kind)
        height = page.locator(".answer").first.bounding_box()["height"]
        assert height >= 64, f"{page.url}: {height} px"
        before = page.url
        _answer(page, kind)
        page.wait_for_url(lambda url, before=before: url != before)
        assert len(seen) < 300
    assert {"yes_no", "number", "medicines", "choice", "check", "urgent"} <= {kind.split(":")[0] for kind in seen}
    page.click("text=Enviar mis respuestas")
    page.wait_for_url(re.compile("/thanks/"))
    if script:
        look_at(page)
    page.goto(visit)
    assert "/sign-in/" in page.url, "the screen opens nothing of staff"


def _kind(page) -> str:
    if name_of(page.url) == "now":
        return "urgent"
    if page.locator("[data-number]").count():
        return "number"
    if page.locator("textarea").count():
        return "medicines"
    if page.locator("[name=checked]").count():
        return "check"
    return "yes_no" if page.locator("button[value=yes]").count() else "choice"


def _answer(page, kind: str) -> None:
    if kind == "number":
        page.fill("#typed", "2")
        page.keyboard.press("Enter")
    elif kind == "medicines":
        page.fill("#typed", "zolpidem 5 mg")
        page.click("button[value=listed]")
    elif kind == "yes_no":
        page.click("button[value=yes]")
    elif kind == "check":
        page.locator("label.check").first.click()
        page.click("button[value=checked]")
    else:
        page.locator(".answer").first.click()
