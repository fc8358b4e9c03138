"""The stopwatch in a real browser: two devices on one clock, a cut network, a reload, a tablet that died; count-in, countdown, keys, pedal."""

from __future__ import annotations

import re

import pytest

from .browser import pytestmark
from .test_workspace_browser import chromium, clinic_address, look_at, sign_in

__all__ = ["chromium", "clinic_address", "pytestmark", "sign_in"]
BUTTON, DIGITS = "[data-stage-button]", "[data-digits]"


def open_test(page, test: str = "tug") -> str:
    visit = re.sub(r"(/visits/[^/]+/).*", r"\1", page.url)
    page.goto(f"{visit}tests/{test}/")
    return visit


def settings(page, **wanted) -> None:
    """Set in the panel what is kept in this browser, then load the page again."""
    page.keyboard.press("?")
    page.wait_for_selector("dialog[open]")
    for name, value in wanted.items():
        control = page.locator(f"[data-setting={name}]")
        control.select_option(value) if isinstance(value, str) else control.set_checked(value)
    shut(page)


def shut(page) -> None:
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog[open]", state="detached")


@pytest.fixture
def joined(sign_in, chromium):
    """The page of the visit, and a phone that joined it by its code."""
    page = sign_in("Three", "tablet")
    open_test(page)
    page.click("text=Use a phone as the stopwatch")
    page.click("text=Show a code")
    address = page.text_content(".join__address")
    look_at(page)
    context = chromium.new_context(viewport={"width": 390, "height": 760}, has_touch=True)
    phone = context.new_page()
    phone.goto(address)
    look_at(phone)
    phone.tap("text=Join")
    phone.wait_for_selector(BUTTON)
    page.wait_for_url(re.compile("/tests/tug/"))
    yield page, phone
    context.close()


def test_both_devices_show_one_clock_and_either_stops_it(joined):
    page, phone = joined
    look_at(phone)
    phone.tap(BUTTON)
    page.wait_for_selector(".stage--running")
    page.wait_for_timeout(1500)
    assert float(page.inner_text(DIGITS)) == pytest.approx(float(phone.inner_text(DIGITS)), abs=0.5)
    assert "Started by Demo Provider on the second device" in page.inner_text("#stage")
    page.wait_for_timeout(1500)
    page.keyboard.press("Space")
    page.wait_for_selector(".stage--stopped")
    phone.wait_for_selector(f"{BUTTON}[value=start]")
    assert "started on one device, stopped on another" in page.inner_text("form.trial")
    assert 3 <= float(page.input_value("#id_time_s")) < 10


def test_a_run_of_the_phone_alone_is_timed_by_the_phone_and_comes_to_the_stage(joined):
    page, phone = joined
    phone.tap(BUTTON)
    page.wait_for_selector(".stage--running")
    phone.wait_for_timeout(3200)
    shown = float(phone.inner_text(DIGITS))
    phone.tap(BUTTON)
    page.wait_for_selector(".stage--stopped")
    assert float(page.input_value("#id_time_s")) == pytest.approx(shown, abs=0.5)
    assert not page.is_visible("text=the server’s clock gave the time")


def test_of_two_stops_the_second_is_told(joined):
    page, phone = joined
    phone.tap(BUTTON)
    page.wait_for_selector(".stage--running")
    page.wait_for_timeout(3100)
    page.route("**/visits/*/stopwatch/", lambda route: route.abort())  # this page learns nothing of the other stop
    with phone.expect_response("**/stopwatch/press/"):
        phone.tap(BUTTON)
    page.keyboard.press("Space")
    page.wait_for_selector(".stage--stopped")
    assert "The stopwatch was stopped before, by Demo Provider on the second device" in page.inner_text("body")


def test_the_phone_follows_to_the_next_test(joined):
    page, phone = joined
    open_test(page, "chair_stand_30s")
    phone.wait_for_selector("text=30-second chair stand")


def test_an_ended_phone_shows_no_clock(joined):
    page, phone = joined
    page.click("text=Use a phone as the stopwatch")
    page.click("main button:has-text('End')")
    page.wait_for_selector("text=None.")
    phone.reload()
    assert "This stopwatch is not open." in phone.inner_text("h1")
    look_at(phone)


def test_the_network_is_cut_before_the_start_and_comes_back_after_the_stop(sign_in):
    page = sign_in("Three", "tablet")
    open_test(page)
    page.context.set_offline(True)
    page.click(BUTTON)
    page.wait_for_selector("text=the start is not saved yet")
    page.wait_for_timeout(3000)
    shown = float(page.inner_text(DIGITS))
    page.click(BUTTON)
    page.wait_for_selector("text=Not saved: the server did not answer")
    page.context.set_offline(False)
    page.wait_for_selector(".stage--stopped")
    assert float(page.input_value("#id_time_s")) == pytest.approx(shown, abs=0.5)
    assert not page.is_visible("text=the server’s clock gave the time")
    page.click("text=Save the trial")
    page.wait_for_selector(".result")
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('surefoot-unsent'))") == []


def test_a_page_that_was_closed_with_an_unsent_time_sends_it_when_it_is_opened_again(sign_in):
    page = sign_in("Three", "tablet")
    visit = open_test(page)
    page.click(BUTTON)
    page.wait_for_timeout(3100)
    page.context.set_offline(True)
    page.click(BUTTON)
    page.wait_for_selector("text=Not saved")
    kept = page.inner_text(DIGITS)
    page.close()  # the battery died
    page.context.set_offline(False)
    again = page.context.new_page()
    again.goto(f"{visit}tests/tug/")
    again.wait_for_selector(".stage--stopped")
    assert float(again.input_value("#id_time_s")) == pytest.approx(float(kept), abs=0.06)
    assert not again.is_visible("text=the server’s clock gave the time"), "the device counted it through"


def test_a_tablet_that_died_in_mid_trial_leaves_the_clock_to_another(sign_in):
    page = sign_in("Three", "tablet")
    visit = open_test(page)
    with page.expect_response("**/tug/stopwatch/"):
        page.click(BUTTON)
    page.close()
    other = page.context.browser.new_context(storage_state=page.context.storage_state())
    again = other.new_page()
    again.goto(f"{visit}tests/chair_stand_30s/")
    assert "Timed Up and Go" in again.inner_text("#stage-title"), "the clock that runs is on the stage"
    again.wait_for_timeout(3000)
    again.click(BUTTON)
    again.wait_for_selector(".stage--stopped")
    assert "started on one device, stopped on another" in again.inner_text("form.trial")
    other.close()


def test_a_reload_in_mid_trial_keeps_the_time_marks_it_and_offers_redo(sign_in):
    page = sign_in("Three", "tablet")
    open_test(page)
    with page.expect_response("**/tug/stopwatch/"):
        page.click(BUTTON)
    page.reload()
    page.wait_for_timeout(3100)
    page.click(BUTTON)
    page.wait_for_selector(".stage--stopped")
    assert "timed across a reload" in page.inner_text("form.trial")
    assert page.is_visible("button:has-text('Redo')")
    page.click("text=Save the trial")
    page.wait_for_selector(".result")
    assert "timed across a reload" in page.inner_text("#stage")


def test_thirty_seconds_count_down_and_stop_by_themselves(sign_in):
    page = sign_in("Three", "tablet")
    page.clock.install()
    open_test(page, "chair_stand_30s")
    assert page.inner_text(DIGITS) == "30.0"
    page.click(BUTTON)
    page.clock.run_for(10_000)
    assert float(page.inner_text(DIGITS)) == pytest.approx(20, abs=1)
    page.clock.run_for(21_000)
    page.wait_for_selector(".stage--stopped")
    assert page.inner_text(".stage__digits") == "30"


def test_the_count_in_says_three_two_one_and_can_be_called_off(sign_in):
    page = sign_in("Three", "tablet")
    page.clock.install()
    open_test(page)
    settings(page, countIn=True)
    page.click(BUTTON)
    assert page.inner_text(DIGITS) == "3"
    page.clock.run_for(1_100)
    assert page.inner_text(DIGITS) == "2"
    page.click(BUTTON)
    assert page.inner_text("[data-word]") == "Start"
    page.clock.run_for(5_000)
    assert page.get_attribute(BUTTON, "value") == "start"
    page.click(BUTTON)
    page.clock.run_for(3_300)
    assert page.get_attribute(BUTTON, "value") == "stop"
    assert float(page.inner_text(DIGITS)) < 2, "the time starts at the end of the count"


def test_pedal_and_single_keys_are_set_in_the_browser_and_can_be_turned_off(sign_in):
    page = sign_in("Three", "desk")
    open_test(page)
    page.keyboard.press("?")
    page.wait_for_selector("dialog[open]")
    look_at(page)
    shut(page)
    settings(page, pedal="PageDown", keys=False)
    page.reload()
    page.keyboard.press("Space")
    page.keyboard.press("n")
    page.keyboard.press("?")
    assert page.get_attribute(BUTTON, "value") == "start"
    assert "/tug/" in page.url
    assert not page.locator("dialog[open]").count()
    page.keyboard.press("PageDown")
    assert page.get_attribute(BUTTON, "value") == "stop"


def test_letters_typed_into_a_field_do_nothing_else(sign_in):
    page = sign_in("Three", "desk")
    open_test(page)
    page.click("text=More about this trial")
    page.fill("#id_deviation", "")
    page.type("#id_deviation", "nprh ?")
    assert page.input_value("#id_deviation") == "nprh ?"
    assert "/tug/" in page.url


@pytest.mark.parametrize("size", ["phone", "tablet", "desk"])
def test_while_the_clock_runs_the_stage_does_not_scroll_and_safety_is_in_sight(sign_in, size):
    page = sign_in("Three", size)
    for test in ("tug", "single_leg_stance"):
        open_test(page, test)
        page.locator(BUTTON).scroll_into_view_if_needed()
        page.click(BUTTON)
        page.wait_for_selector(".stage--running")
        page.wait_for_timeout(200)
        before = page.locator(DIGITS).bounding_box()
        page.mouse.wheel(0, 600)
        page.wait_for_timeout(300)
        after = page.locator(DIGITS).bounding_box()
        height = page.viewport_size["height"]
        assert abs(after["y"] - before["y"]) <= 1
        assert 0 <= after["y"] <= height - after["height"]
        assert page.locator(DIGITS).evaluate("(one) => parseFloat(getComputedStyle(one).fontSize)") >= 96
        safety = page.locator(".stage__safety--held").bounding_box()
        assert 0 <= safety["y"] <= height - safety["height"]
        assert safety["y"] + safety["height"] <= after["y"], "the safety words cover no digit"
        look_at(page)
        page.click(BUTTON)
        page.wait_for_selector(".stage--stopped")
        look_at(page)
