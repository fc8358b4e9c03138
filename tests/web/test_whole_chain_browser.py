"""The main job in a real browser: from the hand-over to the patient to the signed note, the coding decision and the documents."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from .browser import page_by_page, pytestmark
from .hands import Keys, Touch
from .intake_steps import name_of
from .test_workspace_browser import chromium, clinic_address, look_at, sign_in

__all__ = ["chromium", "clinic_address", "pytestmark", "sign_in"]

SCREENSHOTS = os.environ.get("SUREFOOT_SCREENSHOTS")  # a folder to keep a picture of each page in
CLINIC_ZONE = ZoneInfo("America/New_York")
YES = {
    "stay_independent.fallen_past_year",
    "stay_independent.unsteady_walking",
}
CHECKED = {"stay_independent.getting_around": "pushes_with_hands_to_stand", "home.floors_and_stairs": "loose_rugs"}
NUMBERS = {"fall_history.falls_12m": "2", "fall_history.injurious_falls_12m": "1"}
SPANS = (
    ("prepare", 0, 4, ""),
    ("perform", 4, 16, "tug"),
    ("analyze_with_patient", 16, 20, ""),
    ("instruct", 20, 25, ""),
)


def keep_picture(page, name: str) -> None:
    if SCREENSHOTS:
        Path(SCREENSHOTS).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(SCREENSHOTS) / f"{name}.png")


def answer_the_questionnaire(page) -> int:
    """Answer every question as the patient; return how many there were."""
    asked = 0
    while "/check/" not in page.url:
        name, before = name_of(page.url), page.url
        if name == "now":  # an urgent sign was told: its words stand alone, then the form goes on
            page.click("main button, main a.button")
            page.wait_for_url(lambda url, before=before: url != before)
            continue
        asked += 1
        if page.locator("main input[name=typed]").count():
            page.fill("[name=typed]", NUMBERS.get(name, "0"))
            page.click("main button[value=number]:not([aria-hidden])")
        elif name.startswith("medications."):
            page.fill("textarea", "zolpidem 5 mg\nlisinopril 10 mg")
            page.click("main button[value=listed]:not([aria-hidden])")
        elif name in CHECKED:
            page.check(f"main [name=checked][value={CHECKED[name]}]")
            page.click("main button[value=checked]")
        else:
            page.click(f"main button[value={'yes' if name in YES else usual(page)}]")
        page.wait_for_url(lambda url, before=before: url != before)
        assert asked < 120
    return asked


def usual(page) -> str:
    values = page.eval_on_selector_all("main button[name=answer]", "all => all.map(one => one.value)")
    return next(word for word in ("no", "none", *values, "unsure") if word in values and word != "declined")


def record(page, test: str, **fields: str) -> None:
    """Type one trial of one test and save it."""
    page.goto(re.sub(r"/visits/([^/]+)/.*", rf"/visits/\1/tests/{test}/", page.url))
    for name, value in fields.items():
        if page.locator(f"form.trial input[type=radio][name={name}]").count():
            page.check(f"form.trial input[name={name}][value={value}]")
        else:
            page.fill(f"form.trial [name={name}]", value)
    page.click("button[name=save][value=measured]")
    page.wait_for_load_state()


def enter_span(page, activity: str, start: datetime, end: datetime, test: str) -> None:
    keep_picture(page, "ledger")
    page.goto(re.sub(r"/visits/([^/]+)/.*", r"/visits/\1/ledger/enter/", page.url))
    page.select_option("[name=activity]", activity)
    if test:
        page.select_option("[name=test]", test)
    page.fill("[name=starts]", start.strftime("%H:%M:%S"))
    page.fill("[name=ends]", end.strftime("%H:%M:%S"))
    page.check("main [name=patient_present][value=yes]")
    page.check("main [name=one_on_one][value=yes]")
    page.click("main form button.button--primary")
    page.wait_for_load_state()
    assert "/enter/" not in page.url, page.inner_text("main")


@pytest.fixture
def to(clinic_address) -> Callable[..., None]:
    def go(page, visit: str, part: str) -> None:
        page.goto(f"{clinic_address}/visits/{visit}/{part}")

    return go


def test_from_the_questionnaire_to_the_coding_decision(sign_in, clinic_address, to) -> None:
    page = sign_in("Patient Four", "desk")
    page.set_default_timeout(8000)
    visit = re.search(r"/visits/([0-9a-f-]+)/", page.url)[1]

    # the patient: handing over locks the staff session, and only a staff sign-in returns to it
    page.click("a[href*='hand-over']")
    page.click("main form button.button--primary")
    page.wait_for_url(re.compile("/intake/"))
    assert "/begin/" in page.url, "the print comes before the first question"
    page_by_page(page)
    keep_picture(page, "questionnaire")
    to(page, visit, "findings/")
    assert "/sign-in/" in page.url
    page.go_back()
    assert answer_the_questionnaire(page) > 18
    keep_picture(page, "check-answers")
    page.click("main form button.answer--next")
    page.wait_for_url(re.compile("/thanks/"))
    look_at(page)
    page.goto(f"{clinic_address}/sign-in/")
    page.fill("[name=username]", "podiatrist")
    page.fill("[name=password]", "steady-ground")
    page.press("[name=password]", "Enter")
    page.wait_for_load_state()

    # the tests
    to(page, visit, "")
    record(page, "tug", time_s="14.2")
    record(page, "chair_stand_30s", stands_count="7")
    record(page, "four_stage_balance", stage="tandem", time_s="6")
    keep_picture(page, "workspace")
    assert "units" not in page.inner_text("main").lower()

    # the ledger
    began = datetime.now(CLINIC_ZONE) - timedelta(minutes=26)
    whole_day = began.date() == datetime.now(CLINIC_ZONE).date()
    for activity, start, end, test in SPANS if whole_day else ():
        enter_span(page, activity, began + timedelta(minutes=start), began + timedelta(minutes=end), test)

    # findings
    to(page, visit, "")
    page.click("button:has-text('Testing is over')")
    page.wait_for_url(re.compile("/findings/"))
    text = page.inner_text("main")
    for words in (
        "Timed Up and Go",
        "Previous falls",
        "Leg weakness",
        "Medicines tied to falls",
        "Hazards at home",
        "CDC STEADI",
    ):
        assert words in text
    look_at(page)
    keep_picture(page, "findings")

    # the plan: each suggestion is decided by itself
    to(page, visit, "plan/")
    keep_picture(page, "plan")
    actions = "all => all.filter(one => !one.closest('.way')).map(one => one.getAttribute('action'))"
    cards = page.eval_on_selector_all("form[action*='/plan/']", actions)
    assert len(cards) > 3
    for action in cards:
        page.click(f"form[action='{action}'] button[value=accepted]")
        page.wait_for_selector(f"form[action='{action}'] button[value=accepted][aria-pressed=true]")
        to(page, visit, "plan/")
    assert "decided" in page.inner_text("main").lower()

    # the note: each sentence is kept by itself
    to(page, visit, "note/")
    page.fill("[name=plan_of_care_certified_on]", datetime.now(CLINIC_ZONE).date().isoformat())
    page.click("main form button:has-text('Save')")
    page.wait_for_load_state()
    keep = "button[name=command][value=keep]"
    while left := page.locator(keep).count():
        page.locator(keep).first.click()
        page.wait_for_function("([what, before]) => document.querySelectorAll(what).length < before", arg=[keep, left])
        page.wait_for_load_state()
    look_at(page)
    keep_picture(page, "note")
    to(page, visit, "coding/")
    assert "opens" in page.inner_text("main").lower()

    # signing
    to(page, visit, "note/sign/")
    page.fill("main [name=password]", "steady-ground")
    page.click("main form button.button--primary")
    page.wait_for_load_state()
    assert "Signed by Demo Provider" in page.inner_text("main")

    # the decision and the documents
    with page.expect_download() as coming:
        page.click("a:has-text('Note, PDF')")
    assert Path(coming.value.path()).read_bytes().startswith(b"%PDF")
    with page.expect_download() as coming:
        page.click("a:has-text('Spanish')")
    assert Path(coming.value.path()).read_bytes().startswith(b"%PDF")
    to(page, visit, "coding/")
    look_at(page)
    keep_picture(page, "coding")
    text = page.inner_text("main")
    assert ("97750 may be submitted" in text) == whole_day
    assert ("2 units" in text) == whole_day
    assert text.count("met") > 20


@pytest.mark.parametrize("way", [Keys, Touch], ids=["keyboard", "touch"])
def test_a_whole_visit_by_one_way_alone(chromium, clinic_address, way) -> None:
    """From the sign-in to the coding decision with nothing but Tab, Enter, Space and arrows; or with nothing but taps."""
    context = chromium.new_context(viewport={"width": 1180, "height": 820}, **way.context)
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.goto(f"{clinic_address}/sign-in/")
    hand = way(page)
    for part in (_comes_in, _types_the_paper_in, _tests, _reads_the_findings, _plans, _writes_the_note, _signs):
        part(hand, page)
    assert sorted(hand.unseen) == []
    context.close()


def _arrives(page, pattern: str) -> None:
    page.wait_for_url(re.compile(pattern))
    page.wait_for_load_state()


def _comes_in(hand, page) -> None:
    hand.type("[name=username]", "podiatrist")
    hand.type("[name=password]", "steady-ground")
    hand.press("main button")
    _arrives(page, "localhost:[0-9]+/$")
    hand.press("nav a[href='/patients/']")
    _arrives(page, "/patients/$")
    hand.type("main [name=words]", hand.patient)
    hand.press("main form button")
    _arrives(page, "words=")
    hand.press("main th a")
    _arrives(page, "/patients/[0-9a-f-]{36}/")
    hand.press("main a[href$='/start/']")
    page.wait_for_selector("[name=reason]")
    hand.type("[name=reason]", "two falls since August")
    hand.press("main form button.button--primary")
    _arrives(page, "/visits/[0-9a-f-]{36}/")


def _types_the_paper_in(hand, page) -> None:
    hand.press("#battery a[href*='hand-over']")
    _arrives(page, "/hand-over/")
    hand.press("main a[href$='/paper/']")
    _arrives(page, "/paper/$")
    hand.select("select[name='stay_independent.fallen_past_year']", "y")
    hand.select("select[name='stay_independent.unsteady_walking']", "y")
    hand.press("main form button.button--primary")
    _arrives(page, "/answers/$")
    hand.press("main a.button[href$='/visits/" + re.search("[0-9a-f-]{36}", page.url)[0] + "/']")
    page.wait_for_selector("#battery")


def _tests(hand, page) -> None:
    hand.press("#battery a[href*='/tests/tug/']")
    _arrives(page, "/tests/tug/")
    hand.clock()
    page.wait_for_selector(".stage--running")
    page.wait_for_timeout(3100)
    hand.clock()
    page.wait_for_selector(".stage--stopped")
    hand.press("form.trial button[value=measured]")
    page.wait_for_selector("#stage .result")
    hand.press("#battery a[href*='/tests/four_stage_balance/']")
    _arrives(page, "/tests/four_stage_balance/")
    hand.choose("form.trial [name=stage][value=tandem]")
    hand.type("form.trial [name=time_s]", "6")
    hand.press("form.trial button[value=measured]")
    page.wait_for_selector("#stage .result")
    hand.press(".course form button")
    _arrives(page, "/findings/")


def _reads_the_findings(hand, page) -> None:
    hand.press("details.why > summary")
    page.wait_for_selector("details.why[open] .trace, details.why[open] .quiet-list")
    hand.focus_is_on("details.why")
    hand.press("nav.steps a[href$='/plan/']")
    _arrives(page, "/plan/")


def _plans(hand, page) -> None:
    hand.press("#goal button.pick")
    page.wait_for_selector("#goal button[aria-pressed=true]")
    hand.focus_is_on("#goal button.pick")
    for number, value in enumerate(("accepted", "declined.not_wanted")):
        card = page.locator("article.card[id^=suggestion-]").nth(number).get_attribute("id")
        hand.press(f"#{card} > form.decide button[value='{value}']")
        page.wait_for_selector(f"#{card} button[value='{value}'][aria-pressed=true]")
        hand.focus_is_on(f"#{card} button[value='{value}']")
    hand.press("nav.steps a[href$='/note/']")
    _arrives(page, "/note/")


def _writes_the_note(hand, page) -> None:
    for _ in range(2):
        left = page.locator("button[value=keep]").count()
        line = page.locator(".sentence:has(button[value=keep])").first.get_attribute("id")
        hand.press(f"#{line} button[value=keep]")
        for _ in range(100):
            if page.locator("button[value=keep]").count() < left:
                break
            page.wait_for_timeout(50)
        hand.focus_is_on(f"#{line}")
    hand.press("main a[href$='/note/sign/']")
    _arrives(page, "/note/sign/")


def _signs(hand, page) -> None:
    hand.type("main [name=password]", "steady-ground")
    hand.press("main form button.button--primary")
    page.wait_for_selector("text=Signed by Demo Provider")
    hand.press("nav.steps a[href$='/coding/']")
    _arrives(page, "/coding/")
    assert page.locator(".verdict__answer").count() == 1
