"""Every page of the URL table in a real browser: axe, contrast in both themes, no sideways scrolling, weight, no layout that jumps, no third party.

With SUREFOOT_SCREENSHOTS=FOLDER each page leaves pictures there: see `make screenshots`.
"""

from __future__ import annotations

import json
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from surefoot_web.visits.models import Visit

from .browser import axe_playwright, launched, pytestmark
from .intake_steps import answer, current, hand_over, name_of, usual_answer
from .open_pages import every_answer
from .painted import JUMPS, WATCH_JUMPS, WEAK_TEXT, WIDER
from .test_claims import ready, signed  # noqa: F401 - fixtures
from .test_note import _the_clock_stands  # noqa: F401 - fixture
from .test_nothing_of_units import OF_OTHERS, worked  # noqa: F401 - fixture
from .test_plan import person, seen, tested  # noqa: F401 - fixtures
from .test_plan_browser import SITE, open_tab
from .test_urgent_form import told_of_a_stroke

__all__ = ["pytestmark"]
PICTURES = os.environ.get("SUREFOOT_SCREENSHOTS")
SIZES = {"phone": (360, 800), "tablet": (820, 1180), "desk": (1440, 900)}
MOST_BYTES = 150_000  # of a page with all that it loads, as sent
MOST_JUMP = 0.02  # layout shift score; below 0.1 counts as good, and ours stand still


@pytest.fixture
def browser(monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with launched() as started:
        yield started


def addresses_of(client, visit) -> dict[str, list[str]]:
    """Every address of a page to read, by the name of its route."""
    found: dict[str, list[str]] = {}
    for name, address, reply in every_answer(client, visit):
        if reply.status_code == 200 and reply.headers["Content-Type"].startswith("text/html"):
            found.setdefault(name, []).append(address)
    return found


class Walk:
    """A tab of each size; `faults` grows with what is wrong on the pages they are led over, `weights` with what each page sends."""

    def __init__(self, browser: Any, client: Any, state: str) -> None:
        self.state, self.client = state, client
        self.faults: list[tuple[str, ...]] = []
        self.weights: dict[str, int] = {}
        self.tabs = {size: self._tab(browser, client, size) for size in SIZES}

    def _tab(self, browser: Any, client: Any, size: str) -> Any:
        width, height = SIZES[size]
        page = open_tab(browser, client, width, height)
        page.add_init_script(f"({WATCH_JUMPS})()")
        page.on("console", lambda said: self.faults.append((said.text,)) if said.type == "error" else None)
        page.on("request", self._asked)
        page.on("response", lambda reply: self.sent.append(reply))
        return page

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((SITE, "data:")):
            self.faults.append(("a third party", request.url))

    def look(self, name: str, address: str) -> None:
        """Hold one page to everything."""
        for size, page in self.tabs.items():
            self._look(f"{self.state} {name} {size}", address, size, page)
            self._picture(name, size, page)

    def _look(self, where: str, address: str, size: str, page: Any) -> None:
        self.sent: list[Any] = []
        page.emulate_media(color_scheme="light")
        page.goto(SITE + address)
        self._hold(where, "jumps", page.evaluate(JUMPS) > MOST_JUMP)
        self._hold(where, "is wider than the screen", page.evaluate(WIDER))
        self._hold(where, "has no single h1", page.locator("h1").count() != 1)
        if size == "tablet":
            self.weights[f"{self.state} {name_in(where)}"] = sum(
                self._weight(reply.url) for reply in self.sent if reply.ok
            )
            self._hold_to_axe(where, page)
        if size == "desk":
            page.emulate_media(color_scheme="dark")
            self._hold_contrast(f"{where} dark", page)

    def finish(self) -> None:
        """Say everything at once that was found, with what the pages weigh."""
        if PICTURES:
            (Path(PICTURES) / self.state / "weights.json").write_text(json.dumps(self.weights, indent=1))
        heavy = [(name, "weighs too much", str(weight)) for name, weight in self.weights.items() if weight > MOST_BYTES]
        faults = self.faults + heavy
        assert not faults, "\n".join(" | ".join(fault) for fault in faults)

    def _weight(self, url: str) -> int:
        """Bytes of one address as sent to a browser that takes them compressed."""
        reply = self.client.get(url.removeprefix(SITE), headers={"Accept-Encoding": "gzip"})
        return len(b"".join(reply.streaming_content) if reply.streaming else reply.content)

    def _hold(self, where: str, what: str, wrong: Any) -> None:
        if wrong:
            self.faults.append((where, what, str(wrong)))

    def _hold_to_axe(self, where: str, page: Any) -> None:
        page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
        for one in axe_playwright.Axe().run(page).response["violations"]:
            self.faults.append((where, one["id"], one["nodes"][0]["html"][:200]))
        self._hold_contrast(where, page)
        self._hold(where, "is wider than the screen, unfolded", page.evaluate(WIDER))

    def _hold_contrast(self, where: str, page: Any) -> None:
        self.faults += [(where, "contrast", weak) for weak in page.evaluate(WEAK_TEXT)["weak"][:3]]

    def _picture(self, name: str, size: str, page: Any) -> None:
        if not PICTURES:
            return
        folder = Path(PICTURES) / self.state
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{name.replace(':', '-')}-{size}.png", full_page=True)


def name_in(where: str) -> str:
    return where.split()[1]


def own_pages(role: str, pages: dict[str, list[str]]) -> dict[str, list[str]]:
    """What only this role opens; the provider opens the rest."""
    prefixes = OF_OTHERS.get(role, ("",))
    return {name: found for name, found in pages.items() if name.startswith(prefixes)}


@pytest.mark.parametrize("role", ["provider", *OF_OTHERS])
@pytest.mark.parametrize("state", ["open", "signed"])
def test_every_page_of_staff_can_be_used_by_everybody(browser, client, request, clinic, state, role):
    visit = request.getfixturevalue("worked" if state == "open" else "ready")
    client.force_login(person(clinic, role))
    walk = Walk(browser, client, f"{state}-{role}")
    for name, addresses in own_pages(role, addresses_of(client, visit)).items():
        for number, address in enumerate(addresses):
            walk.look(f"{name}-{number}" if number else name, address)
    walk.finish()


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_screen_of_the_patient_can_be_used_by_everybody(browser, client, visit, provider, language):
    client.force_login(provider)
    form = hand_over(client, visit, language=language)
    walk = Walk(browser, client, f"patient-{language}")
    walk.look("begin", reverse("intake:begin", args=[form.pk]))
    address = current(client, form)
    while name_of(address) != "check":
        walk.look(name_of(address), address)
        address = answer(client, address, usual_answer(name_of(address)))
    for name in ("choose", "check", "stopped"):
        walk.look(name, reverse(f"intake:{name}", args=[form.pk]))
    client.post(reverse("intake:check", args=[form.pk]))
    walk.look("thanks", reverse("intake:thanks", args=[form.pk]))
    walk.finish()


def test_urgent_words_can_be_used_by_everybody(browser, client, visit, provider):
    client.force_login(provider)
    form = hand_over(client, visit, language="es")
    walk = Walk(browser, client, "patient-urgent")
    address = told_of_a_stroke(client, form)
    walk.look("now", address)
    client.post(address, {"do": "stop"})
    walk.look("stopped", reverse("intake:stopped", args=[form.pk]))
    walk.finish()


def test_the_earlier_plan_at_the_next_visit_can_be_used_by_everybody(browser, seen, signed):  # noqa: F811 - fixtures
    place = {"clinic": signed.clinic, "patient": signed.patient, "provider": signed.provider}
    later = Visit.objects.create(**place, date=signed.date + timedelta(days=40), payer_policy="cms")
    walk = Walk(browser, seen, "next-visit")
    walk.look("followup:earlier_plan", reverse("followup:earlier_plan", args=[later.pk]))
    walk.finish()
