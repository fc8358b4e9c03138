"""The idle lock: a session that nobody touched serves the lock page alone, nothing that was sent is lost, no clock is stopped."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from surefoot_web.accounts.doors import lock
from surefoot_web.patients.models import Patient
from surefoot_web.records.clock import now
from surefoot_web.visits.models import Stopwatch

from .conftest import PASSWORD
from .intake_steps import answer, current, hand_over
from .open_pages import TABLE, filled
from .test_pages import TYPED
from .workspace_steps import address

LOCK, UNLOCK, STATE, ALIVE = "/lock/", "/lock/open/", "/lock/state/", "/lock/alive/"
SCRIPT = {"Sec-Fetch-Mode": "cors"}


class Hands:
    """The clock of the lock, to turn."""

    def __init__(self, monkeypatch) -> None:
        self.at = now()
        monkeypatch.setattr(lock, "now", lambda: self.at)

    def wait(self, **span) -> None:
        self.at += timedelta(**span)


@pytest.fixture
def hands(monkeypatch) -> Hands:
    return Hands(monkeypatch)


@pytest.fixture
def staff(hands, client, provider):
    client.force_login(provider)
    return client


def unlock(client, password=PASSWORD, **more):
    return client.post(UNLOCK, {"password": password, **more})


def test_ten_minutes_by_default_and_each_touch_begins_them_anew(staff, hands, settings):
    assert settings.SUREFOOT_IDLE_SECONDS == 600
    for _ in range(4):
        hands.wait(minutes=9)
        assert staff.get("/").status_code == 200
    hands.wait(minutes=10)
    reply = staff.get("/patients/?words=x")
    assert reply.headers["Location"] == "/lock/?next=%2Fpatients%2F%3Fwords%3Dx"


def test_a_locked_session_serves_nothing_but_the_lock_page(staff, hands, visit):
    hands.wait(minutes=11)
    for name, route in TABLE.items():
        if name in lock.ON_THE_LOCK | lock.KEYS_OF_ITS_OWN:
            continue
        path = filled(route, visit_id=visit.pk, patient_id=visit.patient_id)
        reply = staff.get(path)
        assert (reply.status_code, reply.headers["Location"][:6]) == (302, LOCK), name
        reply = staff.post(path)
        assert (reply.status_code, reply.templates[0].name) == (423, "accounts/lock.html"), name
        assert staff.get(path, headers=SCRIPT).json() == {"locked": True}
    page = staff.get(LOCK).content.decode()
    assert visit.patient.family_name not in page
    assert reverse("patients:find") not in page


def test_what_a_page_asks_by_itself_is_no_touch(staff, hands, visit):
    for _ in range(11):
        hands.wait(minutes=1)
        staff.get(address("stopwatch_state", visit), headers=SCRIPT)
        state = staff.get(STATE).json()
    assert state["locked"] is True
    assert staff.get("/").status_code == 302


def test_typing_on_a_page_is_a_touch(staff, hands):
    for _ in range(3):
        hands.wait(minutes=9)
        assert staff.post(ALIVE, headers=SCRIPT).status_code == 200
    assert staff.get("/").status_code == 200
    hands.wait(minutes=11)
    assert staff.post(ALIVE, headers=SCRIPT).status_code == 423


def test_the_password_unlocks_and_leads_back(staff, hands):
    hands.wait(minutes=11)
    wrong = unlock(staff, "wrong", next="/patients/")
    assert wrong.status_code == 422
    assert "not your password" in wrong.content.decode()
    assert staff.get("/").status_code == 302
    assert unlock(staff, next="/patients/").headers["Location"] == "/patients/"
    assert staff.get("/patients/").status_code == 200


@pytest.mark.parametrize("wanted", ["https://elsewhere.example/", "//elsewhere.example", "javascript:x", ""])
def test_unlocking_leads_nowhere_else(staff, hands, wanted):
    hands.wait(minutes=11)
    assert unlock(staff, next=wanted).headers["Location"] == "/"


def test_unlocking_is_not_tried_without_end_and_another_persons_password_does_not_do(staff, hands, desk):
    desk.set_password("another-steady-ground")
    desk.save()
    hands.wait(minutes=11)
    for _ in range(5):
        assert unlock(staff, "another-steady-ground").status_code == 422
    assert "SF-W130" in unlock(staff).content.decode()
    assert staff.get("/").status_code == 302


def test_a_form_sent_while_locked_goes_on_after_unlocking(hands, client, desk):
    client = Client(enforce_csrf_checks=True)
    client.force_login(desk)
    page = client.get(reverse("patients:add")).content.decode()
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    hands.wait(minutes=11)
    typed = {**TYPED, "operation": str(uuid4()), "csrfmiddlewaretoken": token, "some_password": "secret"}
    assert client.post(reverse("patients:add"), {**typed, "csrfmiddlewaretoken": ""}).status_code == 403
    shut = client.post(reverse("patients:add"), typed)
    assert shut.status_code == 423
    assert "kept and goes on" in shut.content.decode()
    assert TYPED["family_name"] not in shut.content.decode(), "nobody reads it off the lock page"
    assert not Patient.objects.exists()
    name, token = shut.context["held"], str(shut.context["csrf_token"])
    wrong = client.post(UNLOCK, {"password": "x", "held": name, "csrfmiddlewaretoken": token})
    assert wrong.context["held"] == name, "a slip does not lose it"
    on = client.post(UNLOCK, {"password": PASSWORD, "held": name, "csrfmiddlewaretoken": token})
    held = on.context["held"]
    assert held["to"] == reverse("patients:add")
    fields = dict(held["fields"])
    assert fields == {key: typed[key] for key in (*TYPED, "operation")}, "the same operation, no password, no old token"
    assert "secret" not in str(dict(client.session))
    sent = {**fields, "csrfmiddlewaretoken": str(on.context["csrf_token"])}
    assert client.post(held["to"], {**sent, "csrfmiddlewaretoken": ""}).status_code == 403, "checked anew"
    first, second = client.post(held["to"], sent), client.post(held["to"], sent)
    assert (first.status_code, second.url) == (302, first.url)
    assert Patient.objects.count() == 1


def test_files_are_said_to_be_chosen_again(staff, hands, administrator, client):
    client.force_login(administrator)
    hands.wait(minutes=11)
    typed = {"files": SimpleUploadedFile("a.yaml", b"x"), "operation": "1"}
    shut = client.post(reverse("accounts:policies_add"), typed)
    assert "Files are not kept" in shut.content.decode()
    on = unlock(client, held=shut.context["held"])
    assert "choose them again" in on.content.decode()
    assert "data-carry-on" not in on.content.decode(), "it waits for a press"


def test_signing_out_drops_what_was_held(staff, hands, provider):
    hands.wait(minutes=11)
    staff.post(reverse("patients:add"), TYPED)
    staff.post(reverse("accounts:sign_out"))
    assert "held_posts" not in staff.session
    assert staff.get("/").headers["Location"].startswith("/sign-in/")


def test_a_screen_is_locked_at_once_by_its_button(staff, hands):
    assert 'action="/lock/"' in staff.get("/").content.decode()
    reply = staff.post(LOCK, {"next": "/patients/"})
    assert 'name="next" value="/patients/"' in reply.content.decode()
    assert staff.get("/").status_code == 302
    unlock(staff)
    assert staff.get(LOCK).headers["Location"] == "/"


def test_twelve_hours_are_the_end_however_busy(staff, hands):
    for _ in range(80):
        hands.wait(minutes=9)
        reply = staff.get("/")
        if reply.status_code == 302:
            break
    assert reply.headers["Location"].startswith("/sign-in/")
    assert "12 hours" in staff.get(reply.headers["Location"]).content.decode()


def test_a_running_clock_goes_on_and_the_press_that_stopped_it_is_taken_after_unlocking(staff, hands, visit):
    press = {"X-Stopwatch": "1"}
    begun = staff.post(address("stopwatch", visit, "tug"), {"command": "start"}, headers=press).json()
    hands.wait(minutes=11)
    stop = {"command": "stop", "run": begun["run"]["id"], "row_version": begun["run"]["row_version"]}
    stop |= {"time_s": "14.20", "operation": str(uuid4()), "clock": "device", "ago_ms": "0"}
    told = staff.post(address("stopwatch", visit, "tug"), stop, headers=press)
    assert (told.status_code, told.json()) == (423, {"locked": True})
    assert Stopwatch.objects.get().stopped_at is None, "the lock stopped nothing"
    unlock(staff)
    assert staff.post(address("stopwatch", visit, "tug"), stop, headers=press).json()["saved"] is True
    assert Stopwatch.objects.get().stopped_at is not None


def test_a_joined_stopwatch_is_not_locked_even_on_a_phone_whose_person_is_signed_in(staff, hands, visit):
    join = staff.post(address("devices", visit), {"test": "tug"}).context["address"].partition("testserver")[2]
    assert staff.post(join).status_code == 302
    hands.wait(minutes=11)
    assert staff.get("/stopwatch/").status_code == 200
    assert staff.get("/stopwatch/state/").status_code == 200
    assert staff.get("/").status_code == 302


def test_a_screen_in_the_hands_of_a_patient_is_no_staff_session(client, hands, desk, visit):
    client.force_login(desk)
    form = hand_over(client, visit)
    hands.wait(hours=2)
    page = current(client, form)
    hands.wait(hours=2)
    assert answer(client, page, "no") != page
    assert 'class="lock"' not in client.get(page).content.decode()
