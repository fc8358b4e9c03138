"""The ledger when the clocks change, at midnight, when the server's clock is set back, and in two time zones."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from surefoot.billing import ledger_faults
from surefoot_web.accounts.models import Clinic
from surefoot_web.patients.actions import patient_add
from surefoot_web.records.faults import ClockForgotten, InputRefused
from surefoot_web.visits import actions
from surefoot_web.visits.actions.ledger import SpanDescription
from surefoot_web.visits.case import case_of
from surefoot_web.visits.ledger import spans_of
from surefoot_web.visits.moments import hour_came_twice, moment_of

from .conftest import AT, make_user
from .test_plan import text_of

NEW_YORK = ZoneInfo("America/New_York")
SPRING, AUTUMN = date(2026, 3, 8), date(2026, 11, 1)  # 2:00 becomes 3:00; 2:00 becomes 1:00
PREPARE = SpanDescription(activity="prepare", patient_present=True, one_on_one=True)


@pytest.fixture
def staff(client, provider):
    client.force_login(provider)
    return client


@pytest.fixture
def on(patient, provider):
    """A function that starts a visit on a day."""

    def start(day: date):
        return actions.visit_start(patient=patient, date=day, provider=provider, by=provider, at=AT)

    return start


def typed(provider, starts, ends, **more):
    return {
        "activity": "prepare", "starts": starts, "ends": ends, "patient_present": "yes", "one_on_one": "yes",
        "performer": str(provider.pk), **more,
    }  # fmt: skip


def enter(client, visit, provider, starts, ends, **more):
    return client.post(reverse("visits:span_enter", args=[visit.pk]), typed(provider, starts, ends, **more))


@pytest.mark.parametrize(("day", "twice"), [(SPRING, False), (AUTUMN, True), (date(2026, 11, 20), False)])
def test_the_day_on_which_an_hour_comes_twice_is_known(day, twice):
    assert hour_came_twice(day, NEW_YORK) is twice
    assert not hour_came_twice(day, ZoneInfo("America/Phoenix"))


def test_a_time_that_the_clock_left_out_is_refused():
    with pytest.raises(InputRefused, match="it was set forward"):
        moment_of(SPRING, time(2, 30), NEW_YORK)
    assert moment_of(SPRING, time(3, 0), NEW_YORK) == datetime(2026, 3, 8, 7, 0, tzinfo=UTC)


def test_the_second_time_of_the_hour_is_an_hour_later():
    first, second = (moment_of(AUTUMN, time(1, 30), NEW_YORK, again=again) for again in (False, True))
    assert second - first == timedelta(hours=1)


def test_over_the_missing_hour_the_seconds_that_passed_count(staff, on, provider):
    visit = on(SPRING)
    assert enter(staff, visit, provider, "01:55:00", "03:05:00").status_code == 302
    assert spans_of(visit)[0].time_s == 600
    assert ledger_faults(case_of(visit)) == []


def test_inside_the_missing_hour_the_page_says_so(staff, on, provider):
    answer = enter(staff, on(SPRING), provider, "01:55:00", "02:05:00")
    assert answer.status_code == 422
    assert "The clock did not show 02:05 on this day: it was set forward." in text_of(answer)


def test_on_the_long_day_the_page_asks_which_of_the_two(staff, on, provider):
    visit = on(AUTUMN)
    asked = "the second time that the clock showed it"
    assert asked in text_of(staff.get(reverse("visits:span_enter", args=[visit.pk])))
    enter(staff, visit, provider, "01:50:00", "01:10:00", ends_again="on")
    (span,) = spans_of(visit)
    assert span.time_s == 20 * 60
    assert case_of(visit)["ledger"][0]["start"].endswith("-04:00")
    assert case_of(visit)["ledger"][0]["end"].endswith("-05:00")
    assert asked not in text_of(staff.get(reverse("visits:span_enter", args=[on(date(2026, 11, 19)).pk])))


def test_correcting_one_keeps_which_of_the_two_it_was(staff, on, provider):
    visit = on(AUTUMN)
    enter(staff, visit, provider, "01:10:00", "01:20:00", starts_again="on", ends_again="on")
    (span,) = spans_of(visit)
    page = staff.get(reverse("visits:span_correct", args=[visit.pk, span.id])).content.decode()
    assert page.count("checked") >= 2 + 2, "both ends, and the two answers"
    more = {"starts_again": "on", "ends_again": "on", "reason": "stopped too late"}
    staff.post(
        reverse("visits:span_correct", args=[visit.pk, span.id]), typed(provider, "01:10:00", "01:15:00", **more)
    )
    assert spans_of(visit)[0].starts_at == span.starts_at


def test_over_midnight_the_page_says_where_the_rest_belongs(staff, visit, provider):
    answer = enter(staff, visit, provider, "23:55:00", "00:05:00")
    assert answer.status_code == 422
    assert "what comes after midnight belongs to a visit of the next day" in text_of(answer)


def test_a_clock_over_midnight_is_asked_about(visit, provider):
    before = datetime(2026, 11, 20, 23, 55, tzinfo=NEW_YORK)
    started = actions.span_start(visit=visit, what=PREPARE, by=provider, at=before)
    with pytest.raises(ClockForgotten):
        actions.span_stop(visit=visit, span_id=started.span_id, by=provider, at=before + timedelta(minutes=10))


def test_a_clock_over_a_change_of_the_clocks_counts_what_passed(on, provider):
    visit = on(AUTUMN)
    begun = datetime(2026, 11, 1, 1, 55, tzinfo=NEW_YORK)
    started = actions.span_start(visit=visit, what=PREPARE, by=provider, at=begun)
    actions.span_stop(
        visit=visit, span_id=started.span_id, by=provider, at=begun.astimezone(UTC) + timedelta(minutes=10)
    )
    assert spans_of(visit)[0].time_s == 600


def test_a_server_whose_clock_was_set_back_asks_for_the_end(visit, provider):
    started = actions.span_start(visit=visit, what=PREPARE, by=provider, at=AT)
    with pytest.raises(ClockForgotten):
        actions.span_stop(visit=visit, span_id=started.span_id, by=provider, at=AT - timedelta(minutes=5))


def test_what_is_entered_after_the_clock_was_set_back_still_comes_last(visit, provider):
    started = actions.span_start(visit=visit, what=PREPARE, by=provider, at=AT)
    actions.span_stop(visit=visit, span_id=started.span_id, by=provider, at=AT + timedelta(minutes=10))
    back = AT + timedelta(minutes=6)
    given = {"starts_at": AT, "ends_at": AT + timedelta(minutes=4), "what": PREPARE, "performer": provider}
    actions.span_correct(visit=visit, span_id=started.span_id, **given, reason="stopped late", by=provider, at=back)
    assert spans_of(visit)[0].time_s == 240
    actions.span_remove(visit=visit, span_id=started.span_id, reason="twice", by=provider, at=back)
    assert spans_of(visit) == []


def test_each_clinic_reads_its_own_clock(client, db):
    clinic = Clinic.objects.create(name="Clinic of the west", time_zone="America/Los_Angeles")
    theirs = make_user(clinic, "provider")
    person = {"identifier": "P-1", "given_name": "Demo", "family_name": "West", "birth_date": date(1950, 1, 1)}
    patient = patient_add(**person, by=theirs, at=AT)
    visit = actions.visit_start(patient=patient, date=AT.date(), provider=theirs, by=theirs, at=AT)
    client.force_login(theirs)
    enter(client, visit, theirs, "05:00:00", "05:10:00")
    (span,) = spans_of(visit)
    assert span.starts_at == AT - timedelta(hours=1)
    assert case_of(visit)["ledger"][0]["start"] == "2026-11-20T05:00:00-08:00"
    assert "05:00:00" in client.get(reverse("visits:visit", args=[visit.pk])).content.decode()


def test_a_visit_of_this_evening_is_of_today_though_utc_is_a_day_ahead(patient, provider):
    evening = datetime(2026, 11, 20, 21, 30, tzinfo=NEW_YORK)
    visit = actions.visit_start(patient=patient, date=evening.date(), provider=provider, by=provider, at=evening)
    started = actions.span_start(visit=visit, what=PREPARE, by=provider, at=evening)
    actions.span_stop(visit=visit, span_id=started.span_id, by=provider, at=evening + timedelta(minutes=10))
    assert ledger_faults(case_of(visit)) == []
    with pytest.raises(InputRefused, match="future"):
        actions.visit_start(patient=patient, date=date(2026, 11, 21), provider=provider, by=provider, at=evening)
