"""Overlap of one provider or one patient is found across the clinic's whole day, as it arises; what may be right is shown, not refused."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

import pytest
from django.urls import reverse

from surefoot_web.patients.actions import patient_add
from surefoot_web.visits import actions
from surefoot_web.visits.actions.ledger import SpanDescription
from surefoot_web.visits.actions.services import ServiceDescription
from surefoot_web.visits.overlaps import overlaps_on

from .conftest import AT, make_clinic, make_user
from .test_plan import text_of

LATER = AT + timedelta(hours=3)
SAYS = "Times that overlap"


def after(minutes: float):
    return AT + timedelta(minutes=minutes)


def spent(visit, by, start, end, *, activity="document", one_on_one=False, performer=None):
    what = SpanDescription(activity=activity, patient_present=True, one_on_one=one_on_one)
    given = {"starts_at": after(start), "ends_at": after(end), "what": what, "performer": performer}
    return actions.span_enter(visit=visit, **given, by=by, at=LATER)


@pytest.fixture
def second(desk, provider):
    person = {"identifier": "P-2", "given_name": "Demo", "family_name": "Patient Two", "birth_date": AT.date()}
    other = patient_add(**person, by=desk, at=AT)
    return actions.visit_start(patient=other, date=AT.date(), provider=provider, by=provider, at=AT)


@pytest.fixture
def staff(client, provider, monkeypatch):
    for room in ("views.today", "shown_ledger"):
        monkeypatch.setattr(import_module(f"surefoot_web.visits.{room}"), "now", lambda: LATER)
    client.force_login(provider)
    return client


@pytest.mark.parametrize("one_on_one", [True, False])
def test_one_provider_with_two_patients_is_found_without_any_flag(clinic, visit, second, provider, one_on_one):
    spent(visit, provider, 0, 10, one_on_one=one_on_one, activity="prepare")
    spent(second, provider, 9, 20)
    ((one, other),) = overlaps_on(AT.date(), clinic=clinic)
    assert {one.visit_id, other.visit_id} == {visit.pk, second.pk}


def test_one_patient_with_two_people_is_found(clinic, visit, provider, assistant):
    spent(visit, provider, 0, 10)
    spent(visit, provider, 5, 8, performer=assistant)
    assert len(overlaps_on(AT.date(), clinic=clinic)) == 1


def test_time_that_touches_or_is_of_other_people_does_not_overlap(clinic, visit, second, provider, assistant):
    spent(visit, provider, 0, 10)
    spent(visit, provider, 10, 20)
    spent(second, provider, 0, 10, performer=assistant)
    assert overlaps_on(AT.date(), clinic=clinic) == []


def test_a_clock_that_runs_overlaps_what_comes_after_it(clinic, visit, second, provider):
    what = SpanDescription(activity="document", patient_present=False, one_on_one=False)
    actions.span_start(visit=visit, what=what, by=provider, at=AT)
    spent(second, provider, 30, 40)
    assert len(overlaps_on(AT.date(), clinic=clinic)) == 1


def test_services_are_part_of_the_day(clinic, visit, second, provider, assistant):
    given = {"provider": assistant, "starts_at": after(0), "ends_at": after(20)}
    for one in (visit, second):
        actions.service_enter(visit=one, what=ServiceDescription(code="97110", **given), by=provider, at=LATER)
    assert len(overlaps_on(AT.date(), clinic=clinic)) == 1


def test_what_counts_for_nothing_overlaps_nothing(clinic, visit, second, provider):
    spent(visit, provider, 0, 10)
    spent(second, provider, 0, 10)
    actions.visit_mark_entered_in_error(visit=second, reason="wrong patient", by=provider, at=LATER)
    assert overlaps_on(AT.date(), clinic=clinic) == []


def test_another_day_and_another_clinic_stay_out(clinic, visit, patient, provider, other_clinic_visit):
    yesterday = actions.visit_start(
        patient=patient, date=AT.date() - timedelta(days=1), provider=provider, by=provider, at=AT
    )
    spent(visit, provider, 0, 10)
    spent(yesterday, provider, -24 * 60, -24 * 60 + 10)
    spent(other_clinic_visit, other_clinic_visit.provider, 0, 10)
    assert overlaps_on(AT.date(), clinic=clinic) == []


def test_both_visits_and_today_show_it_with_a_way_to_each(staff, visit, second, provider):
    spent(visit, provider, 0, 10)
    assert SAYS not in text_of(staff.get("/"))
    spent(second, provider, 9, 20)
    for address in ("/", reverse("visits:visit", args=[visit.pk]), reverse("visits:visit", args=[second.pk])):
        answer = staff.get(address)
        assert SAYS in text_of(answer), address
        assert "09:09:00–09:20:00 Document" in text_of(answer)
        for one in {visit, second} - {one for one in (visit, second) if str(one.pk) in address}:
            assert reverse("visits:visit", args=[one.pk]) + "#ledger" in answer.content.decode()


def test_a_forgotten_clock_is_asked_about_and_overlaps_nothing_before_it_has_an_end(staff, visit, second, provider):
    what = SpanDescription(activity="document", patient_present=False, one_on_one=False)
    actions.span_start(visit=visit, what=what, by=provider, at=AT)
    spent(second, provider, 30, 40)
    assert "Clocks that nobody stopped" in text_of(staff.get("/"))
    assert SAYS not in text_of(staff.get("/"))


def test_today_of_another_clinic_shows_nothing_of_it(client, staff, visit, second, provider):
    spent(visit, provider, 0, 10)
    spent(second, provider, 9, 20)
    client.force_login(make_user(make_clinic("Clinic B"), "provider", prefix="b_"))
    assert SAYS not in text_of(client.get("/"))
