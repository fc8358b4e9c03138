# ruff: noqa: F811 - fixtures of another module
"""Referrals out and back, the clinic's own intervals by level, calls, long lists in pages."""

from __future__ import annotations

import importlib
import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from surefoot_web.accounts.actions import clinic_setting_set
from surefoot_web.accounts.models import ClinicSetting
from surefoot_web.followup.actions import outcome_record, reminder_record
from surefoot_web.followup.call_words import WORDS
from surefoot_web.followup.due import due, due_of, intervals_said
from surefoot_web.followup.models import OutcomeEvent, Reminder, SignedShort
from surefoot_web.followup.paging import PER_PAGE
from surefoot_web.followup.selectors import item_get
from surefoot_web.patients.models import Patient
from surefoot_web.records.faults import InputRefused
from surefoot_web.visits.models import Visit

from .conftest import AT
from .test_claims import signed  # noqa: F401 - fixture
from .test_followup import ITEM, sent
from .test_followup_figures import HIGH, LOW, OPEN, clinic_visits  # noqa: F401 - fixture
from .test_note import _the_clock_stands  # noqa: F401 - fixture
from .test_plan import seen, tested, text_of  # noqa: F401 - fixtures

DAY = date(2026, 3, 5)
OWN = {"algorithm": "steadi_2019", "days": {"at_risk": 60}, "ahead": 14}


def test_how_it_went_out_to_whom_and_when_and_what_came_back(seen, signed):
    day = signed.date
    assert sent(seen, signed, outcome="letter_sent fax", to_whom="Dr Demo", on=f"{day}").status_code == 302
    item = item_get(signed, ITEM)
    assert (item.latest.way, item.latest.to_whom, item.latest.on, item.standing) == (
        "fax",
        "Dr Demo",
        day,
        "letter_sent",
    )
    assert item.days_open(day + timedelta(days=12)) == 12
    page = text_of(seen.get(reverse("followup:patient", args=[signed.patient_id])))
    assert "Letter sent : Fax , Dr Demo" in page.replace("  ", " ") or "Fax, Dr Demo" in page
    assert sent(seen, signed, outcome="reply seen").status_code == 302
    item = item_get(signed, ITEM)
    assert (item.standing, item.ended, item.latest.known_by) == ("seen", False, "letter")
    assert item.days_open(day + timedelta(days=99)) == 0, "answered on the day it went out"
    assert sent(seen, signed, outcome="reply not_done no_ride").status_code == 302
    item = item_get(signed, ITEM)
    assert (item.standing, item.ended, item.latest.why) == ("not_done", True, "no_ride")


@pytest.mark.parametrize(
    ("outcome", "standing", "ended"),
    [("reply changed", "changed", True), ("reply done", "done", True), ("declined", "declined", True),
     ("not_possible", "not_possible", True), ("pending", "pending", False)],
)  # fmt: skip
def test_ends_of_an_item(seen, signed, outcome, standing, ended):
    assert sent(seen, signed, outcome=outcome).status_code == 302
    assert (item_get(signed, ITEM).standing, item_get(signed, ITEM).ended) == (standing, ended)


def test_taking_back_an_end_leaves_the_referral_out(seen, signed):
    for outcome in ("letter_sent post", "reply done", "pending"):
        sent(seen, signed, outcome=outcome)
    item = item_get(signed, ITEM)
    assert item.standing == "letter_sent"
    assert item.days_open(item.events[0].at.date() + timedelta(days=5)) == 5


@pytest.mark.parametrize(
    "typed",
    [{"outcome": "letter_sent pigeon"}, {"outcome": "reply not_done"}, {"outcome": "reply not_done because"}, {"outcome": "reply"},
     {"outcome": "letter_sent fax", "on": "9999-01-01"}, {"outcome": "letter_sent fax", "on": "2001-01-01"},
     {"outcome": "letter_sent fax", "on": "soon"}, {"outcome": "letter_sent fax", "to_whom": "x" * 201}],
)  # fmt: skip
def test_what_cannot_be_is_refused(seen, signed, typed):
    assert sent(seen, signed, **typed).status_code == 422
    assert not OutcomeEvent.objects.exists()


def test_what_does_not_belong_to_the_step_is_not_kept(signed, provider):
    more = {"way": "fax", "to_whom": "Dr Demo", "reply": "done", "why": "cost"}
    event = outcome_record(visit=signed, suggestion=ITEM, step="done", known_by="patient", **more, by=provider, at=AT)
    assert (event.way, event.to_whom, event.reply, event.why) == ("", "", "", "")


def set_own(administrator, value=OWN, first_day=DAY - timedelta(days=90)):
    return clinic_setting_set(key="reassess", value=value, first_day=first_day, by=administrator, at=AT)


def test_without_an_interval_of_its_own_the_clinic_has_none_by_level(clinic_visits, clinic, provider):
    clinic_visits(1, HIGH, day=DAY - timedelta(days=300))
    assert due(by=provider, day=DAY) == []
    assert intervals_said(clinic, DAY) == ""
    (later,) = due(by=provider, day=DAY + timedelta(days=60))
    assert (later.level, later.own) == ("", False)


def test_the_clinics_interval_drives_the_list_by_level(clinic_visits, clinic, provider, administrator):
    set_own(administrator)
    for level in (HIGH, LOW, OPEN, None):
        clinic_visits(1, level, day=DAY - timedelta(days=50))
    assert len(due(by=provider, day=DAY)) == 1
    (one,) = due(by=provider, day=DAY)
    assert (one.level, one.level_says, one.own) == ("at_risk", "at risk", True)
    assert one.due_on == DAY + timedelta(days=10)
    assert due(by=provider, day=one.due_on - timedelta(days=15)) == []
    assert intervals_said(clinic, DAY) == "CDC STEADI screening: at risk 60 days"


def test_the_list_stands_level_by_level_and_not_known_is_its_own(clinic_visits, seen, administrator):
    set_own(administrator)
    for level in (OPEN, LOW, HIGH, None):
        clinic_visits(1, level, day=DAY - timedelta(days=500))
    page = text_of(seen.get(reverse("followup:overview")))
    headings = [f"Level of risk: {level}" for level in ("at risk", "not at risk", "not known")]
    places = [page.index(heading) for heading in headings]
    assert places == sorted(places)
    assert [page.count(heading) for heading in headings] == [1, 1, 1], "nobody's level is not known too"


def test_an_interval_holds_from_its_first_day_on(clinic_visits, provider, administrator):
    clinic_visits(1, HIGH, day=DAY - timedelta(days=50))
    set_own(administrator, first_day=DAY)
    assert due(by=provider, day=DAY - timedelta(days=1)) == []
    assert len(due(by=provider, day=DAY)) == 1


def test_the_level_of_the_last_signature_counts(clinic_visits, provider, administrator):
    set_own(administrator)
    (old,) = clinic_visits(1, HIGH, day=DAY - timedelta(days=80))
    (new,) = clinic_visits(1, LOW, day=DAY - timedelta(days=70))
    type(new).objects.filter(pk=new.pk).update(patient=old.patient)
    assert due(by=provider, day=DAY) == []
    assert due_of(old.patient, by=provider, day=DAY).level == "not_at_risk"
    assert SignedShort.objects.filter(visit__patient=old.patient).count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"algorithm": "none"},
        {"days": {"huge": 3}},
        {"days": {"at_risk": 0}},
        {"days": {"at_risk": "60"}},
        {"ahead": 60},
        {"ahead": -1},
    ],
)
def test_an_interval_that_cannot_be_is_refused(administrator, wrong):
    with pytest.raises(InputRefused):
        set_own(administrator, OWN | wrong)
    assert not ClinicSetting.objects.exists()


def test_the_page_of_intervals_sets_none_by_itself(client, administrator, clinic):
    client.force_login(administrator)
    address = reverse("followup:intervals")
    page = text_of(client.get(address))
    assert "not known: this clinic has set no interval" in page
    typed = {"algorithm": "wfg_2022", "high": "20", "first_day": "2026-01-01"}
    assert client.post(address, typed).status_code == 422, "on the list from the first day, unless said otherwise"
    assert client.post(address, {**typed, "ahead": "5"}).status_code == 302
    assert ClinicSetting.objects.get().value == {"algorithm": "wfg_2022", "days": {"high": 20}, "ahead": 5}
    assert "high: 20 days" in text_of(client.get(address)) or "high 20 days" in text_of(client.get(address))
    assert client.post(address, {"algorithm": "wfg_2022", "high": "x", "first_day": ""}).status_code == 422
    assert client.get(address, {"algorithm": "\x00"}).status_code == 200


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_call_is_in_the_patients_language_and_its_result_one_tap(client, desk, signed, language):
    Patient.objects.filter(pk=signed.patient_id).update(language=language)
    client.force_login(desk)
    address = reverse("followup:call", args=[signed.patient_id])
    page = client.get(address).content.decode()
    assert f'class="script" lang="{language}"' in page
    assert WORDS[language].asks[0][0] in page
    assert "Review of medicines" not in page, "the front desk sees no plan"
    remind = reverse("followup:remind", args=[signed.patient_id])
    assert client.post(remind, {"how": "phone", "result": "message"}).status_code == 302
    assert "By phone: Message left" in text_of(client.get(address))
    assert client.post(remind, {"how": "letter", "result": "message"}).status_code == 422
    assert client.post(remind, {"how": "phone", "result": "sung"}).status_code == 422
    assert Reminder.objects.count() == 1


def test_a_result_is_kept_and_shown_in_the_list(signed, desk):
    reminder_record(patient=signed.patient, how="phone", result="coming", by=desk, at=AT + timedelta(days=3))
    (one,) = due(by=desk, day=signed.date + timedelta(days=366))
    assert one.reminded.result == "coming"


def test_both_languages_ask_the_same():
    assert len(WORDS["en"].asks) == len(WORDS["es"].asks)
    assert all("{clinic}" in words.begin for words in WORDS.values())


def test_long_lists_come_in_pages(client, clinic_visits, provider):
    clinic_visits(45, HIGH, "accepted", day=DAY - timedelta(days=500))
    client.force_login(provider)
    first = client.get(reverse("followup:overview"))
    assert len(first.context["due"]) == PER_PAGE
    assert f"1 to {PER_PAGE} of 45" in text_of(first)
    last = client.get(reverse("followup:overview"), {"people": "99", "items": "2"})
    assert (len(last.context["due"]), len(last.context["part"].rows)) == (45 % PER_PAGE, PER_PAGE)
    assert "&amp;items=1" in last.content.decode()
    assert len(first.content) < 100_000, "style and script come on top"
    assert client.get(reverse("followup:overview"), {"people": "x", "items": "-9"}).status_code == 200


def test_at_the_next_visit_the_earlier_plan_is_asked_about_in_one_tap(seen, signed, provider):
    now_open = Visit.objects.create(
        clinic=signed.clinic,
        patient=signed.patient,
        date=signed.date + timedelta(days=40),
        provider=provider,
        payer_policy="cms",
    )
    address = reverse("followup:earlier_plan", args=[now_open.pk])
    patient = seen.get(reverse("patients:patient", args=[signed.patient_id])).content.decode()
    assert address in patient
    workspace = seen.get(reverse("visits:visit", args=[now_open.pk]))
    assert address in workspace.content.decode()
    assert re.search(r"The earlier plan \d+ steps? to ask about", text_of(workspace))
    assert "The earlier plan" not in text_of(seen.get(reverse("visits:visit", args=[signed.pk]))), "it is over"
    page = seen.get(address)
    assert "Review of medicines" in text_of(page)
    assert "overdue" in text_of(page), "on the day of the visit"
    assert "not known: nothing was told" in text_of(page)
    assert sent(seen, signed, outcome="done patient", next=address).url == address
    assert item_get(signed, ITEM).ended
    assert b'value="done seen"' in page.content
    assert Visit.objects.get(pk=now_open.pk).row_version == now_open.row_version, "the open visit does not change"


def test_today_names_whom_to_ask(seen, signed, provider, monkeypatch):
    views = importlib.import_module("surefoot_web.visits.views.today")
    later = AT + timedelta(days=40)
    monkeypatch.setattr(views, "now", lambda: later)
    row = {"clinic": signed.clinic, "patient": signed.patient, "provider": provider, "payer_policy": "cms"}
    visit = Visit.objects.create(**row, date=later.date())
    page = seen.get(reverse("visits:today"))
    assert reverse("followup:earlier_plan", args=[visit.pk]) in page.content.decode()
    assert "of an earlier plan to ask about" in text_of(page)


def test_the_page_of_the_signed_visit_itself_asks_nothing(seen, signed):
    assert "Nothing was agreed in an earlier signed visit" in text_of(
        seen.get(reverse("followup:earlier_plan", args=[signed.pk]))
    )
