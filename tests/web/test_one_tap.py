"""Nothing has to be typed where a usual reason serves, and what was taken out comes back by one press; nothing is ever erased."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from surefoot_web.config.knowledge import load
from surefoot_web.intake.actions import intake_answer, intake_hand_over
from surefoot_web.visits import actions
from surefoot_web.visits.actions.ledger import SpanDescription
from surefoot_web.visits.battery import standard_of
from surefoot_web.visits.ledger import spans_of
from surefoot_web.visits.models import LedgerEvent, ServiceEvent, Trial, Visit
from surefoot_web.visits.services import services_of
from surefoot_web.visits.tests import live_trials
from surefoot_web.visits.waiting import waits_for

from .conftest import AT

STARTS = AT - timedelta(minutes=30)
WHAT = SpanDescription(activity="perform", patient_present=True, one_on_one=True, test="tug")


@pytest.fixture
def staff(client, provider):
    client.force_login(provider)
    return client


def usual_of(html: str) -> list[str]:
    return re.findall(r'<button class="button" name="usual" value="([^"]+)">', html)


@pytest.fixture
def trial(visit, provider) -> Trial:
    return actions.test_trial_record(visit=visit, test="tug", fields={"time_s": 14.2}, by=provider, at=AT)


@pytest.mark.parametrize("name", ["end_early", "cancel", "entered_in_error"])
def test_a_visit_ends_with_one_press_on_a_usual_reason(staff, visit, name):
    address = reverse(f"visits:{name}", args=[visit.pk])
    reasons = usual_of(staff.get(address).content.decode())
    assert len(reasons) >= 3
    assert staff.post(address, {"usual": reasons[0]}).status_code == 302
    assert Visit.objects.get(pk=visit.pk).status_reason == reasons[0]


def test_own_words_come_before_a_button_and_neither_is_refused(staff, visit):
    address = reverse("visits:end_early", args=[visit.pk])
    assert staff.post(address, {"usual": " ", "reason": " "}).status_code == 422
    assert staff.post(address, {"usual": "The patient felt unwell", "reason": "the fire alarm"}).status_code == 302
    assert Visit.objects.get(pk=visit.pk).status_reason == "the fire alarm"


def test_an_entry_is_withdrawn_and_put_back_by_one_press_each(staff, visit, trial):
    address = reverse("visits:trial_withdraw", args=[visit.pk, trial.pk])
    assert staff.post(address, {"usual": usual_of(staff.get(address).content.decode())[0]}).status_code == 302
    assert live_trials(visit) == []
    put_back = reverse("visits:trial_restore", args=[visit.pk, trial.pk])
    assert put_back in staff.get(reverse("visits:test", args=[visit.pk, "tug"])).content.decode()
    assert staff.post(put_back).status_code == 302
    (standing,) = live_trials(visit)
    assert (standing.fields, standing.measured_at) == (trial.fields, trial.measured_at)
    assert Trial.objects.filter(visit=visit).count() == 3, "the entry, its withdrawal, the entry once more"
    assert staff.post(put_back).status_code == 422, "it stands already"


def test_a_withdrawn_entry_can_go_and_come_more_than_once(staff, visit, trial):
    for _ in range(3):
        (standing,) = live_trials(visit)
        staff.post(reverse("visits:trial_withdraw", args=[visit.pk, standing.pk]), {"usual": "Typed wrong"})
        page = staff.get(reverse("visits:test", args=[visit.pk, "tug"])).content.decode()
        assert len(re.findall("/restore/", page)) == 1
        staff.post(re.search(r'action="([^"]+/restore/)"', page)[1])
    assert len(live_trials(visit)) == 1


def test_a_span_is_removed_and_put_back(staff, visit, provider):
    starts, ends = STARTS, STARTS + timedelta(minutes=5)
    event = actions.span_enter(visit=visit, starts_at=starts, ends_at=ends, what=WHAT, by=provider, at=AT)
    remove = reverse("visits:span_remove", args=[visit.pk, event.span_id])
    staff.post(remove, {"usual": usual_of(staff.get(remove).content.decode())[0]})
    assert spans_of(visit) == []
    put_back = reverse("visits:span_restore", args=[visit.pk, event.span_id])
    assert put_back in staff.get(reverse("visits:visit", args=[visit.pk])).content.decode()
    assert staff.post(put_back).status_code == 302
    (span,) = spans_of(visit)
    assert (span.starts_at, span.ends_at, span.activity, span.test) == (starts, ends, "perform", "tug")
    assert [one.kind for one in LedgerEvent.objects.order_by("at", "id")] == ["enter", "remove", "correct"]
    assert staff.post(put_back).status_code == 409


def test_a_service_is_removed_and_put_back(staff, visit):
    staff.post(reverse("visits:service_enter", args=[visit.pk]), {"code": "97110", "minutes": "23"})
    (service,) = services_of(visit)
    remove = reverse("visits:service_remove", args=[visit.pk, service.id])
    staff.post(remove, {"usual": "Entered twice"})
    page = staff.get(reverse("visits:services", args=[visit.pk])).content.decode()
    put_back = reverse("visits:service_restore", args=[visit.pk, service.id])
    assert put_back in page
    staff.post(put_back)
    (back,) = services_of(visit)
    assert (back.code, back.minutes) == (service.code, service.minutes)
    assert ServiceEvent.objects.count() == 3
    assert staff.post(put_back).status_code == 409


def test_nothing_is_put_back_that_was_never_taken_out(staff, visit, trial):
    assert staff.post(reverse("visits:trial_restore", args=[visit.pk, trial.pk])).status_code == 422
    for name in ("span_restore", "service_restore"):
        assert staff.post(reverse(f"visits:{name}", args=[visit.pk, uuid4()])).status_code == 409


def test_several_tests_are_skipped_from_one_page_and_taken_back(staff, visit):
    page = staff.get(reverse("visits:visit", args=[visit.pk])).content.decode()
    operation = re.search(r'class="skip".*?name="operation" value="([^"]+)"', page, re.DOTALL)[1]
    for test in ("tug", "gait_speed"):
        sent = {"reason": "declined", "operation": operation}
        for _twice in range(2):
            staff.post(reverse("visits:not_done", args=[visit.pk, test]), sent)
    assert sorted(trial.test for trial in live_trials(visit)) == ["gait_speed", "tug"], "each once"
    page = staff.get(reverse("visits:visit", args=[visit.pk])).content.decode()
    take_back = re.findall(r'class="skip" action="([^"]+)".*?value="([^"]+)"', page)
    assert len(take_back) == 2
    for address, reason in take_back:
        assert staff.post(address, {"usual": reason}).status_code == 302
    assert live_trials(visit) == []


def test_a_visit_that_ends_early_says_so_of_every_open_test(staff, visit, trial):
    staff.post(reverse("visits:end_early", args=[visit.pk]), {"usual": "The patient felt unwell"})
    rows = {row.test: row for row in live_trials(visit)}
    assert set(rows) == set(standard_of(load()))
    assert rows.pop("tug").kind == "measured"
    assert {(row.kind, row.not_done_reason) for row in rows.values()} == {("not_done", "ended_early")}


def test_today_says_how_far_the_form_is(visit, provider):
    intake_hand_over(visit=visit, language="en", by=provider, at=AT)
    intake_answer(visit=visit, section="stay_independent", key="fallen_past_year", value=False, by=provider, at=AT)
    assert re.fullmatch(
        r"questionnaire, with the patient: 1 of at most \d+ questions, last answer \d\d:\d\d", waits_for(visit)
    )


def test_the_answers_ask_for_tests_with_a_reason(staff, visit, provider):
    page = staff.get(reverse("visits:visit", args=[visit.pk])).content.decode()
    assert "Asked for by the answers" not in page
    intake_hand_over(visit=visit, language="en", by=provider, at=AT)
    intake_answer(visit=visit, section="feet", key="bunion", value=True, by=provider, at=AT)
    page = staff.get(reverse("visits:visit", args=[visit.pk])).content.decode()
    asked = page.partition("Asked for by the answers")[2].partition("Add a test")[0]
    assert "Hallux valgus" in asked
    assert "A bunion was told." in asked
    assert "unverified" in asked.lower()
