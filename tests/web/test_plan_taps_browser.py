# ruff: noqa: F811 - fixtures of another module
"""The whole plan decided by touch and by keyboard alone: one tap a suggestion, held so that it cannot grow unseen, and nothing moves under the finger."""

from __future__ import annotations

import pytest
from django.urls import reverse

from surefoot_web.plans.models import Decision

from .browser import axe_playwright, pytestmark
from .painted import JUMPS, WATCH_JUMPS, WEAK_TEXT, WIDER
from .test_plan import seen, suggestions, tested  # noqa: F401 - fixtures
from .test_plan_browser import SITE, browser, open_tab  # noqa: F401 - fixture

__all__ = ["pytestmark"]
TAPS_A_SUGGESTION = 1
WAYS = ("accepted", "declined.not_wanted", "changed.in_part", "declined.in_place")  # in turn
SMALLEST = 48  # pixels of a target of staff
LONGEST = 35  # presses of Tab from the decision on one card to that on the next
SMALL_ONES = f"""(all) => all.filter((one) => one.getClientRects().length && one.getBoundingClientRect().height < {SMALLEST})
  .map((one) => one.id || one.textContent)"""


@pytest.fixture
def plan_page(browser, seen, tested):
    """The plan on a tablet that lies flat."""
    page = open_tab(browser, seen, 1024, 768, has_touch=True)
    page.add_init_script(f"({WATCH_JUMPS})()")
    page.goto(SITE + reverse("plans:plan", args=[tested.pk]))
    return page


def pick(id_: str, value: str) -> str:
    return f"#pick-{id_}-{value.replace('.', '-')}"


def top_of(page, selector: str) -> float:
    return page.locator(selector).bounding_box()["y"]


def test_every_suggestion_is_decided_by_one_tap_and_the_button_stays_under_the_finger(plan_page, tested):
    page, taps, ids = plan_page, 0, [one["id"] for one in suggestions(tested)]
    for number, id_ in enumerate(ids):
        button = pick(id_, WAYS[number % len(WAYS)])
        page.locator(button).scroll_into_view_if_needed()
        before = top_of(page, button)
        page.locator(button).tap()
        taps += 1
        page.locator(f"{button}[aria-pressed=true]").wait_for()
        assert abs(top_of(page, button) - before) <= 1
    assert taps == TAPS_A_SUGGESTION * len(ids)
    assert "Every suggestion is decided." in page.locator("#undecided").inner_text()
    assert Decision.objects.filter(visit=tested).count() == len(ids)
    assert page.evaluate(JUMPS) == 0


def test_the_whole_plan_by_keyboard_alone(plan_page, tested):
    page, ids = plan_page, [one["id"] for one in suggestions(tested)]
    assert len(ids) > 3
    for number, id_ in enumerate(ids):
        button = pick(id_, WAYS[number % len(WAYS)]).removeprefix("#")
        for _ in range(LONGEST):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.id") == button:
                break
        assert page.evaluate("document.activeElement.id") == button, "the way by Tab is too long, or never comes there"
        page.keyboard.press("Enter")
        page.locator(f"#{button}[aria-pressed=true]").wait_for()
        page.wait_for_function(f"document.activeElement.id === '{button}'")
    assert "Every suggestion is decided." in page.locator("#undecided").inner_text()
    assert Decision.objects.filter(visit=tested).count() == len(ids)


def test_a_decision_is_taken_back_by_one_tap_and_the_handout_follows(plan_page, tested):
    page, paper = plan_page, plan_page.locator("#handout-paper")
    page.click(pick("balance_exercise", "accepted"))
    paper.get_by_text("Balance exercise a few times a week").wait_for()
    page.click(pick("balance_exercise", "taken_back"))
    page.locator("#suggestion-balance_exercise").get_by_text("Before that").wait_for()
    assert paper.get_by_text("Balance exercise a few times a week").count() == 0
    assert page.locator(f"{pick('balance_exercise', 'accepted')}[aria-pressed]").count() == 0
    assert [row.decision for row in Decision.objects.order_by("at", "id")] == ["accepted", "taken_back"]


def test_the_handout_keeps_its_language_and_print_from_decision_to_decision(plan_page):
    page = plan_page
    page.click("#handout-es")
    page.locator("#handout-paper[lang=es]").wait_for()
    page.click("#handout-large")
    page.locator(".handout__paper--large[lang=es]").wait_for()
    page.click(pick("balance_exercise", "accepted"))
    page.locator("#handout-paper").get_by_text("Hacer ejercicio de equilibrio varias veces").wait_for()
    assert page.locator(".handout__paper--large[lang=es]").count() == 1
    page.click("#goal-stairs")
    page.locator("#handout-paper").get_by_text("Usar la escalera sin peligro").wait_for()
    assert page.locator("#goal-stairs[aria-pressed=true]").count() == 1


@pytest.mark.parametrize("width", [390, 1024])
def test_targets_are_large_and_everything_can_be_read(browser, seen, tested, width):
    page = open_tab(browser, seen, width, 768)
    page.goto(SITE + reverse("plans:plan", args=[tested.pk]) + "?handout=es&large=1")
    page.click(pick("balance_exercise", "accepted"))
    page.locator(f"{pick('balance_exercise', 'accepted')}[aria-pressed=true]").wait_for()
    small = page.eval_on_selector_all("main button, main a.button", SMALL_ONES)
    assert small == []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate(WEAK_TEXT)["weak"] == []
    assert page.evaluate(WIDER) == 0
    found = axe_playwright.Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
