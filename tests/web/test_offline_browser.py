"""The form on a phone, from the code on the staff's screen to "Thank you": the network cut, the page loaded again, the server killed."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import time
from contextlib import suppress
from threading import Thread
from urllib.request import build_opener

import pytest

from .browser import pytestmark
from .demo_home import demo_home_at
from .test_commands import command, free_port, open_when_up, read_until
from .test_workspace_browser import chromium, look_at

__all__ = ["chromium", "pytestmark"]
SEALED = """() => new Promise((done) => {
  const opening = indexedDB.open("surefoot-sealed", 1);
  opening.onsuccess = () => {
    const all = opening.result.transaction("envelopes").objectStore("envelopes").getAll();
    all.onsuccess = () => done(all.result);
  };
})"""
LEFT = "async () => [await caches.keys(), (await navigator.serviceWorker.getRegistrations()).length]"


class Cable:
    """What lies between the devices and the server; it can be cut and mended."""

    def __init__(self, to: str) -> None:
        self.to, self.whole, self.ends = int(to), True, []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            near, _address = self.listener.accept()
            try:
                far = socket.create_connection(("127.0.0.1", self.to)) if self.whole else None
            except OSError:
                far = None
            if far is None:
                near.close()
                continue
            self.ends += [near, far]
            for ends in ((near, far), (far, near)):
                Thread(target=self._carry, args=ends, daemon=True).start()

    def _carry(self, near: socket.socket, far: socket.socket) -> None:
        with suppress(OSError):
            while data := near.recv(65536):
                far.sendall(data)
        for end in (near, far):
            end.close()

    def cut(self) -> None:
        self.whole = False
        for end in self.ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self.ends = []

    def mend(self) -> None:
        self.whole = True


class Server:
    """A demo clinic behind a cable; it can be killed and started again on the same home and port."""

    def __init__(self, folder) -> None:
        self.folder, self.port = folder, free_port()
        self.cable = Cable(self.port)
        self.address = f"http://localhost:{self.cable.port}"
        self.start()

    def start(self) -> None:
        log = self.folder / f"log{time.monotonic_ns()}"
        given = command("demo", "--home", str(self.folder / "home"), "--port", self.port)
        with log.open("wb") as out:
            self.process = subprocess.Popen(given, stdout=out, stderr=subprocess.STDOUT, start_new_session=True)
        read_until(self.process, log, "CO-1")
        open_when_up(build_opener(), f"{self.address}/sign-in/")

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def answers(self, form: str) -> dict[str, list[str]]:
        """What the database holds of a form, by question."""
        with sqlite3.connect(f"file:{next(self.folder.glob('home/*.sqlite3'))}?mode=ro", uri=True) as database:
            rows = database.execute(
                "select section || '.' || key, value from intake_answer where form_id = ? order by entered_at, id",
                [form.replace("-", "")],
            ).fetchall()
        found: dict[str, list[str]] = {}
        for question, value in rows:
            found.setdefault(question, []).append(value)
        return found


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("offline")
    demo_home_at(folder / "home", tmp_path_factory)
    started = Server(folder)
    yield started
    started.cable.mend()
    started.kill()


def visit_of(server, page, patient: str) -> str:
    """Sign in where nobody is, start a visit of the patient, return its address."""
    page.goto(f"{server.address}/sign-in/")
    if page.locator("[name=username]").count():
        page.fill("[name=username]", "podiatrist")
        page.fill("[name=password]", "steady-ground")
        page.click("main button")
        page.wait_for_url(f"{server.address}/")
    page.goto(f"{server.address}/patients/?words={patient}")
    page.click(f"main a[href*='/patients/']:has-text('{patient}')")
    page.click("text=Start a visit")
    page.fill("[name=reason]", "two falls since August")
    page.click("main button:has-text('Start')")
    page.wait_for_url(re.compile("/visits/"))
    return page.url


@pytest.fixture
def link(server, chromium):
    """A function that signs in on a desk, starts a visit and gives the address of a link to its form."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})

    def make(patient: str, language: str = "en") -> str:
        page = context.new_page()
        visit_of(server, page, patient)
        page.click("text=Link for the patient’s phone")
        look_at(page)
        page.check(f"[name=language][value={language}]")
        page.click("button:has-text('Make a link')")
        page.wait_for_selector(".slip__address")
        look_at(page)
        return page.text_content(".slip__address")

    yield make
    context.close()


@pytest.fixture
def phone(chromium):
    context = chromium.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda fault: page.faults.append(str(fault)))
    yield page
    assert page.faults == []
    context.close()


def begin(phone, address: str) -> str:
    """Open the link and go on to the first question; return the id of the form."""
    phone.goto(address)
    look_at(phone)
    phone.tap("main button")
    phone.wait_for_selector(".sizes")
    phone.tap(".answer--next")
    phone.wait_for_selector("[data-device] form h1")
    return re.search(r"/device/([0-9a-f-]+)/", phone.url)[1]


def say(phone, value: str) -> None:
    """Press an answer and wait for the next screen."""
    before = shown(phone)
    phone.tap(f"button.answer[value={value}]")
    another(phone, before)


def shown(phone) -> str:
    """Which screen is on the page."""
    return phone.get_attribute("[data-device]", "data-shown")


def another(phone, before: str) -> None:
    """Wait for another screen than the one that says `before`."""
    end = time.monotonic() + 30
    while shown(phone) == before:
        assert time.monotonic() < end, f"still there: {before}"
        phone.wait_for_timeout(20)


def saved(phone, words: str = r"^(Saved|Guardado) \d") -> None:
    """Wait until the foot of the page says so."""
    end = time.monotonic() + 45
    while not re.search(words, phone.text_content("[data-saved]")):
        assert time.monotonic() < end, phone.text_content("[data-saved]")
        phone.wait_for_timeout(20)


def all_sent(phone) -> None:
    """Wait until nothing is kept on the device."""
    end = time.monotonic() + 45
    while phone.evaluate(SEALED):
        assert time.monotonic() < end, "still kept on the device"
        phone.wait_for_timeout(50)


def to_the_end(phone) -> None:
    """Answer what is left with no, none, or “not sure”."""
    for _ in range(90):
        if phone.locator("[data-does=send]").count():
            return
        if phone.locator("[data-does=urgent_read]").count():
            phone.tap("[data-does=urgent_read]")
        for value in ("no", "none", "unsure"):
            if phone.locator(f"button.answer[value={value}]").count():
                say(phone, value)
                break
    raise AssertionError("the form does not end")


def test_a_network_that_is_cut_a_reload_and_a_killed_server_lose_nothing(server, link, phone):
    form = begin(phone, link("Three"))
    look_at(phone)
    say(phone, "yes")
    saved(phone)
    server.cable.cut()
    say(phone, "none")
    saved(phone, "1 answer is kept safe here")
    say(phone, "unsure")
    saved(phone, "2 answers are kept safe here")
    look_at(phone)

    kept = phone.evaluate(SEALED)
    assert len(kept) == 2
    assert not any(word in str(kept) for word in ("unsure", "stay_independent", "unsteady")), "an answer lies open"
    phone.tap("[data-back]")
    assert phone.get_attribute("button.answer[value=unsure]", "aria-pressed") == "true", "Back shows what was said"
    say(phone, "unsure")

    phone.reload()
    phone.wait_for_selector("h1:has-text('No connection')")
    look_at(phone)
    assert len(server.answers(form)) == 1, "nothing was sent meanwhile"
    server.cable.mend()
    phone.wait_for_selector("[data-device] form h1", timeout=45_000)
    saved(phone)
    all_sent(phone)
    assert len(server.answers(form)) == 6, "two questions, and the four lines of a list"

    server.kill()
    say(phone, "yes")
    say(phone, "none")
    saved(phone, "kept safe here")
    server.start()
    saved(phone)
    to_the_end(phone)
    look_at(phone)
    phone.tap("[data-does=send]")
    phone.wait_for_url(re.compile("/thanks/"), timeout=45_000)
    assert "close this page" in phone.text_content("main")
    assert phone.evaluate(LEFT) == [[], 0]
    kept = server.answers(form)
    assert len(kept) > 15
    once = {question: values for question, values in kept.items() if question != "stay_independent.unsteady_walking"}
    assert {len(values) for values in once.values()} == {1}, "an answer came twice"

    phone.go_back()
    phone.wait_for_selector("h1:has-text('Thank you')")
    assert "Yes" not in phone.text_content("main")


def test_sending_waits_for_the_network_and_says_so(server, link, phone):
    begin(phone, link("Two"))
    to_the_end(phone)
    all_sent(phone)
    server.cable.cut()
    phone.tap("[data-does=send]")
    phone.wait_for_selector("text=not sent yet")
    look_at(phone)
    server.cable.mend()
    phone.wait_for_url(re.compile("/thanks/"), timeout=45_000)


def test_urgent_words_come_without_a_network_too_and_in_spanish(server, link, phone):
    begin(phone, link("Three", "es"))
    assert phone.get_attribute("html", "lang") == "es"
    server.cable.cut()
    for _ in range(40):
        if "2 días" in phone.text_content("[data-device] h1"):
            break
        say(phone, "no" if phone.locator("button.answer[value=no]").count() else "none")
    say(phone, "yes")
    phone.check("[name=checked][value=weak_or_numb]")
    say(phone, "checked")
    assert "911" in phone.text_content("[data-device] h1")
    look_at(phone)
    phone.tap("[data-language]")
    phone.wait_for_selector("h1:has-text('Call 911 now')")
    phone.tap("[data-does=urgent_read]")
    assert "911" in phone.text_content("[data-urgent-line]")
    server.cable.mend()
    saved(phone)


def test_at_twice_the_size_and_by_keyboard_alone(server, link, phone):
    begin(phone, link("Two"))
    phone.evaluate("document.documentElement.style.fontSize = '200%'")
    root = "document.documentElement"
    assert phone.evaluate(f"{root}.scrollWidth - {root}.clientWidth") == 0
    before = shown(phone)
    phone.focus("button.answer[value=no]")
    phone.keyboard.press("Enter")
    another(phone, before)
    assert phone.evaluate("document.activeElement.id") == "main", "reading goes on at the new question"
    saved(phone)
    phone.go_back()
    assert shown(phone) == before, "the phone's own Back is the form's"


def test_the_clinics_tablet_goes_on_without_a_network_and_locks_itself(server, phone):
    tablet = phone
    visit = visit_of(server, tablet, "Three")
    tablet.goto(f"{server.address}/intake{visit[len(server.address) :]}hand-over/")
    tablet.click("text=Hand over now")
    tablet.wait_for_selector(".sizes")
    tablet.clock.install()
    tablet.tap(".answer--next")
    tablet.wait_for_selector("[data-device] form h1")
    form = re.search(r"/device/([0-9a-f-]+)/", tablet.url)[1]
    say(tablet, "no")
    saved(tablet)
    tablet.clock.run_for(6 * 60 * 1000)
    assert "Are you still there?" in tablet.inner_text(".still")
    look_at(tablet)
    with tablet.expect_response(re.compile("/still-here/")) as reply:
        tablet.tap(".still button")
    assert reply.value.status == 204
    while not tablet.locator("[data-does=send]").count():
        if shown(tablet) == "medications.list":
            server.cable.cut()
            choose_two_medicines(tablet)
            tablet.tap("[data-for-staff]")
            tablet.wait_for_selector("text=Staff can sign in when it is back")
            look_at(tablet)
            say(tablet, "listed")
        else:
            say(
                tablet, next(v for v in ("no", "none", "unsure") if tablet.locator(f"button.answer[value={v}]").count())
            )
    saved(tablet, "are kept safe here")
    tablet.tap("[data-does=send]")
    tablet.wait_for_selector("text=tell the staff")
    look_at(tablet)
    tablet.go_back()
    assert "not sent yet" in tablet.inner_text("main"), "once it is to be sent, Back shows no answer"
    server.cable.mend()
    tablet.clock.run_for(60_000)
    tablet.wait_for_url(re.compile("/thanks/"), timeout=45_000)
    assert "give the device back" in tablet.inner_text("main")
    assert tablet.evaluate(LEFT) == [[], 0]
    (listed,) = {*server.answers(form)["medications."][-1:]}
    assert [one["name"] for one in json.loads(listed)] == ["vitamin D", "zolpidem", "warfarin"]
    tablet.go_back()
    tablet.wait_for_selector("h1:has-text('Thank you')")
    tablet.goto(visit)
    assert "/sign-in/" in tablet.url


def choose_two_medicines(tablet) -> None:
    """One by a part of its name and one by what it is for, behind one that was typed; without a network."""
    tablet.fill("textarea", "vitamin D")
    tablet.tap("button[value=choose]")
    tablet.wait_for_selector("#q")
    look_at(tablet)
    tablet.fill("#q", "zolp")
    tablet.check("[value=zolpidem]")
    tablet.fill("#q", "")
    tablet.tap("summary:has-text('blood thinners')")
    tablet.check("[value=warfarin]")
    tablet.tap("[data-choose] .answer--next")
    tablet.wait_for_selector("textarea")
    assert tablet.input_value("textarea") == "vitamin D\nzolpidem\nwarfarin"
