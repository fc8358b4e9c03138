"""A clock that was left running: it tops Today, nobody stops it at the present moment, and its end is told with a reason."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

import pytest
from django.urls import reverse

from surefoot_web.config.knowledge import load
from surefoot_web.records.faults import ClockForgotten
from surefoot_web.visits import actions
from surefoot_web.visits.actions.ledger import SpanDescription
from surefoot_web.visits.forgotten import LIMIT, is_forgotten
from surefoot_web.visits.ledger import changes_of, spans_of
from surefoot_web.visits.models import LedgerEvent
from surefoot_web.visits.selectors import running_spans

from .conftest import AT, make_clinic, make_user
from .test_plan import text_of

PERFORM = SpanDescription(activity="perform", patient_present=True, one_on_one=True, test="tug")
ROOMS = ("records.actions", "visits.views.today", "visits.shown_ledger")


def limit() -> timedelta:
    return timedelta(minutes=load().as_of(AT.date()).values[LIMIT].value)


@pytest.fixture
def clock_at(monkeypatch):
    """A function that sets the server's clock."""

    def set_to(at):
        for room in ROOMS:
            monkeypatch.setattr(import_module(f"surefoot_web.{room}"), "now", lambda: at)

    return set_to


@pytest.fixture
def running(visit, provider):
    actions.span_start(visit=visit, what=PERFORM, by=provider, at=AT)
    (span,) = spans_of(visit)
    return span


@pytest.fixture
def staff(client, provider):
    client.force_login(provider)
    return client


@pytest.mark.parametrize(
    ("later", "forgotten"),
    [
        (timedelta(minutes=1), False),
        ("limit", False),
        ("limit and a second", True),
        (timedelta(days=1), True),
        (-timedelta(seconds=1), True),
    ],
)
def test_what_counts_as_forgotten(running, clinic, later, forgotten):
    after = {"limit": limit(), "limit and a second": limit() + timedelta(seconds=1)}.get(later, later)
    assert is_forgotten(running, clinic=clinic, at=AT + after) is forgotten


def test_a_new_day_of_the_clinic_makes_it_forgotten_however_short_it_runs(patient, provider, visit, clinic):
    """11:58 in the evening in New York, 4:58 in the morning of the next day in UTC."""
    late = AT.replace(day=21, hour=4, minute=58)
    actions.span_start(visit=visit, what=PERFORM, by=provider, at=late)
    (span,) = spans_of(visit)
    assert not is_forgotten(span, clinic=clinic, at=late + timedelta(minutes=1))
    assert is_forgotten(span, clinic=clinic, at=late + timedelta(minutes=3))


def test_it_is_not_stopped_at_the_present_moment(visit, running, provider):
    with pytest.raises(ClockForgotten, match="the present moment is not its end"):
        actions.span_stop(visit=visit, span_id=running.id, by=provider, at=AT + timedelta(days=1))
    assert LedgerEvent.objects.filter(visit=visit).count() == 1


@pytest.mark.parametrize("step", [actions.visit_end_early, actions.visit_cancel, actions.visit_mark_entered_in_error])
def test_no_step_of_the_visit_guesses_its_end(visit, running, provider, step):
    with pytest.raises(ClockForgotten):
        step(visit=visit, reason="went home", by=provider, at=AT + timedelta(days=1))
    assert spans_of(visit)[0].running


def test_a_clock_of_a_moment_ago_is_stopped_as_ever(visit, running, provider):
    actions.span_stop(visit=visit, span_id=running.id, by=provider, at=AT + timedelta(minutes=12))
    assert spans_of(visit)[0].time_s == 720


def test_today_puts_it_on_top_and_leads_to_its_end(staff, visit, running, clock_at):
    clock_at(AT + timedelta(minutes=5))
    assert "Clocks that nobody stopped" not in staff.get("/").content.decode()
    clock_at(AT + timedelta(days=1))
    html = staff.get("/").content.decode()
    assert html.index("Clocks that nobody stopped") < html.index("Clocks that run") < html.index("Visits of the day")
    assert reverse("visits:span_correct", args=[visit.pk, running.id]) in html


def test_the_workspace_asks_instead_of_stopping(staff, visit, running, clock_at):
    clock_at(AT + timedelta(days=1))
    html = staff.get(reverse("visits:visit", args=[visit.pk])).content.decode()
    assert "Nobody stopped this clock in time. Its end is not known." in html
    assert reverse("visits:span_correct", args=[visit.pk, running.id]) in html
    assert reverse("visits:span_stop", args=[visit.pk, running.id]) not in html


def test_a_stop_from_a_page_that_was_open_all_night_is_refused(staff, visit, running, clock_at):
    clock_at(AT + timedelta(days=1))
    answer = staff.post(reverse("visits:span_stop", args=[visit.pk, running.id]))
    assert answer.status_code == 409
    assert "say when it ended" in text_of(answer)


def test_its_end_is_told_with_a_reason_and_stays_marked(staff, visit, running, provider, clock_at):
    clock_at(AT + timedelta(days=1))
    address = reverse("visits:span_correct", args=[visit.pk, running.id])
    page = staff.get(address)
    assert "When did this clock end?" in text_of(page)
    assert "nobody stopped it" in text_of(page)
    assert 'name="ends" value' not in page.content.decode(), "no end is offered"
    typed = {
        "activity": "perform", "test": "tug", "starts": "09:00:00", "ends": "09:12:00", "patient_present": "yes",
        "one_on_one": "yes", "performer": str(provider.pk),
    }  # fmt: skip
    assert staff.post(address, typed).status_code == 422
    assert staff.post(address, {**typed, "reason": "called to the phone"}).status_code == 302
    (span,) = spans_of(visit)
    assert (span.time_s, span.entered) == (720, "later")
    assert running_spans(by=provider) == []
    (change,) = changes_of(visit)[span.id]
    assert change.before.running
    text = text_of(staff.get(reverse("visits:visit", args=[visit.pk])))
    assert "Before: 09:00:00–… Perform the protocol" in text
    assert "Corrected: called to the phone · Test Provider" in text


def test_another_clinics_clock_is_not_shown(client, visit, running, clock_at):
    clock_at(AT + timedelta(days=1))
    theirs = make_user(make_clinic("Clinic B"), "provider", prefix="b_")
    client.force_login(theirs)
    assert "Clocks that nobody stopped" not in client.get("/").content.decode()


def test_who_may_not_enter_it_is_told_who_does(client, visit, running, biller, clock_at):
    clock_at(AT + timedelta(days=1))
    client.force_login(biller)
    html = client.get("/").content.decode()
    assert "A provider or an assistant enters it." in html
    assert reverse("visits:span_correct", args=[visit.pk, running.id]) not in html
