"""A walk over pages in a real browser: each page is asked for once, loaded at three widths, and then held to everything."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable
from contextvars import copy_context
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from .browser import axe_playwright
from .painted import CUT, INK, JUMPS, OF_THE_SCREEN, WATCH_JUMPS, WEAK_TEXT, WIDER

SITE = "http://localhost"
PICTURES = os.environ.get("SUREFOOT_SCREENSHOTS")
SIZES = {"phone": (360, 800), "desk": (1440, 900), "tablet": (820, 1180)}  # the last one stays for what follows
ZOOMED = {"at 200 %": (640, 512), "at 400 %": (320, 256)}  # of a screen of 1280 by 1024: WCAG 1.4.4 and 1.4.10
PAPER = (700, 960)  # a letter page of 8.5 inches between its margins, in CSS pixels
PRINTED = (
    "notes:note",
    "notes:preview",
    "plans:plan",
    "plans:findings",
    "billing:coding",
    "followup:figures",
    "patients:trend",
)
MOST_BYTES = 150_000  # of a page with all that it loads, as sent
MOST_JUMP = 0.02  # layout shift score; below 0.1 counts as good, and ours stand still
UNFOLD = "document.querySelectorAll('details').forEach(fold => fold.open = true)"
AXE = "axe.run({resultTypes: ['violations']}).then(found => found.violations.map(one => [one.id, one.nodes[0].html.slice(0, 200)]))"


@dataclass
class Kept:
    """What the server said, to be shown again without asking it."""

    status: int
    headers: dict[str, str]
    body: bytes

    @classmethod
    def of(cls, reply: Any) -> Kept:
        body = b"".join(reply.streaming_content) if reply.streaming else reply.content
        return cls(reply.status_code, dict(reply.headers), body)

    @cached_property
    def weight(self) -> int:
        """Bytes as sent to a browser that takes them compressed."""
        return min(len(self.body), len(gzip.compress(self.body, 6))) if self.status == 200 else 0


_STATIC: dict[str, Kept] = {}  # what no page changes, asked for once in all walks


class Walk:
    """One tab that is led over pages; `faults` grows with what is wrong on them, `weights` with what each page sends."""

    def __init__(self, browser: Any, client: Any, state: str) -> None:
        self.state, self.client = state, client
        self.faults: list[tuple[str, ...]] = []
        self.weights: dict[str, int] = {}
        self.sent: dict[str, Kept] = {}
        self.kept: dict[str, Kept] = {}
        self.here: Callable[..., Any] = copy_context().run  # Django keeps its connection in the context
        self.page = browser.new_page(reduced_motion="reduce")
        self.page.add_init_script(f"({WATCH_JUMPS})()")
        self.page.on("console", lambda said: self.faults.append((said.text,)) if said.type == "error" else None)
        self.page.route("**/*", self._answer)

    def _answer(self, route: Any) -> None:
        split = urlsplit(route.request.url)
        if f"{split.scheme}://{split.netloc}" != SITE:
            self.faults.append(("a third party", route.request.url))
            route.abort()
            return
        address = f"{split.path}?{split.query}" if split.query else split.path
        found = self._asked(address, route.request)
        self.sent[address] = found
        route.fulfill(status=found.status, headers=found.headers, body=found.body)

    def _asked(self, address: str, asked: Any) -> Kept:
        headers = {name: value for name, value in asked.headers.items() if name.startswith("hx-")}
        if asked.method == "POST":
            given = {"data": asked.post_data_buffer, "content_type": asked.headers["content-type"]}
            return Kept.of(self.here(self.client.post, address, **given, headers=headers))
        held = _STATIC if address.startswith("/static/") else self.kept
        key = f"{address} in part" if headers else address
        if key not in held:
            held[key] = Kept.of(self.here(self.client.get, address, headers=headers))
        return held[key]

    def look(self, name: str, address: str, reply: Any = None, *, paper: bool = False) -> None:
        """Hold one page to everything; `reply` is what the server said already, else it is asked. `paper`: people print it."""
        self.kept = {} if reply is None else {address: Kept.of(reply)}
        where = f"{self.state} {name}"
        for size, (width, height) in SIZES.items():
            self._load(f"{where} {size}", address, width, height)
            self._picture(name, size)
        self.weights[where] = sum(one.weight for one in self.sent.values())
        self._hold_unfolded(where)
        self._hold_zoomed(where)
        self._hold_dark(where)
        if paper or name.startswith(PRINTED):
            self._hold_printed(where, name)

    def _load(self, where: str, address: str, width: int, height: int) -> None:
        self.sent.clear()
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.goto(SITE + address)
        jumped, wider, titles = self.page.evaluate(f"[{JUMPS}, {WIDER}, document.querySelectorAll('h1').length]")
        self._hold(where, "jumps", jumped > MOST_JUMP)
        self._hold(where, "is wider than the screen", wider)
        self._hold(where, "has no single h1", titles != 1)

    def _hold_unfolded(self, where: str) -> None:
        self.page.evaluate(UNFOLD)
        self.page.evaluate(axe_playwright.Axe().axe_script)
        self.faults += [(where, *found) for found in self.page.evaluate(AXE)]
        self._hold_contrast(where)
        self._hold(where, "is wider than the screen, unfolded", self.page.evaluate(WIDER))

    def _hold_zoomed(self, where: str) -> None:
        """Twice and four times as large the page is read by scrolling down alone, and nothing is cut off."""
        for zoom, (width, height) in ZOOMED.items():
            self.page.set_viewport_size({"width": width, "height": height})
            wider, cut = self.page.evaluate(f"[{WIDER}, ({CUT})(false)]")
            self._hold(where, f"is wider than the screen {zoom}", wider)
            self._hold(where, f"cuts words off {zoom}", cut)

    def _hold_dark(self, where: str) -> None:
        width, height = SIZES["desk"]
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(color_scheme="dark")
        self._hold_contrast(f"{where} dark")
        self.page.emulate_media(color_scheme="light")

    def _hold_printed(self, where: str, name: str) -> None:
        """From a dark screen too, a page comes out black on white, without what only a screen can do, and whole."""
        self.page.set_viewport_size({"width": PAPER[0], "height": PAPER[1]})
        self.page.emulate_media(media="print", color_scheme="dark")
        wider, cut = self.page.evaluate(f"[{WIDER}, ({CUT})(true)]")
        self._hold(where, "is wider than paper", wider)
        self._hold(where, "is cut off on paper", cut)
        self._hold(where, "prints what only a screen can do", self.page.evaluate(OF_THE_SCREEN))
        self._hold(where, "prints in other than black on white", self.page.evaluate(INK))
        self._picture(name, "paper")
        self.page.emulate_media(media="screen", color_scheme="light")

    def _hold_contrast(self, where: str) -> None:
        self.faults += [(where, "contrast", weak) for weak in self.page.evaluate(WEAK_TEXT)["weak"][:3]]

    def _hold(self, where: str, what: str, wrong: Any) -> None:
        if wrong:
            self.faults.append((where, what, str(wrong)))

    def _picture(self, name: str, size: str) -> None:
        if not PICTURES:
            return
        folder = Path(PICTURES) / self.state
        folder.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=folder / f"{name.replace(':', '-')}-{size}.png", full_page=True)

    def finish(self) -> None:
        """Say everything at once that was found, with what the pages weigh."""
        self.page.close()
        if PICTURES:
            (Path(PICTURES) / self.state / "weights.json").write_text(json.dumps(self.weights, indent=1))
        heavy = [(name, "weighs too much", str(weight)) for name, weight in self.weights.items() if weight > MOST_BYTES]
        faults = self.faults + heavy
        assert not faults, "\n".join(" | ".join(fault) for fault in faults)
