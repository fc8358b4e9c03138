"""The synthetic clinic made, used, and opened again days later: nothing is made twice, nothing breaks."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from surefoot.cases import case_faults
from surefoot.knowledge import load
from surefoot_web.accounts.models import User
from surefoot_web.billing.claim_data import claim_part
from surefoot_web.commands.demo_clinic import ensure_clinic
from surefoot_web.followup.due import due
from surefoot_web.followup.falls import falls_told
from surefoot_web.followup.selectors import items_of
from surefoot_web.notes.selectors import layers_of
from surefoot_web.patients.actions import patient_correct
from surefoot_web.patients.models import Patient
from surefoot_web.patients.trend import trend_of
from surefoot_web.trail.models import AuditEvent
from surefoot_web.visits import actions
from surefoot_web.visits.actions.ledger import SpanDescription
from surefoot_web.visits.models import Visit
from surefoot_web.visits.selectors import unsigned_before, visits_on

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("America/New_York"))


@pytest.fixture
def open_clinic(db, monkeypatch):
    """A function that starts the demo at a given moment."""

    def opened(at: datetime):
        for room in ("commands.demo_clinic", "commands.demo_visits", "records.actions"):
            monkeypatch.setattr(f"surefoot_web.{room}.now", lambda: at)
        return ensure_clinic()

    return opened


def test_it_starts_with_three_visits_signed_one_at_the_plan_one_planned(open_clinic):
    open_clinic(NOON)
    assert [(visit.date.isoformat(), visit.state) for visit in Visit.objects.order_by("date", "state")] == [
        ("2025-12-18", "signed"),
        ("2026-05-17", "signed"),
        ("2026-11-22", "signed"),
        ("2026-11-23", "planned"),
        ("2026-11-23", "review"),
    ]


def test_one_patient_has_two_signed_visits_that_show_how_it_went(open_clinic, client):
    clinic = open_clinic(NOON)
    client.force_login(User.objects.get(username="podiatrist"))
    patient = Patient.objects.get(clinic=clinic, identifier="D-002")
    trend = trend_of(patient, "en")
    assert len(trend.over_time) >= 4
    assert [one.falls for one in trend.told] == [1, 0]
    latest = Visit.objects.filter(patient=patient, state="signed").latest("date")
    page = client.get(reverse("plans:findings", args=[latest.pk])).content.decode()
    assert "Since earlier visits" in page
    assert "Balance profile" in page


@pytest.mark.parametrize("later", [timedelta(minutes=1), timedelta(days=1), timedelta(days=200)])
def test_opened_again_it_is_as_it_was_left(open_clinic, later):
    open_clinic(NOON)
    desk, podiatrist = (User.objects.get(username=name) for name in ("desk", "podiatrist"))
    renumbered = Patient.objects.get(identifier="D-002")
    patient_correct(patient=renumbered, row_version=renumbered.row_version, identifier="D-222", by=desk)
    planned = Visit.objects.get(state="planned")
    what = SpanDescription(activity="prepare", patient_present=True, one_on_one=True)
    actions.span_start(visit=planned, what=what, by=podiatrist, at=NOON)
    before = list(Visit.objects.order_by("pk").values()), Patient.objects.count(), AuditEvent.objects.count()
    open_clinic(NOON + later)
    assert (list(Visit.objects.order_by("pk").values()), Patient.objects.count(), AuditEvent.objects.count()) == before
    day = (NOON + later).date()
    waiting = [*unsigned_before(day=day, by=podiatrist), *visits_on(day=day, by=podiatrist)]
    assert {visit.state for visit in waiting} == {"planned", "review"}


def test_it_opens_soon_after_midnight(open_clinic):
    open_clinic(NOON.replace(hour=0, minute=5))
    assert Visit.objects.filter(state="signed").count() == 3


def test_a_biller_finds_nothing_lacking_but_what_belongs_to_the_one_visit(open_clinic, client):
    open_clinic(NOON)
    client.force_login(User.objects.get(username="biller"))
    signed = Visit.objects.filter(state="signed", patient__identifier="D-002").latest("date")
    case = {**layers_of(signed)[0].case, "claim": claim_part(signed) | {"accident_related": False}}
    assert [fault.where for fault in case_faults(case, load())] == []
    assert "A review is open" in client.get(reverse("billing:claim", args=[signed.pk])).content.decode()


def test_follow_up_has_something_to_show(open_clinic):
    """Somebody due, a referral that is overdue, outcomes, falls that were told of; all of it by the actions of the pages."""
    clinic = open_clinic(NOON)
    provider = User.objects.get(username="podiatrist")
    day = NOON.date()
    assert [one.patient.identifier for one in due(by=provider, day=day)] == ["D-004"]
    items = items_of(Patient.objects.get(clinic=clinic, identifier="D-004"))
    assert {"done", "not_done", "letter_sent", "seen"} <= {one.standing for one in items}
    assert any(one.referred and one.sent and one.overdue(day) for one in items)
    assert [one.report.fell for one in falls_told(Patient.objects.get(clinic=clinic, identifier="D-004"))] == [
        True,
        False,
    ]
    assert AuditEvent.objects.filter(action="fall.report").count() == 1
