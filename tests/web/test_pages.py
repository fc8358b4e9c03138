"""The pages: what they show, and that a refused form keeps what was typed. Who may open them: test_matrix.py."""

from __future__ import annotations

import logging
import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from surefoot_web.patients.models import Patient
from surefoot_web.records.clock import day_in, now
from surefoot_web.trail.models import AuditEvent
from surefoot_web.visits import actions
from surefoot_web.visits.actions.ledger import SpanDescription
from surefoot_web.visits.models import Visit

from .conftest import AT, PASSWORD

PUBLIC = {
    "account_login",  # the same page under the name that allauth asks for
    "accounts:sign_in",
    "accounts:sign_out",
    "accounts:set_up",  # 404 once there is a clinic: tests/web/test_first_run.py
    "visits:device",  # for a joined device alone: tests/web/test_stopwatch_devices.py
    "visits:device_join",
    "visits:device_press",
    "visits:device_state",
    "components:drawing",
    "components:gallery",
    "components:gallery_page",
    "components:text_size",
    "set_language",
    "links:closed",
    "links:open",  # for who holds its token: tests/web/test_form_links.py
    "offline:worker",  # a script that holds nothing of anybody
}
TYPED = {
    "identifier": "P-7", "given_name": "Demo", "family_name": "Patient Seven", "birth_date": "1950-05-05", "sex": "male",
    "language": "en", "payer_policy": "cms",
}  # fmt: skip


@pytest.fixture
def seen(client, provider):
    client.force_login(provider)
    return client


def test_signing_in_leads_to_today_and_out_again(client, provider):
    page = client.get("/", follow=True)
    assert page.redirect_chain[-1][0].startswith(reverse("accounts:sign_in"))
    page = client.post(reverse("accounts:sign_in"), {"username": provider.username, "password": PASSWORD}, follow=True)
    assert page.redirect_chain[-1][0] == reverse("visits:today")
    client.post(reverse("accounts:sign_out"))
    assert client.get("/").status_code == 302


def test_a_wrong_password_says_what_to_do_and_keeps_the_name(client, provider):
    page = client.post(reverse("accounts:sign_in"), {"username": provider.username, "password": "wrong"})
    text = page.content.decode()
    assert "capital letters count" in text
    assert f'value="{provider.username}"' in text
    assert "wrong" not in text


@pytest.mark.parametrize(
    "header", ["Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy"]
)
def test_every_page_carries_the_strict_headers(seen, header):
    assert seen.get("/").headers[header] in {
        "nosniff", "DENY", "same-origin", seen.get("/sign-in/").headers.get("Content-Security-Policy"),
    }  # fmt: skip
    policy = seen.get("/").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize("name", ["visits:today", "patients:find", "patients:add", "accounts:sign_in"])
def test_no_page_asks_a_third_party_or_runs_inline(seen, name):
    text = seen.get(reverse(name)).content.decode()
    assert not re.search(r'(src|href|action)="(https?:)?//', text)
    assert not re.search(r"<style|style=|<script(?![^>]*src)| on\w+=", text)


def test_today_shows_the_day_the_unsigned_and_the_running(seen, patient, provider, clinic):
    today = day_in(clinic.time_zone, now())
    given = {"patient": patient, "provider": provider, "by": provider}
    actions.visit_start(**given, date=today, reason="unsteady on stairs")
    old = actions.visit_start(**given, date=today - timedelta(days=3), reason="two falls")
    what = SpanDescription(activity="perform", patient_present=True, one_on_one=True, test="tug")
    actions.span_start(visit=old, what=what, by=provider)
    text = seen.get("/").content.decode()
    assert "unsteady on stairs" in text
    assert "two falls" in text
    assert (
        text.index("Clocks that run")
        < text.index("Earlier visits that are not signed")
        < text.index("Visits of the day")
    )


def test_an_empty_today_says_what_to_do(seen):
    text = seen.get("/").content.decode()
    assert "No visits today yet" in text
    assert "None. Every span of time on record has its end." in text
    assert "Every visit of an earlier day is signed, or was closed with its reason." in text
    assert reverse("patients:find") in text


def test_a_patient_is_added_once_though_the_form_comes_twice(client, desk):
    client.force_login(desk)
    typed = {**TYPED, "operation": str(uuid4())}
    first, second = (client.post(reverse("patients:add"), typed) for _ in range(2))
    assert first.url == second.url
    assert Patient.objects.filter(identifier="P-7").count() == 1
    assert "Demo Patient Seven" in client.get(first.url).content.decode()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"birth_date": "2950-05-05"}, "The date of birth lies in the future."),
        ({"identifier": "P-001"}, "Another patient of this clinic has this patient number."),
        ({"identifier": "p-001"}, "Another patient of this clinic has this patient number."),
        ({"birth_date": "5 May"}, "Enter a valid date."),
        ({"family_name": ""}, "Fill this in."),
    ],
)
def test_a_refused_form_keeps_what_was_typed(client, desk, patient, typed, says):
    client.force_login(desk)
    page = client.post(reverse("patients:add"), {**TYPED, **typed, "operation": str(uuid4())})
    text = page.content.decode()
    assert says in text
    assert 'value="Demo"' in text
    assert not Patient.objects.filter(identifier="P-7").exists()


def test_two_windows_on_one_patient_lose_nothing(seen, patient):
    address = reverse("patients:correct", args=[patient.pk])
    assert 'name="row_version" value="1"' in seen.get(address).content.decode()
    typed = {**TYPED, "identifier": patient.identifier, "row_version": "1"}
    assert seen.post(address, typed).status_code == 302
    page = seen.post(address, {**typed, "given_name": "Other"})
    assert "Somebody else changed this record" in page.content.decode()
    assert Patient.objects.get(pk=patient.pk).given_name == "Demo"


def test_finding_goes_by_every_word_and_stays_in_the_clinic(seen, patient, other_clinic_visit):
    find = reverse("patients:find")
    assert "Patient One" in seen.get(find, {"words": "demo one"}).content.decode()
    assert "Patient B" not in seen.get(find).content.decode()
    assert "Nobody was found" in seen.get(find, {"words": "demo two"}).content.decode()


@pytest.mark.parametrize(
    "words",
    [
        "Patient One, Demo",
        "patient one,demo",
        "One , Demo",
        "1948-03-02",
        "03/02/1948",
        "3/2/1948",
        "demo 3/2/1948",
        "p-001",
    ],
)
def test_a_patient_is_found_as_the_list_writes_it_and_by_the_day_of_birth(seen, patient, words):
    page = seen.get(reverse("patients:find"), {"words": words}).content.decode()
    assert "Patient One, Demo" in page


@pytest.mark.parametrize("words", ["One, Other", "1948-03-03", "2/3/1948", "13/13/1948", "demo, 1948-03-03"])
def test_a_patient_is_not_found_by_other_words(seen, patient, words):
    assert "Nobody was found" in seen.get(reverse("patients:find"), {"words": words}).content.decode()


def test_too_many_words_find_nobody_and_say_so(seen, patient):
    page = seen.get(reverse("patients:find"), {"words": "demo " * 41}).content.decode()
    assert "at most 200 characters" in page
    assert "Patient One" not in page
    assert "No patients yet" not in page


def test_a_visit_is_started_from_the_patients_page(seen, patient, provider):
    address = reverse("visits:start", args=[patient.pk])
    assert address in seen.get(reverse("patients:patient", args=[patient.pk])).content.decode()
    typed = {"date": "2026-11-20", "reason": "two falls", "provider": str(provider.pk), "setting": "office"}
    answer = seen.post(address, {**typed, "operation": str(uuid4())})
    visit = Visit.objects.get(patient=patient)
    assert answer.url == reverse("visits:visit", args=[visit.pk])
    page = seen.post(address, {**typed, "date": "2950-01-01"}).content.decode()
    assert "The day of the visit lies in the future." in page
    assert "two falls" in page


def test_reading_a_record_is_recorded(seen, patient, provider):
    seen.get(reverse("patients:patient", args=[patient.pk]))
    event = AuditEvent.objects.order_by("-number").first()
    assert (event.action, event.actor, event.patient_id) == ("patient.read", provider, patient.pk)


@pytest.mark.parametrize(("who", "name"), [("biller", "patients:add"), ("administrator", "patients:find")])
def test_a_role_opens_only_its_pages(request, client, who, name):
    client.force_login(request.getfixturevalue(who))
    answer = client.get(reverse(name))
    assert answer.status_code == 403
    assert "does not open this page" in answer.content.decode()


def test_the_log_holds_no_patient_data(seen, patient, caplog):
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("surefoot_web").propagate = True
        seen.get(f"/patients/{uuid4()}/?words=Zebra")
    logging.getLogger("surefoot_web").propagate = False
    lines = {(one.levelname, one.getMessage()) for one in caplog.records if one.name == "surefoot_web.requests"}
    assert lines == {("INFO", "SF-W400 GET patients/<uuid:patient_id>/ 404")}
    assert "Zebra" not in caplog.text


def test_the_log_says_where_a_page_broke(seen, client, patient, caplog, monkeypatch):
    def broken(**_given):
        raise ValueError("Zebra")

    monkeypatch.setattr("surefoot_web.patients.views.patient_get", broken)
    client.raise_request_exception = False
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("surefoot_web").propagate = True
        assert seen.get(reverse("patients:patient", args=[patient.pk])).status_code == 500
    logging.getLogger("surefoot_web").propagate = False
    levels = {(one.levelname, one.getMessage()[:7]) for one in caplog.records if one.name == "surefoot_web.requests"}
    assert levels == {("ERROR", "SF-W500")}
    assert "ValueError at" in caplog.text
    assert "Zebra" not in "".join(one.getMessage() for one in caplog.records)


def test_a_page_that_is_not_there_says_what_to_do(seen):
    answer = seen.get("/nowhere/")
    assert answer.status_code == 404
    assert "Go to Today" in answer.content.decode()


def test_days_read_as_people_write_them_and_age_stands_beside_the_birth_date(seen, patient, visit, monkeypatch):
    monkeypatch.setattr("surefoot_web.patients.views.now", lambda: AT)
    page = seen.get(reverse("patients:patient", args=[patient.pk])).content.decode()
    assert '<time datetime="1948-03-02">Mar 2, 1948</time> · 78 years' in page
    assert '<time datetime="2026-11-20">Nov 20, 2026</time>' in page
    today = day_in(patient.clinic.time_zone, now())
    heading = f'<time datetime="{today.isoformat()}">{today:%A, %B} {today.day}, {today.year}</time>'
    assert heading in seen.get("/").content.decode()


@pytest.mark.parametrize(("day", "age"), [("2026-03-01", 77), ("2026-03-02", 78), ("2027-03-01", 78)])
def test_a_person_is_a_year_older_on_the_birthday(day, age):
    assert Patient(birth_date=date(1948, 3, 2)).age_on(date.fromisoformat(day)) == age
