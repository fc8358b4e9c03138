"""The trail on a page and in files: who sees what of it, that reading it is on record, and that a file can be checked elsewhere."""

from __future__ import annotations

import argparse
import json
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from surefoot_web.commands.verify import verify
from surefoot_web.records.clock import day_in, now
from surefoot_web.trail.exported import NoExport, look
from surefoot_web.trail.models import AuditEvent
from surefoot_web.trail.recording import record_read
from surefoot_web.trail.sealing import forget_key
from surefoot_web.trail.seals import public_keys
from surefoot_web.trail.selectors import PER_PAGE

from .conftest import make_user

PAGE = reverse("trail:trail")


@pytest.fixture
def compliance(clinic):
    return make_user(clinic, "compliance")


@pytest.fixture
def reading(client, compliance, visit):
    client.force_login(compliance)
    return client


def shown(client, **asked):
    answer = client.get(f"{PAGE}?{urlencode(asked)}")
    assert answer.status_code == 200
    return [line.event for line, _ in answer.context["lines"]]


def test_it_shows_who_did_what_newest_first_and_that_it_was_read_is_on_record(reading, compliance, patient):
    events = shown(reading)
    assert [event.number for event in events] == sorted((event.number for event in events), reverse=True)
    assert events[0].action == "trail.read"
    last = AuditEvent.objects.order_by("-number").first()
    assert (last.action, last.actor, last.detail) == ("trail.read", compliance, {"asked_by": []})
    text = reading.get(PAGE).content.decode()
    assert "visit: start" in text
    assert "Patient One" in text


def test_it_is_asked_by_patient_person_action_and_days(reading, clinic, patient, provider, desk):
    assert {event.patient_id for event in shown(reading, patient="p-001")} == {patient.pk}
    assert {event.actor for event in shown(reading, person=desk.pk)} == {desk}
    assert [event.action for event in shown(reading, action="visit.start")] == ["visit.start"]
    assert {event.action for event in shown(reading, first="2026-11-20", last="2026-11-20")} >= {"visit.start"}
    assert shown(reading, first="2026-11-19", last="2026-11-19") == []
    today = day_in(clinic.time_zone, now()).isoformat()
    assert {event.action for event in shown(reading, first=today)} >= {"trail.read"}
    kept = AuditEvent.objects.filter(action="trail.read").order_by("number").first().detail
    assert kept == {"asked_by": ["patient"]}, "names of what was asked by, and no value"


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"patient": "P-999"}, "No patient of this clinic has this number."),
        ({"first": "2026-11-20", "last": "2026-11-19"}, "The last day is before the first."),
        ({"action": "nothing.done"}, "This is not in the list."),
        ({"person": "x"}, "This is not in the list."),
    ],
)
def test_what_cannot_be_asked_is_said_and_nothing_is_shown(reading, asked, says):
    answer = reading.get(f"{PAGE}?{urlencode(asked)}")
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert "<table" not in answer.content.decode()
    assert not AuditEvent.objects.filter(action="trail.read").exists()


def test_an_administrator_sees_no_event_about_a_patient_and_takes_no_file(client, administrator, visit, patient):
    client.force_login(administrator)
    assert {event.patient_id for event in shown(client)} == {None}
    assert shown(client, patient="P-001")[0].patient_id is None, "there is no such question for this role"
    assert "Patient One" not in client.get(PAGE).content.decode()
    assert client.get(reverse("trail:export", args=["csv"])).status_code == 403


def test_another_clinics_events_people_and_patients_are_not_there(reading, clinic, other_clinic_visit):
    assert {event.clinic_id for event in shown(reading)} == {clinic.pk}
    theirs = other_clinic_visit.provider
    assert reading.get(f"{PAGE}?person={theirs.pk}").status_code == 422
    lines = lines_of(reading.get(reverse("trail:export", args=["jsonl"])))
    assert {one["clinic"] for one in lines if "clinic" in one} == {str(clinic.pk)}


def test_many_events_come_in_pages_and_cost_no_query_more(reading, visit, provider):
    with CaptureQueriesContext(
        connection,
    ) as few:
        shown(reading)
    for _ in range(2 * PER_PAGE):
        record_read(action="visit.read", subject=visit, by=provider)
    with CaptureQueriesContext(connection) as many:
        events = shown(reading)
    assert len(events) == PER_PAGE
    assert len(many) == len(few)
    page = reading.get(PAGE)
    older = reading.get(PAGE + page.context["older"])
    numbers = [[line.event.number for line, _ in one.context["lines"]] for one in (page, older)]
    assert numbers[1][0] == numbers[0][-1] - 1
    assert reading.get(f"{PAGE}?before=x").status_code == 200
    assert reading.get(f"{PAGE}?before={'9' * 40}").status_code == 200


def lines_of(answer) -> list[dict]:
    assert answer.status_code == 200
    return [json.loads(line) for line in b"".join(answer.streaming_content).decode().splitlines()]


@pytest.fixture
def taken(reading, tmp_path, monkeypatch):
    """A function that takes a file of the trail, and the public key to check it with."""
    monkeypatch.setattr(settings, "SUREFOOT_HOME", tmp_path / "home")
    forget_key()

    def take(form: str, **asked):
        answer = reading.get(f"{reverse('trail:export', args=[form])}?{urlencode(asked)}")
        file = tmp_path / f"trail.{form}"
        file.write_bytes(b"".join(answer.streaming_content))
        return file, tmp_path / "home" / "keys" / "seal.pub"

    return take


def checked(file, key, capsys) -> tuple[int, str]:
    given = argparse.Namespace(export=file, public_key=[key], format="text", home=None, seals=None)
    code = verify.run(given)
    told = capsys.readouterr()
    return code, told.out + told.err


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_a_file_fits_as_it_was_taken_and_taking_it_is_on_record(taken, compliance, capsys, form):
    file, key = taken(form)
    code, told = checked(file, key, capsys)
    assert code == 0, told
    assert ("signed by" in told) == (form == "jsonl")
    last = AuditEvent.objects.order_by("-number").first()
    assert (last.action, last.actor, last.detail) == ("trail.export", compliance, {"form": form, "asked_by": []})


def test_a_part_of_the_trail_says_how_often_something_is_left_out(taken, visit, provider):
    record_read(action="visit.read", subject=visit, by=provider)
    record_read(action="plan.read", subject=visit, by=provider)
    record_read(action="visit.read", subject=visit, by=provider)
    file, key = taken("jsonl", action="visit.read")
    looked = look(file, public_keys(key))
    assert (looked.events, looked.breaks, looked.faults) == (2, 1, [])
    head = json.loads(file.read_text().splitlines()[0])
    assert head["asked"] == {"action": "visit.read"}


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_a_changed_event_in_a_file_is_found(taken, capsys, form):
    file, key = taken(form)
    file.write_text(file.read_text().replace("patient.add", "patient.read", 1))
    code, told = checked(file, key, capsys)
    assert code == 1
    assert "was changed after it was written" in told


def test_a_line_taken_out_or_the_end_cut_off_is_found(taken, capsys):
    file, key = taken("jsonl")
    lines = file.read_text().splitlines(keepends=True)
    for kept, says in ((lines[:1] + lines[2:], "was changed after it was signed"), (lines[:-1], "it was cut off")):
        file.write_text("".join(kept))
        code, told = checked(file, key, capsys)
        assert code == 1
        assert says in told


def test_a_file_signed_by_somebody_else_is_not_believed(taken, tmp_path, capsys):
    file, _ = taken("jsonl")
    other = tmp_path / "other"
    other.mkdir()
    from surefoot_web.trail.seals import private_key

    private_key(other, new=True)
    code, told = checked(file, other / "seal.pub", capsys)
    assert code == 1
    assert "no signature of a known key" in told


@pytest.mark.parametrize("text", ["", "{}", "[]", "x", '{"kind": "surefoot-trail/1"}', "number,at,actor\n1,2,3\n"])
def test_what_is_no_such_file_is_refused(tmp_path, text):
    file = tmp_path / "x"
    file.write_text(text)
    try:
        assert look(file, {}).faults
    except NoExport as refused:
        assert "SF-W205" in str(refused)
