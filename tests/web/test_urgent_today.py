"""Urgent signs for staff: on top of Today until somebody acknowledges them, on every page of the visit, before the signature."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from surefoot_web.accounts.models import User
from surefoot_web.intake.actions import intake_answer, intake_hand_over
from surefoot_web.intake.urgent import intake_urgent_shown
from surefoot_web.records.clock import day_in, now
from surefoot_web.records.faults import InputRefused, NotAllowed, StaleRow
from surefoot_web.trail.models import AuditEvent
from surefoot_web.visits import actions
from surefoot_web.visits.actions import urgent_acknowledge
from surefoot_web.visits.actions.urgent import urgent_refuse
from surefoot_web.visits.models import UrgentAcknowledgement, VisitState
from surefoot_web.visits.urgent import raised, unacknowledged, urgent_visits

from .conftest import AT, fresh, make_user

STROKE = "sudden_weakness_or_numbness:call_911_now"
LATER = AT + timedelta(minutes=5)


def tell(visit, by, at=AT, **answers):
    """Answers of `urgent_signs`, as the questionnaire takes them."""
    if not hasattr(visit, "intake"):
        intake_hand_over(visit=visit, language="en", by=by, at=at)
    for key, value in answers.items():
        intake_answer(visit=visit, section="urgent_signs", key=key, value=value, by=by, at=at)


def take_notice(visit, by, signs=(STROKE,), done="seen", **more):
    return urgent_acknowledge(visit=fresh(visit), signs=list(signs), done=done, by=by, at=LATER, **more)


def main_of(reply) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.content.decode().split("<main", 1)[1]))


@pytest.fixture
def told(visit, provider):
    tell(visit, provider, weak_or_numb=True)
    return visit


@pytest.fixture
def seen(client, provider):
    client.force_login(provider)
    return client


def test_a_visit_with_an_urgent_sign_stands_on_top_of_today(seen, told):
    page = main_of(seen.get(reverse("visits:today")))
    assert page.index("Urgent clinical review") < page.index("Clocks that run")
    for words in ("Demo Patient One", "New weakness or numbness", "911 now", "Nov 20, 09:00", "The patient, tablet"):
        assert words in page
    take_notice(told, told.provider)
    assert "Urgent clinical review" not in main_of(seen.get(reverse("visits:today")))


def test_the_most_urgent_visit_stands_first(visit, told, provider, patient):
    other = actions.visit_start(patient=patient, date=visit.date, provider=provider, by=provider, at=AT)
    tell(other, provider, severe_low_sugar=True)
    found = urgent_visits(day=visit.date, by=provider)
    assert [one.signs[0].act for one in found] == ["call_911_now", "call_clinic_now"]


def test_a_visit_without_a_sign_and_one_that_only_might_have_one_stand_not_there(visit, provider):
    tell(visit, provider, weak_or_numb="unsure", any_now=False)
    assert urgent_visits(day=visit.date, by=provider) == []


def test_no_other_clinic_sees_it(client, told, other_clinic_visit, clinic):
    theirs = other_clinic_visit.provider
    assert urgent_visits(day=told.date, by=theirs) == []
    client.force_login(theirs)
    assert client.get(reverse("visits:urgent", args=[told.pk])).status_code == 404
    assert client.post(reverse("visits:urgent", args=[told.pk]), {"signs": STROKE, "done": "seen"}).status_code == 404
    with pytest.raises(NotAllowed):
        take_notice(told, theirs)
    assert not UrgentAcknowledgement.objects.exists()


@pytest.mark.parametrize(("kind", "sees", "may"), [
    ("desk", True, False), ("assistant", True, True), ("provider", True, True),
    ("biller", False, False), ("compliance", True, False),
])  # fmt: skip
def test_who_sees_and_who_acknowledges(client, told, kind, sees, may):
    staff = {one.username: one for one in User.objects.filter(clinic=told.clinic)}
    person = staff.get(kind) or make_user(told.clinic, kind)
    client.force_login(person)
    page = main_of(client.get(reverse("visits:today")))
    assert ("New weakness" in page) == sees
    assert ("Acknowledge" in page) == may
    visit_page = main_of(client.get(reverse("visits:visit", args=[told.pk])))
    assert ("New weakness" in visit_page) == sees
    assert client.get(reverse("visits:urgent", args=[told.pk])).status_code == (200 if sees else 403)
    if may:
        assert take_notice(told, person)
    else:
        with pytest.raises(NotAllowed):
            take_notice(told, person)


def test_an_acknowledgement_is_one_row_one_event_and_never_changes(told, provider):
    before = AuditEvent.objects.count()
    row = take_notice(told, provider, done="called_911", text="Ambulance at 9:04.")
    assert (row.signs, row.done, row.text, row.by, row.at) == (
        [STROKE], "called_911", "Ambulance at 9:04.", provider, LATER,
    )  # fmt: skip
    event = AuditEvent.objects.latest("number")
    assert AuditEvent.objects.count() == before + 1
    assert event.action == "urgent.acknowledge"
    assert event.detail == {"signs": [STROKE], "done": "called_911"}, "ids alone, no words of a person"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE visits_urgentacknowledgement SET text = 'x'")
    with pytest.raises(TypeError):
        row.save()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"done": "not_so"}, "text"),
        ({"done": "other"}, "text"),
        ({"done": "other", "text": "  "}, "text"),
        ({"done": ""}, "done"),
        ({"done": "later"}, "done"),
        ({"signs": []}, "signs"),
        ({"text": "x" * 4001}, "text"),
    ],
)
def test_an_acknowledgement_that_says_too_little_is_refused_beside_the_field(told, provider, given, field):
    with pytest.raises(InputRefused) as refused:
        take_notice(told, provider, **given)
    assert refused.value.field == field
    assert not UrgentAcknowledgement.objects.exists()


def test_the_second_of_two_reads_who_was_first_and_nothing_is_written_twice(seen, told, assistant):
    address = reverse("visits:urgent", args=[told.pk])
    typed = {"signs": [STROKE], "done": "seen", "text": "looked at"}
    take_notice(told, assistant)
    reply = seen.post(address, typed)
    assert reply.status_code == 422
    assert "Test Assistant acknowledged this at 09:05 already." in main_of(reply)
    assert UrgentAcknowledgement.objects.count() == 1
    with pytest.raises(StaleRow):
        take_notice(told, told.provider)


def test_the_same_form_sent_twice_writes_once(seen, told):
    address = reverse("visits:urgent", args=[told.pk])
    operation = str(seen.get(address).context["operation"])
    typed = {"signs": [STROKE], "done": "seen", "operation": operation}
    for _ in range(2):
        reply = seen.post(address, typed)
    assert UrgentAcknowledgement.objects.count() == 1
    assert reply.status_code in (302, 422)


def test_a_new_sign_after_an_acknowledgement_raises_it_again(told, provider):
    take_notice(told, provider)
    tell(told, provider, at=LATER, speech_or_sight=True)
    assert [sign.id for sign in unacknowledged(told)] == ["sudden_speech_or_sight_change"]
    assert {sign.id for sign in raised(told)} == {"sudden_weakness_or_numbness", "sudden_speech_or_sight_change"}


def test_a_sign_that_comes_to_ask_for_more_is_raised_again_and_one_that_asks_for_less_is_not(visit, provider):
    tell(visit, provider, last_fall_when="past_4_weeks")
    for section, key in (("stay_independent", "fallen_past_year"), ("fall_history", "loss_of_consciousness")):
        intake_answer(visit=visit, section=section, key=key, value=True, by=provider, at=AT)
    take_notice(visit, provider, signs=["loss_of_consciousness_with_fall:call_clinic_now"])
    assert unacknowledged(visit) == []
    tell(visit, provider, last_fall_when="longer_ago")
    assert unacknowledged(visit) == []
    tell(visit, provider, last_fall_when="past_2_days")
    assert [sign.act for sign in unacknowledged(visit)] == ["call_911_now"]


def test_a_sign_that_came_while_the_page_was_open_stays_open(told, provider):
    tell(told, provider, confused=True)
    take_notice(told, provider)
    assert [sign.id for sign in unacknowledged(told)] == ["sudden_confusion"]


def test_words_that_were_shown_and_an_answer_changed_afterwards_still_wait_for_somebody(seen, told, provider):
    intake_urgent_shown(visit=told, signs=[STROKE], by=provider, at=AT)
    tell(told, provider, weak_or_numb=False, at=LATER)
    (sign,) = unacknowledged(told)
    assert sign.withdrawn
    assert "the answer was changed afterwards" in main_of(seen.get(reverse("visits:today")))
    take_notice(told, provider, done="not_so", text="Pressed the wrong button; face and arms looked at.")
    assert unacknowledged(told) == []


def test_a_cancelled_visit_that_showed_urgent_words_still_tops_the_day(told, provider):
    intake_urgent_shown(visit=told, signs=[STROKE], by=provider, at=AT)
    actions.visit_cancel(visit=told, reason="left", by=provider, at=LATER)
    (one,) = urgent_visits(day=told.date, by=provider)
    take_notice(one.visit, provider, done="reached", text="Called at home.")
    assert urgent_visits(day=told.date, by=provider) == []


def test_every_page_of_the_visit_shows_it(seen, told, provider):
    pages = [reverse("visits:visit", args=[told.pk]), reverse("visits:test", args=[told.pk, "tug"])]
    pages += [reverse(name, args=[told.pk]) for name in ("plans:findings", "plans:plan", "notes:note", "notes:sign")]
    for address in pages:
        page = main_of(seen.get(address))
        assert page.count("New weakness or numbness") >= 1, address
        assert "treat it as a stroke until shown otherwise" in page, address
    take_notice(told, provider, text="Face and arms looked at.")
    for address in pages:
        page = main_of(seen.get(address))
        assert "1 urgent sign, acknowledged" in page, address
        assert "Face and arms looked at. · Test Provider" in page, address


def test_the_sign_page_names_it_and_signing_is_refused_until_it_is_acknowledged(seen, told, provider):
    actions.visit_review(visit=fresh(told), by=provider, at=LATER)
    page = seen.get(reverse("notes:sign", args=[told.pk]))
    assert "Before you can sign" in main_of(page)
    assert reverse("visits:urgent", args=[told.pk]) in page.content.decode()
    with pytest.raises(InputRefused, match="New weakness"):
        urgent_refuse(told)
    take_notice(told, provider)
    urgent_refuse(told)
    assert "Before you can sign" not in main_of(seen.get(reverse("notes:sign", args=[told.pk])))


def test_an_urgent_sign_that_is_not_known_is_asked_about_on_the_page(seen, visit, provider):
    tell(visit, provider, any_now=True, weak_or_numb="unsure")
    page = main_of(seen.get(reverse("visits:visit", args=[visit.pk])))
    assert "Ask now: an urgent sign is not known" in page
    assert "Did the face droop" in page


def test_a_measured_sign_is_raised_with_who_measured_it(seen, visit, provider):
    actions.test_trial_record(
        visit=visit, test="orthostatic_bp", fields={"supine_systolic_mmhg": 190, "supine_diastolic_mmhg": 100},
        by=provider, at=AT,
    )  # fmt: skip
    (sign,) = unacknowledged(visit)
    assert (sign.id, sign.who, sign.since) == ("blood_pressure_crisis", "Test Provider", AT)


def test_the_page_tells_what_was_shown_and_what_was_done(seen, told, provider):
    intake_urgent_shown(visit=told, signs=[STROKE], by=provider, at=AT)
    reply = seen.post(reverse("visits:urgent", args=[told.pk]), {"signs": [STROKE], "done": "sent", "text": "By car."})
    assert reply.status_code == 302
    page = main_of(seen.get(reverse("visits:urgent", args=[told.pk])))
    for words in ("Nothing waits.", "What the form showed", "The patient was sent to an emergency department. By car."):
        assert words in page


def test_today_is_the_clinics_own_day(seen, patient, provider, clinic):
    today = day_in(clinic.time_zone, now())
    visit = actions.visit_start(patient=patient, date=today, provider=provider, by=provider)
    tell(visit, provider, at=now(), passed_out=True)
    assert visit.state == VisitState.PLANNED
    assert "Passed out in the past two days" in main_of(seen.get(reverse("visits:today")))
