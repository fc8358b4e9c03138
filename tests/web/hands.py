"""Two ways to work a page and nothing else: the keys of a keyboard, or the tip of a finger. Both do a whole visit."""

from __future__ import annotations

import re
from typing import Any, ClassVar

MOST_TABS = 160  # from one thing to the next on the same page; more is a way nobody goes
SMALLEST = 44  # pixels of what is made to be pressed

# What has the focus, whether that can be seen, and whether something lies over all of it.
FOCUS = """() => { const e = document.activeElement; if (!e || e === document.body) return null;
  const shown = e.matches(".choice input") ? e.nextElementSibling : e, how = getComputedStyle(shown), box = shown.getBoundingClientRect();
  const x = Math.min(Math.max(box.left + Math.min(box.width, 40) / 2, 1), innerWidth - 1);
  const over = (y) => { const top = document.elementFromPoint(x, y); return top && (shown.contains(top) || top.contains(shown) || e.contains(top)); };
  return { what: e.outerHTML.slice(0, 120), outlined: how.outlineStyle !== "none" && parseFloat(how.outlineWidth) >= 2, own: e.tabIndex >= 0,
    seen: [box.top + 2, (box.top + box.bottom) / 2, box.bottom - 2].some((y) => y > 0 && y < innerHeight && over(y)) }; }"""
# The document says the order: nothing jumps the queue.
QUEUE_JUMPERS = "[...document.querySelectorAll('[tabindex]')].filter((one) => one.tabIndex > 0).map((one) => one.outerHTML.slice(0, 120))"


class Keys:
    """A keyboard. Every stop on the way is looked at: the focus is seen, and comes on."""

    context: ClassVar[dict[str, Any]] = {}
    patient = "Patient Two"

    def __init__(self, page: Any) -> None:
        self.page = page
        self.unseen: set[str] = set()

    def go(self, selector: str) -> None:
        """Tab to what `selector` names, from wherever the focus is."""
        assert self.page.evaluate(QUEUE_JUMPERS) == []
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            self._look()
            if self.page.evaluate("(what) => document.activeElement.matches(what)", selector):
                return
        raise AssertionError(f"Tab never comes to {selector} on {self.page.url}")

    def _look(self) -> None:
        found = self.page.evaluate(FOCUS)
        if found and not (found["outlined"] and found["seen"]):
            why = "no outline" if not found["outlined"] else "covered or out of sight"
            self.unseen.add(f"{why}: {re.sub(r'[0-9a-f-]{36}', 'ID', self.page.url)} {found['what']}")

    def press(self, selector: str) -> None:
        """A button, a link, a fold."""
        self.go(selector)
        self.page.keyboard.press("Enter")

    def type(self, selector: str, text: str) -> None:
        self.go(selector)
        self.page.keyboard.type(text)

    def choose(self, selector: str) -> None:
        """One of several radio buttons: Tab to the group, arrows to the one."""
        name = self.page.locator(selector).first.get_attribute("name")
        self.go(f"input[name='{name}']")
        self.page.keyboard.press("Space")
        for _ in range(12):
            if self.page.evaluate("(what) => document.activeElement.matches(what)", selector):
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows never come to {selector}")

    def select(self, selector: str, first_letter: str) -> None:
        """One of a closed list: by its first letter."""
        self.go(selector)
        self.page.keyboard.press(first_letter)

    def clock(self) -> None:
        self.page.keyboard.press("Space")

    def focus_is_on(self, selector: str) -> None:
        """After a part was replaced, the focus is where it was."""
        for _ in range(40):
            if self.page.evaluate("(what) => !!document.activeElement.closest(what)", selector):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"the focus is lost, not on {selector}: {self.page.evaluate(FOCUS)}")


class Touch:
    """A finger on a tablet: no mouse, no key but those of the keyboard on the screen."""

    context: ClassVar[dict[str, Any]] = {"has_touch": True}
    patient = "Patient Three"

    def __init__(self, page: Any) -> None:
        self.page = page
        self.unseen: set[str] = set()

    def press(self, selector: str) -> None:
        target = self.page.locator(selector).locator("visible=true").first
        box = target.bounding_box()
        made = target.evaluate("(one) => one.matches('button, summary, a.button, nav a, .battery a')")
        if made and box["height"] < SMALLEST:
            self.unseen.add(f"{box['height']:.0f} px high: {re.sub(r'[0-9a-f-]{36}', 'ID', self.page.url)} {selector}")
        target.tap()

    def type(self, selector: str, text: str) -> None:
        self.press(selector)
        self.page.keyboard.type(text)

    def choose(self, selector: str) -> None:
        wanted = self.page.locator(selector).first
        wanted.locator("xpath=ancestor::label[1]").or_(wanted).first.tap()
        assert wanted.is_checked()

    def select(self, selector: str, first_letter: str) -> None:
        options = self.page.locator(f"{selector} option").all_inner_texts()
        wanted = next(one for one in options if one.lower().startswith(first_letter))
        self.page.locator(selector).tap()
        self.page.locator(selector).select_option(label=wanted)  # the tablet's own list

    def clock(self) -> None:
        self.press("[data-stage-button]")

    def focus_is_on(self, selector: str) -> None:
        self.page.wait_for_selector(selector, state="attached")
