"""The ledger of the workspace, what no page of an open visit shows, and how a visit ends."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils.timezone import localtime

from surefoot_web.intake.actions import intake_hand_over
from surefoot_web.visits.actions import span_enter, visit_start
from surefoot_web.visits.actions.ledger import SpanDescription
from surefoot_web.visits.case import case_of
from surefoot_web.visits.ledger import spans_of
from surefoot_web.visits.models import Activity, LedgerEvent, VisitState

from .workspace_steps import address, clock, page, pane, save, start

TIMES = {"starts": "09:00:00", "ends": "09:04:00"}


@pytest.fixture
def staff(client, provider):
    client.force_login(provider)
    return client


def span(**changes):
    return {"activity": "prepare", "test": "", "patient_present": "yes", "one_on_one": "yes", **TIMES, **changes}


def enter(staff, visit, provider, **changes):
    return staff.post(address("span_enter", visit), span(performer=str(provider.pk), **changes))


@pytest.mark.parametrize("activity", Activity.values)
def test_every_activity_starts_with_one_tap(staff, visit, activity):
    assert f'name="activity" value="{activity}"' in pane(page(staff, visit), "ledger")
    assert start(staff, visit, activity).status_code == 302
    (kept,) = spans_of(visit)
    assert (kept.activity, kept.patient_present, kept.one_on_one, kept.running) == (activity, True, True, True)
    assert kept.test == ("tug" if activity == "perform" else ""), "performing names the test on the stage"


def test_presence_is_asked_in_sight_with_yes_and_can_be_changed(staff, visit):
    ledger = pane(page(staff, visit), "ledger")
    for name in ("patient_present", "one_on_one"):
        yes = re.search(rf'<input type="radio" name="{name}" value="yes"[^>]*>', ledger)[0]
        no = re.search(rf'<input type="radio" name="{name}" value="no"[^>]*>', ledger)[0]
        assert "checked" in yes
        assert "checked" not in no
    start(staff, visit, "document", patient_present="no", one_on_one="no")
    (kept,) = spans_of(visit)
    assert (kept.patient_present, kept.one_on_one) == (False, False)
    assert "patient not present · not one on one" in pane(page(staff, visit), "ledger")


def test_presence_is_never_guessed(staff, visit):
    reply = start(staff, visit, patient_present="")
    assert reply.status_code == 422
    assert "Choose yes or no." in reply.content.decode()
    assert spans_of(visit) == []


def test_a_running_clock_shows_its_start_and_who(staff, visit, provider):
    start(staff, visit)
    ledger = pane(page(staff, visit), "ledger")
    assert "span--open" in ledger
    assert provider.staff_id in ledger
    (kept,) = spans_of(visit)
    assert f'datetime="{localtime(kept.starts_at, ZoneInfo(visit.clinic.time_zone)).isoformat()[:10]}' in ledger


def test_a_second_one_on_one_clock_is_refused_in_clear_words(staff, visit):
    start(staff, visit)
    reply = start(staff, visit, "perform")
    assert reply.status_code == 422
    assert (
        "This provider already has a one-on-one clock running in this visit. Stop that clock first."
        in reply.content.decode()
    )
    assert len(spans_of(visit)) == 1


def test_stopping_gives_the_span_its_end(staff, visit):
    start(staff, visit)
    (running,) = spans_of(visit)
    reply = staff.post(address("span_stop", visit, running.id), {"stage": "tug"})
    assert reply.headers["Location"] == address("test", visit, "tug") + "#ledger"
    (stopped,) = spans_of(visit)
    assert stopped.ends_at is not None
    assert staff.post(address("span_stop", visit, running.id)).status_code == 409, "a clock stops once"


def test_a_span_entered_later_says_so(staff, visit, provider):
    assert enter(staff, visit, provider).status_code == 302
    (kept,) = spans_of(visit)
    assert kept.starts_at == datetime(2026, 11, 20, 14, 0, tzinfo=UTC), "the clinic's own time zone"
    ledger = pane(page(staff, visit), "ledger")
    for words in ("09:00:00", "09:04:00", "entered later", provider.staff_id):
        assert words in ledger


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"ends": "08:59:00"}, "The end is not after the start."),
        ({"ends": "half past nine"}, "Enter a valid time."),
        ({"activity": "perform"}, "Performing needs a test."),
        ({"one_on_one": ""}, "Choose yes or no."),
    ],
)
def test_a_span_that_cannot_be_keeps_what_was_typed(staff, visit, provider, changes, says):
    reply = enter(staff, visit, provider, **changes)
    assert reply.status_code == 422
    html = reply.content.decode()
    assert says in html
    assert f'value="{changes.get("ends", TIMES["ends"])}"' in html
    assert spans_of(visit) == []


def test_a_correction_needs_its_reason_and_appends(staff, visit, provider):
    enter(staff, visit, provider)
    (kept,) = spans_of(visit)
    correct = address("span_correct", visit, kept.id)
    shown = staff.get(correct).content.decode()
    assert 'value="09:04:00"' in shown
    typed = span(performer=str(provider.pk), ends="09:03:00")
    assert "A reason is missing." in staff.post(correct, typed).content.decode()
    assert staff.post(correct, {**typed, "reason": "stopped too late"}).status_code == 302
    (corrected,) = spans_of(visit)
    assert corrected.ends_at.minute == 3
    assert [event.kind for event in LedgerEvent.objects.filter(visit=visit)] == ["enter", "correct"]


def test_a_correction_of_one_end_keeps_the_other_to_the_fraction(staff, visit, provider):
    begun = datetime(2026, 11, 20, 14, 0, 0, 700000, tzinfo=UTC)
    what = SpanDescription(activity="prepare", patient_present=True, one_on_one=True)
    span_enter(visit=visit, starts_at=begun, ends_at=begun.replace(minute=4), what=what, by=provider)
    (kept,) = spans_of(visit)
    typed = span(performer=str(provider.pk), ends="09:03:00", reason="stopped too late")
    staff.post(address("span_correct", visit, kept.id), typed)
    (corrected,) = spans_of(visit)
    assert corrected.starts_at == begun


def test_a_removed_span_leaves_the_ledger_and_stays_in_the_record(staff, visit, provider):
    enter(staff, visit, provider)
    (kept,) = spans_of(visit)
    staff.post(address("span_remove", visit, kept.id), {"reason": "entered twice"})
    assert spans_of(visit) == []
    assert LedgerEvent.objects.filter(visit=visit).count() == 2


def test_a_fault_of_the_ledger_is_told_and_hides_no_result(staff, visit):
    """The visit is of an earlier day, so a clock started today cannot belong to it."""
    save(staff, visit, time_s="14.2")
    assert start(staff, visit).status_code == 302
    html = page(staff, visit)
    assert "day" in html[html.index('class="notice notice--look"') : html.index('id="battery"')]
    assert "Timed Up and Go 14.2 s" in pane(html, "stage")


def test_what_is_missing_names_things_and_no_amount_of_time(staff, visit, provider):
    missing = pane(page(staff, visit), "ledger").partition("Still missing")[2]
    assert "The questionnaire: not sent yet" in missing
    assert "Timed Up and Go" in missing
    save(staff, visit, time_s="14.2")
    enter(staff, visit, provider)
    missing = pane(page(staff, visit), "ledger").partition("Still missing")[2]
    assert "When it was performed: Timed Up and Go" in missing
    assert not re.search(r"\d+ ?(s|min|minutes?|hours?)\b", re.sub("<[^>]*>", " ", missing))


def test_each_missing_thing_leads_to_where_it_is_done(staff, visit):
    missing = pane(page(staff, visit), "ledger").partition("Still missing")[2]
    leads = re.findall(r'<li><a href="([^"]+)">', missing)
    assert len(leads) >= 7
    assert {staff.get(lead).status_code for lead in leads} == {200}


def open_pages(staff, visit):
    """Every page of an open visit that staff can read."""
    names = ["visit", "span_enter", "end_early", "cancel", "entered_in_error"]
    yield from ((name, staff.get(address(name, visit)).content.decode()) for name in names)
    for test in ("tug", "chair_stand_30s", "orthostatic_bp"):
        yield test, page(staff, visit, test)
    for one in spans_of(visit):
        for name in ("span_correct", "span_remove"):
            if not one.running:
                yield name, staff.get(address(name, visit, one.id)).content.decode()
    yield "today", staff.get("/").content.decode()


def test_no_page_of_an_open_visit_shows_a_unit_a_sum_or_a_time_requirement(staff, visit, provider):
    save(staff, visit, time_s="14.2")
    minutes = [
        ("prepare", "09:00:00", "09:07:00"),
        ("perform", "09:07:00", "09:19:00"),
        ("instruct", "09:19:00", "09:24:00"),
    ]
    for activity, starts, ends in minutes:
        enter(
            staff,
            visit,
            provider,
            activity=activity,
            starts=starts,
            ends=ends,
            test="tug" if activity == "perform" else "",
        )
    assert len(spans_of(visit)) == 3
    for name, html in open_pages(staff, visit):
        words = re.sub(r"<[^>]+>", " ", html)
        assert "97750" not in html, name
        assert not re.search(r"\bunits?\b", words), name
        assert not re.search(r"\bbill", words, re.IGNORECASE), name
        assert not re.search(r"\b(24|12|7) ?min", words), f"{name}: a length or a sum of the spans"
    ledger = re.sub(r"<[^>]+>", " ", pane(page(staff, visit), "ledger"))
    assert not re.search(r"\d ?(min\b|minutes|s\b)", ledger)


def test_a_visit_is_ended_early_with_its_reason_and_its_clocks_stop(staff, visit):
    start(staff, visit)
    clock(staff, visit, "start")
    assert "A reason is missing." in staff.post(address("end_early", visit), {"reason": ""}).content.decode()
    staff.post(address("end_early", visit), {"reason": "felt faint"})
    visit.refresh_from_db()
    assert (visit.state, visit.status_reason) == (VisitState.ENDED_EARLY, "felt faint")
    assert not any(one.running for one in spans_of(visit))
    after = staff.get(address("visit", visit)).content.decode()
    assert "felt faint" in after
    assert "Save the trial" not in after


def test_a_visit_is_cancelled_with_its_reason(staff, visit):
    staff.post(address("cancel", visit), {"reason": "patient did not come"})
    visit.refresh_from_db()
    assert visit.state == VisitState.CANCELLED


def test_a_visit_with_measurements_cannot_be_cancelled(staff, visit):
    save(staff, visit, time_s="14.2")
    assert address("cancel", visit) not in page(staff, visit)
    reply = staff.post(address("cancel", visit), {"reason": "why not"})
    assert reply.status_code == 422
    visit.refresh_from_db()
    assert visit.state == VisitState.TESTING


def test_testing_is_not_over_while_a_clock_runs(staff, visit):
    start(staff, visit)
    assert staff.post(address("review", visit)).status_code == 409
    (running,) = spans_of(visit)
    staff.post(address("span_stop", visit, running.id))
    assert staff.post(address("review", visit)).status_code == 302
    visit.refresh_from_db()
    assert visit.state == VisitState.REVIEW


def test_the_workspace_says_how_far_the_questionnaire_is(staff, visit, provider):
    assert "hand over" in pane(page(staff, visit), "battery")
    intake_hand_over(visit=visit, language="en", by=provider)
    assert "begun, not sent" in pane(page(staff, visit), "battery")


def test_the_clock_of_a_patient_seen_by_two_is_refused_for_the_second(client, visit, provider, assistant, patient):
    client.force_login(provider)
    start(client, visit)
    client.force_login(assistant)
    reply = start(client, visit)
    assert reply.status_code == 422
    assert "This patient already has a one-on-one clock running" in reply.content.decode()
    other = visit_start(patient=patient, date=visit.date, provider=provider, by=provider)
    assert start(client, other).status_code == 422, "not in another visit of the same patient either"


def test_the_ledger_of_a_visit_that_ended_early_can_still_be_put_right(staff, visit, provider):
    save(staff, visit, time_s="14.2")
    enter(staff, visit, provider)
    (kept,) = spans_of(visit)
    staff.post(address("end_early", visit), {"reason": "felt faint"})
    after = staff.get(address("visit", visit)).content.decode()
    assert address("span_correct", visit, kept.id) in after
    assert "time 14.2 s" in after
    typed = span(performer=str(provider.pk), ends="09:03:00", reason="stopped too late")
    assert staff.post(address("span_correct", visit, kept.id), typed).status_code == 302
    assert spans_of(visit)[0].ends_at.minute == 3


def test_the_workspace_says_when_it_was_last_saved(staff, visit):
    assert "Saved" not in page(staff, visit)
    save(staff, visit, time_s="14.2")
    assert re.search(r"Saved \d\d:\d\d:\d\d", page(staff, visit))


def test_a_clock_survives_a_reload_and_is_stopped_on_a_second_device(staff, visit, provider, assistant):
    start(staff, visit)
    (kept,) = spans_of(visit)
    second = Client()
    second.force_login(assistant)
    for device in (staff, second, staff):
        ledger = pane(page(device, visit), "ledger")
        assert "span--open" in ledger
        assert localtime(kept.starts_at, ZoneInfo(visit.clinic.time_zone)).strftime("%H:%M:%S") in ledger
    assert second.post(address("span_stop", visit, kept.id)).status_code == 302
    assert "span--open" not in pane(page(staff, visit), "ledger")
    assert staff.post(address("span_stop", visit, kept.id)).status_code == 409, "the first device is told"
    (stopped,) = spans_of(visit)
    assert (stopped.starts_at, stopped.performer) == (kept.starts_at, provider.staff_id)


def test_a_span_sent_twice_is_kept_once(staff, visit, provider):
    operation = str(uuid4())
    for _ in range(2):
        assert enter(staff, visit, provider, operation=operation).status_code == 302
    (kept,) = spans_of(visit)
    operation = str(uuid4())
    typed = span(performer=str(provider.pk), ends="09:03:00", reason="stopped too late", operation=operation)
    for _ in range(2):
        assert staff.post(address("span_correct", visit, kept.id), typed).status_code == 302
    assert [event.kind for event in LedgerEvent.objects.filter(visit=visit)] == ["enter", "correct"]


def test_what_stood_before_a_correction_or_a_removal_stays_in_sight(staff, visit, provider):
    enter(staff, visit, provider)
    enter(staff, visit, provider, starts="10:00:00", ends="10:05:00")
    first, second = spans_of(visit)
    typed = span(performer=str(provider.pk), ends="09:03:00", reason="stopped too late")
    staff.post(address("span_correct", visit, first.id), typed)
    staff.post(address("span_remove", visit, second.id), {"reason": "entered twice"})
    ledger = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", pane(page(staff, visit), "ledger")))
    assert "Before: 09:00:00–09:04:00 Prepare the patient" in ledger
    assert "Corrected: stopped too late · Test Provider" in ledger
    assert "Removed spans" in ledger
    assert "Before: 10:00:00–10:05:00 Prepare the patient" in ledger
    assert "Removed: entered twice · Test Provider" in ledger


def test_time_without_skilled_service_is_marked_and_keeps_its_mark(staff, visit, provider):
    enter(staff, visit, provider, not_skilled="on")
    (kept,) = spans_of(visit)
    assert kept.skilled is False
    assert "not skilled" in pane(page(staff, visit), "ledger")
    form = staff.get(address("span_correct", visit, kept.id)).content.decode()
    assert "checked" in form[form.index('name="not_skilled"') :].partition(">")[0]
    assert case_of(visit)["ledger"][0]["skilled"] is False
