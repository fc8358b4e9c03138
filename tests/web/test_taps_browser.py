"""How many taps, and how many keys, each test of the standard battery takes from choosing it to its recorded result: held, so that it cannot grow unseen.

A tap is a press on anything: a link, a button, a choice, a field before its number is typed. A number typed into a field that has the focus is
part of that field. With the keyboard every key that is not a digit, a point or Tab is counted, and Tab by itself beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest

from .browser import pytestmark
from .test_workspace_browser import chromium, clinic_address, sign_in

__all__ = ["chromium", "clinic_address", "pytestmark", "sign_in"]
MOST = 12
CLOCK = "[data-stage-button]"
PRESSURES = {
    "supine_systolic_mmhg": "132", "supine_diastolic_mmhg": "78", "standing_1min_systolic_mmhg": "126",
    "standing_1min_diastolic_mmhg": "76", "standing_3min_systolic_mmhg": "128", "standing_3min_diastolic_mmhg": "77",
}  # fmt: skip

# what each takes today: taps by hand, keys, and Tabs; change it only together with the screen
TAPS = {
    "tug": 4,
    "chair_stand_30s": 4,
    "four_stage_balance": 9,
    "single_leg_stance": 11,
    "gait_speed": 8,
    "orthostatic_bp": 8,
}
KEYS = {
    "tug": 4,
    "chair_stand_30s": 3,
    "four_stage_balance": 9,
    "single_leg_stance": 10,
    "gait_speed": 7,
    "orthostatic_bp": 3,
}


@dataclass
class Hand:
    """Works one page and counts."""

    page: object
    taps: int = 0
    keys: list[str] = field(default_factory=list)

    def tap(self, selector: str) -> None:
        self.taps += 1
        self.page.locator(selector).first.tap()

    def type(self, name: str, value: str) -> None:
        self.tap(f"#id_{name}")
        self.page.keyboard.type(value)

    def key(self, *names: str) -> None:
        for name in names:
            self.keys.append(name)
            self.page.keyboard.press(name)

    @property
    def acts(self) -> int:
        return sum(name != "Tab" for name in self.keys)

    def ran(self) -> None:
        self.page.wait_for_selector(".stage--running")

    def stopped(self) -> None:
        self.page.wait_for_selector(".stage--stopped")
        self.page.wait_for_selector("form.trial :focus")

    def lasted(self, milliseconds: int) -> None:
        self.page.clock.run_for(milliseconds)

    def recorded(self, entries: int) -> None:
        self.page.wait_for_selector(f"#stage ol.ledger > li:nth-child({entries})")
        self.page.wait_for_selector("#stage .result")
        self.page.wait_for_load_state()  # a key before the scripts are there would be lost


def choose(hand: Hand, test: str) -> None:
    hand.tap(f"#battery a[href*='/tests/{test}/']")
    hand.page.wait_for_url(re.compile(f"/tests/{test}/"))
    hand.page.wait_for_load_state()


def run_and_save(
    hand: Hand, entries: int, milliseconds: int, *, ends: bool = False, also: dict[str, str] | None = None
) -> None:
    hand.tap(CLOCK)
    hand.ran()
    hand.lasted(milliseconds)
    if not ends:
        hand.tap(CLOCK)
    hand.stopped()
    for name, value in (also or {}).items():
        hand.type(name, value)
    hand.tap("text=Save the trial")
    hand.recorded(entries)


def by_hand(hand: Hand, test: str) -> None:
    choose(hand, test)
    if test == "tug":
        run_and_save(hand, 1, 14_200)
    elif test == "chair_stand_30s":
        run_and_save(hand, 1, 31_000, ends=True, also={"stands_count": "12"})
    elif test == "four_stage_balance":
        for number in range(1, 5):
            run_and_save(hand, number, 11_000, ends=True)
    elif test == "single_leg_stance":
        hand.tap("label:has([name=side][value=left])")
        for number in range(1, 4):
            run_and_save(hand, number, 9_000)
    elif test == "gait_speed":
        run_and_save(hand, 1, 5_000, also={"distance_m": "4"})
        run_and_save(hand, 2, 5_100)
    else:
        for name, value in PRESSURES.items():
            hand.type(name, value)
        hand.tap("text=Save the trial")
        hand.recorded(1)


@pytest.fixture
def page(sign_in):
    def opened(**context):
        made = sign_in("Three", "tablet", has_touch=True, **context)
        made.clock.install()
        visit = re.sub(r"(/visits/[^/]+/).*", r"\1", made.url)
        made.set_viewport_size({"width": 1180, "height": 820})
        made.goto(visit)
        return made

    return opened


@pytest.mark.parametrize("test", list(TAPS))
def test_taps_by_touch(page, test):
    hand = Hand(page())
    by_hand(hand, test)
    assert hand.taps <= MOST
    assert hand.taps == TAPS[test]


def next_to(hand: Hand, test: str) -> None:
    """One key from the test before it, as one comes from there."""
    visit = re.sub(r"(/visits/[^/]+/).*", r"\1", hand.page.url)
    order = hand.page.eval_on_selector_all("#battery a[href*='/tests/']", "(all) => all.map((one) => one.pathname)")
    here = next(number for number, path in enumerate(order) if f"/tests/{test}/" in path)
    before = order[here - 1] if here else order[1]
    hand.page.goto(visit.partition("/visits/")[0] + before)
    hand.key("n" if here else "p")
    hand.page.wait_for_url(re.compile(f"/tests/{test}/"))


def keyed_run(hand: Hand, entries: int, milliseconds: int, *, ends: bool = False, typed: str = "") -> None:
    hand.key("Space")
    hand.ran()
    hand.lasted(milliseconds)
    if not ends:
        hand.key("Space")
    hand.stopped()
    hand.page.keyboard.type(typed)
    hand.key("Enter")
    hand.recorded(entries)


def by_keys(hand: Hand, test: str) -> None:
    next_to(hand, test)
    if test == "tug":
        keyed_run(hand, 1, 14_200)
    elif test == "chair_stand_30s":
        keyed_run(hand, 1, 31_000, ends=True, typed="12")
    elif test == "four_stage_balance":
        for number in range(1, 5):
            keyed_run(hand, number, 11_000, ends=True)
    elif test == "single_leg_stance":
        for number in range(1, 4):
            keyed_run(hand, number, 9_000)
    elif test == "gait_speed":
        keyed_run(hand, 1, 5_000, typed="4")
        keyed_run(hand, 2, 5_100)
    else:
        hand.key("v")
        for number, value in enumerate(PRESSURES.values()):
            hand.key(*["Tab"] * bool(number))
            hand.page.keyboard.type(value)
        hand.key("Enter")
        hand.recorded(1)


@pytest.mark.parametrize("test", list(KEYS))
def test_keys_alone(page, test):
    hand = Hand(page())
    by_keys(hand, test)
    assert hand.acts <= MOST
    assert hand.acts == KEYS[test], hand.keys
    assert hand.keys.count("Tab") <= len(PRESSURES)


# from the result of the last trial to the signed note: the way there, and one tap for each suggestion and each sentence, for each is considered by itself
WAY_TO_SIGN = 6  # review, plan, note, sign, the field of the password, the signature
MOST_TO_SIGN = 35  # of the demo clinic's usual visit: 5 suggestions and 24 sentences
TYPED_TO_SIGN = ["password"]


def to_the_usual_visit(page) -> None:
    """The demo clinic's visit of today whose questionnaire, tests and time are recorded; one trial more, and its result is on the page."""
    page.locator("li:has-text('unsteady since the summer') a[href*='/visits/']").first.click()
    page.wait_for_load_state()
    visit = re.sub(r"(/visits/[^/]+/).*", r"\1", page.url)
    page.goto(f"{visit}tests/tug/#stage")
    page.fill("#id_time_s", "11.8")
    page.click("text=Save the trial")
    page.wait_for_url(re.compile("#stage"))
    page.wait_for_selector("#stage .result")


def decide_all(hand: Hand) -> int:
    """Accept every suggestion that is offered by itself; how many there were."""
    accept = hand.page.locator("[id^=pick-][id$=-accepted]:visible")
    ids = accept.evaluate_all("(all) => all.map((one) => one.id)")
    for id_ in ids:
        hand.tap(f"#{id_}")
        hand.page.wait_for_selector(f"#{id_}[aria-pressed=true]")
    return len(ids)


def keep_all(hand: Hand) -> int:
    """Keep every sentence that the note offers; how many there were."""
    keep, kept = "button[name=command][value=keep]", 0
    while left := hand.page.locator(keep).count():
        hand.tap(keep)
        kept += 1
        hand.page.wait_for_selector(f"li.sentence--kept >> nth={kept - 1}")
        assert hand.page.locator(keep).count() < left
    return kept


def test_from_the_last_result_to_the_signed_note(page):
    hand = Hand(page())
    to_the_usual_visit(hand.page)
    hand.tap("#battery button:has-text('Testing is over')")
    hand.page.wait_for_url(re.compile("/findings/"))
    hand.tap(".steps a[href*='/plan/']")
    hand.page.wait_for_url(re.compile("/plan/"))
    suggestions = decide_all(hand)
    hand.tap("main a:has-text('Go on to the note')")
    hand.page.wait_for_url(re.compile("/note/"))
    sentences = keep_all(hand)
    hand.tap("main a:has-text('Go on to sign')")
    hand.page.wait_for_url(re.compile("/sign/"))
    needed = hand.page.eval_on_selector_all(
        "main :is(input, textarea, select)[required]", "(all) => all.map((one) => one.name)"
    )
    hand.type("password", "steady-ground")
    hand.tap("main button:has-text('Sign as')")
    hand.page.wait_for_selector("text=Signed by Demo Provider")
    assert needed == TYPED_TO_SIGN, "nothing else has to be typed"
    assert suggestions > 3
    assert sentences > 3
    assert hand.taps - suggestions - sentences <= WAY_TO_SIGN
    assert hand.taps <= MOST_TO_SIGN, (suggestions, sentences)
