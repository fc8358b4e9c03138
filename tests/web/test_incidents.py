"""A fall or near fall: one tap stops every clock and halts the testing until a named person releases it; every step stays."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from surefoot_web.records.faults import HaltOfTesting, InputRefused, NotAllowed, TransitionRefused
from surefoot_web.trail.models import AuditEvent
from surefoot_web.visits import actions
from surefoot_web.visits.actions.ledger import SpanDescription
from surefoot_web.visits.case import case_of
from surefoot_web.visits.incidents import halting, incidents_of
from surefoot_web.visits.ledger import spans_of
from surefoot_web.visits.models import IncidentEvent, Stopwatch, Visit

from .conftest import AT

LATER = AT + timedelta(minutes=4)
PERFORM = SpanDescription(activity="perform", patient_present=True, one_on_one=True, test="tug")
SAID = {"what": "near_fall", "injury": "no", "test": "tug", "done": ["rested"], "text": ""}


@pytest.fixture
def running(visit, provider) -> Visit:
    """A stopwatch and a span that run."""
    actions.span_start(visit=visit, what=PERFORM, by=provider, at=AT)
    actions.stopwatch_start(visit=visit, test="tug", by=provider, at=AT + timedelta(minutes=1))
    return visit


@pytest.fixture
def seen(client, provider):
    client.force_login(provider)
    return client


def opened(visit, by):
    return actions.incident_open(visit=visit, by=by, at=LATER).incident_id


def address(name, visit, incident_id=None):
    return reverse(f"visits:{name}", args=[visit.pk, *([incident_id] if incident_id else [])])


def test_one_tap_stops_every_clock_and_halts_the_testing(seen, running, provider, monkeypatch):
    monkeypatch.setattr("surefoot_web.records.actions.now", lambda: LATER)
    reply = seen.post(address("incident_report", running), {"operation": str(uuid4())})
    assert reply.status_code == 302
    assert all(span.ends_at is not None for span in spans_of(running))
    assert not Stopwatch.objects.filter(stopped_at__isnull=True).exists()
    assert halting(running).opened.test == "tug"
    assert AuditEvent.objects.filter(action="incident.open").count() == 1
    for start in (
        lambda: actions.stopwatch_start(visit=running, test="tug", by=provider, at=LATER),
        lambda: actions.span_start(visit=running, what=PERFORM, by=provider, at=LATER),
    ):
        with pytest.raises(HaltOfTesting):
            start()
    page = seen.get(address("visit", running)).content.decode()
    assert "Testing is halted" in page
    assert 'class="incident"' not in page


def test_time_that_is_no_test_may_still_be_clocked(running, provider):
    opened(running, provider)
    calm = SpanDescription(activity="rest", patient_present=True, one_on_one=True)
    actions.span_start(visit=running, what=calm, by=provider, at=LATER)
    assert [span.activity for span in spans_of(running) if span.ends_at is None] == ["rest"]


def test_the_same_tap_twice_is_one_incident(seen, running):
    operation = {"operation": str(uuid4())}
    for _press in range(2):
        seen.post(address("incident_report", running), operation)
    assert len(incidents_of(running)) == 1


def test_it_is_said_then_released_and_the_testing_goes_on(seen, running, provider):
    incident = opened(running, provider)
    with pytest.raises(InputRefused):
        actions.incident_release(visit=running, incident_id=incident, reason="steady", by=provider, at=LATER)
    assert seen.post(address("incident", running, incident), SAID | {"operation": str(uuid4())}).status_code == 302
    refused = seen.post(address("incident_release", running, incident), {"operation": str(uuid4())})
    assert refused.status_code == 422
    typed = {"usual": "The patient rested and is steady again", "operation": str(uuid4())}
    assert seen.post(address("incident_release", running, incident), typed).status_code == 302
    assert halting(running) is None
    actions.stopwatch_start(visit=running, test="tug", by=provider, at=LATER)
    found = case_of(Visit.objects.get(pk=running.pk))["incidents"]
    assert [(one["what"], one["injury"], one["test"]) for one in found] == [("near_fall", "no", "tug")]
    assert found[0]["released"]["why"] == typed["usual"]
    assert found[0]["done"] == ["The patient sat or lay down and rested"]


@pytest.mark.parametrize("missing", ["what", "injury"])
def test_what_is_not_said_is_asked_for_and_nothing_is_kept(seen, running, provider, missing):
    incident = opened(running, provider)
    reply = seen.post(
        address("incident", running, incident), {key: value for key, value in SAID.items() if key != missing}
    )
    assert reply.status_code == 422
    assert list(reply.context["form"].errors) == [missing]
    assert IncidentEvent.objects.count() == 1


def test_a_second_word_counts_and_the_first_stays(running, provider):
    incident = opened(running, provider)
    for what in ("near_fall", "fall"):
        actions.incident_describe(visit=running, incident_id=incident, **SAID | {"what": what}, by=provider, at=LATER)
    assert incidents_of(running)[0].described.what == "fall"
    assert [one.what for one in incidents_of(running)[0].events] == ["", "near_fall", "fall"]


def test_a_press_by_mistake_is_taken_back_and_stays_on_record(seen, running, provider):
    incident = opened(running, provider)
    assert seen.post(address("incident_withdraw", running, incident)).status_code == 302
    assert halting(running) is None
    assert incidents_of(running)[0].withdrawn
    assert "incidents" not in case_of(Visit.objects.get(pk=running.pk))
    with pytest.raises(InputRefused):
        actions.incident_describe(visit=running, incident_id=incident, **SAID, by=provider, at=LATER)


def test_what_was_said_is_no_mistake(running, provider):
    incident = opened(running, provider)
    actions.incident_describe(visit=running, incident_id=incident, **SAID, by=provider, at=LATER)
    with pytest.raises(TransitionRefused):
        actions.incident_withdraw(visit=running, incident_id=incident, by=provider, at=LATER)


def test_nothing_is_released_twice(running, provider):
    incident = opened(running, provider)
    actions.incident_describe(visit=running, incident_id=incident, **SAID, by=provider, at=LATER)
    actions.incident_release(visit=running, incident_id=incident, reason="steady", by=provider, at=LATER)
    with pytest.raises(TransitionRefused):
        actions.incident_release(visit=running, incident_id=incident, reason="steady", by=provider, at=LATER)


def test_a_forgotten_clock_does_not_stand_in_the_way(visit, provider):
    actions.span_start(visit=visit, what=PERFORM, by=provider, at=AT - timedelta(hours=5))
    opened(visit, provider)
    assert halting(visit) is not None
    assert [span.ends_at for span in spans_of(visit)] == [None]


def test_the_front_desk_reports_none_and_nobody_of_another_clinic(client, visit, desk, other_clinic_visit, provider):
    with pytest.raises(NotAllowed):
        actions.incident_open(visit=visit, by=desk, at=LATER)
    client.force_login(provider)
    assert client.post(address("incident_report", other_clinic_visit)).status_code == 404
    assert client.get(address("incident", visit, uuid4())).status_code == 404


def test_an_interrupted_visit_ends_early_without_a_release_and_the_record_says_so(seen, running, provider):
    incident = opened(running, provider)
    actions.incident_describe(visit=running, incident_id=incident, **SAID | {"what": "fall"}, by=provider, at=LATER)
    actions.visit_end_early(visit=running, reason="the patient fell", by=provider, at=LATER)
    found = case_of(Visit.objects.get(pk=running.pk))["incidents"][0]
    assert "released" not in found
    page = seen.get(address("visit", running)).content.decode()
    assert "Testing is halted" not in page
    assert "Fall, " in page
