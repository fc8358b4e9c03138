"""The life of a visit as staff live it, step by step over HTTP, each step again until the server has said yes.

A step that was under way when the server died is sent again, the same to the letter: it must count once.
"""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable
from datetime import UTC, datetime
from random import Random
from threading import Event
from uuid import UUID

from .outside import Outside
from .pages import Fields, Form, Person, Reply

PAUSE_S = 0.1
TOLD = {
    "fall_history.falls_12m": "2",
    "stay_independent.fallen_past_year": "yes",
    "stay_independent.unsteady_walking": "yes",
}
Cast = dict[str, Person]


class Stopped(Exception):
    """The trial is over."""


class Life:
    """Lives visits of one virtual clinic. `phase` says what is being written right now; the killer reads it."""

    def __init__(self, name: str, cast: Cast, outside: Outside, seed: int, stop: Event) -> None:
        self.name, self.cast, self.outside, self.stop = name, cast, outside, stop
        self.random = Random(seed)
        self.phase = ""
        self.visits = 0
        self.sent_again = False

    def run(self) -> None:
        try:
            while True:
                self.visit()
                self.visits += 1
        except Stopped:
            return

    def visit(self) -> None:
        desk, provider = self.cast["desk"], self.cast["provider"]
        self.phase = "start"
        patient = self.add_patient(desk)
        visit = self.start_visit(desk, patient)
        self.phase = "intake"
        self.answers(desk, visit)
        self.phase = "timing"
        self.testing(provider, visit)
        self.phase = "plan"
        self.plan(provider, visit)
        self.phase = "signing"
        self.sign(provider, visit)

    def add_patient(self, desk: Person) -> str:
        form = self.look(desk, "/patients/add/").form("")
        typed = {
            "identifier": f"{self.name}-{self.random.getrandbits(40)}",
            "given_name": "Synthetic",
            "family_name": f"Person {self.name}",
            "birth_date": "1948-03-02",
        }
        return self.send(desk, "/patients/add/", form, "patient.add", **typed).location.split("/")[2]

    def start_visit(self, desk: Person, patient: str) -> str:
        path = f"/patients/{patient}/start/"
        form = self.look(desk, path).form("")
        provider = {"provider": self.cast["provider"].id} if not form.fields.get("provider", [""])[0] else {}
        reply = self.send(
            desk,
            path,
            form,
            "visit.start",
            reason="two falls since August",
            date=datetime.now(UTC).date().isoformat(),
            **provider,
        )
        return reply.location.split("/")[2]

    def answers(self, desk: Person, visit: str) -> None:
        path = f"/intake/visits/{visit}/paper/"
        form = self.look(desk, path).form("")
        form.fields |= {name: [value] for name, value in TOLD.items() if name in form.fields}
        self.send(desk, path, form, "intake.enter", once=f"intake.enter {visit}")

    def testing(self, provider: Person, visit: str) -> None:
        tug = f"/visits/{visit}/tests/tug/"
        start = {"command": "start", "clock": "server", "reloaded": "0", "operation": self.new_id()}
        self.send(provider, f"{tug}stopwatch/", Form("", {k: [v] for k, v in start.items()}), "stopwatch.start")
        stop = {
            "command": "stop",
            "clock": "server",
            "reloaded": "0",
            "operation": self.new_id(),
            "start_operation": start["operation"],
        }
        self.send(provider, f"{tug}stopwatch/", Form("", {k: [v] for k, v in stop.items()}), "stopwatch.stop")
        trial = {
            "aid": "none",
            "save": "measured",
            "time_s": f"{self.random.uniform(8, 30):.1f}",
            "operation": self.new_id(),
        }
        self.send(provider, f"{tug}trial/", Form("", {k: [v] for k, v in trial.items()}), "test.trial_record")
        gone = {"reason": "unsafe", "operation": self.new_id()}
        self.send(provider, f"/visits/{visit}/tests/single_leg_stance/not-done/", Form("", {k: [v] for k, v in gone.items()}), "test.not_done", known=False)  # fmt: skip
        self.send(provider, f"/visits/{visit}/review/", Form(""), "visit.review", once=f"visit.review {visit}")

    def plan(self, provider: Person, visit: str) -> None:
        page = self.look(provider, f"/visits/{visit}/plan/")
        seen: set[str] = set()
        for form in page.forms:
            if (
                f"/visits/{visit}/plan/" in form.action
                and form.action not in seen
                and "decision" in dict(form.buttons) | form.fields
            ):
                seen.add(form.action)
                self.send(provider, form.action, form, "suggestion.decide", decision="accepted")

    def sign(self, provider: Person, visit: str) -> None:
        note = self.look(provider, f"/visits/{visit}/note/")
        for form in [form for form in note.forms if form.action.endswith("/note/sentence/")][:3]:
            name, value = form.buttons[0]
            self.send(provider, form.action, form, f"sentence.{value}", **{name: value})
        path = f"/visits/{visit}/note/sign/"
        form = self.look(provider, path).form("")
        self.send(provider, path, form, "visit.sign", password=self.cast["provider"].password)

    def look(self, person: Person, path: str) -> Reply:
        reply = self.again(lambda: person.get(path))
        if reply.status != 200:
            raise AssertionError(f"GET {path}: {reply.status} {reply.location}")
        return reply

    def send(
        self, person: Person, path: str, form: Form, step: str, *, once: str = "", known: bool = True, **typed: str
    ) -> Reply:
        """Send the form until it is answered, then put it on the outside list. `once` is for steps that carry no operation id."""
        fields: Fields = form.fields | {name: [value] for name, value in typed.items()}
        reply = self.again(lambda: person.post(path, fields))
        if reply.status != 302 and not (
            once and self.sent_again
        ):  # what has no operation id says the second time that it is done
            raise AssertionError(f"{step} {path}: {reply.status} {reply.body}")
        operation = fields.get("operation", [""])[0] if not once and known else ""
        self.outside.acknowledged(step, operation=operation, once=once, path=path)
        return reply

    def again(self, ask: Callable[[], Reply]) -> Reply:
        self.sent_again = False
        while not self.stop.is_set():
            try:
                reply = ask()
            except (OSError, http.client.HTTPException):
                self.sent_again = True
                time.sleep(PAUSE_S)  # it was killed, and comes again
                continue
            if reply.status < 500:
                return reply
            raise AssertionError(f"{reply.status}: {reply.body[:2000]}")
        raise Stopped

    def new_id(self) -> str:
        return str(UUID(int=self.random.getrandbits(128), version=4))
