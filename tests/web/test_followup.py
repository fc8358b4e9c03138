# ruff: noqa: F811 - fixtures of another module
"""What became of a plan: outcomes and replies are added, never changed; who is due is found; the list to call from runs nothing."""

from __future__ import annotations

import csv
import importlib
import io
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from surefoot.note.reply_code import reply_code
from surefoot_web.followup.actions import outcome_record, reminder_record
from surefoot_web.followup.due import due
from surefoot_web.followup.models import OutcomeEvent, Reminder
from surefoot_web.followup.recall import recall_csv
from surefoot_web.followup.selectors import item_get, items_of, unfinished
from surefoot_web.patients.models import Patient
from surefoot_web.plans.models import Decision
from surefoot_web.records.faults import InputRefused, NotAllowed, VisitClosed
from surefoot_web.trail.chain import breaks_in
from surefoot_web.trail.models import AuditEvent
from surefoot_web.visits.models import Visit

from .conftest import AT
from .test_claims import signed  # noqa: F401 - fixture
from .test_note import _the_clock_stands  # noqa: F401 - fixture
from .test_plan import seen, tested, text_of  # noqa: F401 - fixtures

LATER = AT + timedelta(days=3)
ITEM = "medication_review"


def sent(client, visit, **typed):
    address = reverse("followup:outcome", args=[visit.pk, ITEM])
    return client.post(address, {"operation": str(uuid4()), **typed})


def test_what_was_agreed_waits_until_somebody_says_what_became_of_it(seen, signed, provider):
    items = items_of(signed.patient)
    assert ITEM in [one.suggestion for one in items]
    item = item_get(signed, ITEM)
    assert (item.ended, item.referred, item.who) == (False, True, "Primary care or pharmacist")
    assert item.due_on == signed.date + timedelta(days=30)
    page = text_of(seen.get(reverse("followup:patient", args=[signed.patient_id])))
    assert "Review of medicines" in page
    assert "pending" in page


def test_letter_reply_done_and_undo_are_added_and_the_latest_counts(seen, signed):
    for typed in ({"step": "letter_sent"}, {"outcome": "reply letter"}, {"outcome": "done patient"}):
        assert sent(seen, signed, **typed).status_code == 302
    assert item_get(signed, ITEM).ended
    assert sent(seen, signed, step="pending").status_code == 302
    item = item_get(signed, ITEM)
    assert not item.ended
    assert [event.step for event in item.events] == ["letter_sent", "reply", "done", "pending"]
    assert AuditEvent.objects.filter(action="outcome.record").count() == 4


def test_not_done_says_why(seen, signed):
    assert sent(seen, signed, outcome="not_done no_ride").status_code == 302
    latest = item_get(signed, ITEM).latest
    assert (latest.step, latest.why, latest.known_by) == ("not_done", "no_ride", "")


@pytest.mark.parametrize(
    "typed",
    [{}, {"step": "fixed"}, {"step": "not_done"}, {"outcome": "not_done because"}, {"step": "done"}, {"outcome": "done rumour"},
     {"step": "reply"}, {"outcome": "\x00"}],
)  # fmt: skip
def test_half_a_word_is_refused_and_nothing_is_kept(seen, signed, typed):
    assert sent(seen, signed, **typed).status_code == 422
    assert not OutcomeEvent.objects.exists()


def test_only_what_was_agreed_in_a_signed_visit_has_an_outcome(signed, tested, provider):
    with pytest.raises(InputRefused):
        outcome_record(visit=signed, suggestion="tai_chi", step="letter_sent", by=provider, at=LATER)
    open_visit = Visit.objects.create(
        clinic=signed.clinic, patient=signed.patient, date=signed.date, provider=provider, payer_policy="cms"
    )
    with pytest.raises(VisitClosed):
        outcome_record(visit=open_visit, suggestion=ITEM, step="letter_sent", by=provider, at=LATER)


def test_the_same_press_twice_is_one_word(seen, signed):
    operation = str(uuid4())
    for _press in range(2):
        sent(seen, signed, step="letter_sent", operation=operation)
    assert OutcomeEvent.objects.count() == 1


def test_what_is_overdue_comes_first_and_leaves_the_list_when_it_is_known(signed, provider):
    day = signed.date + timedelta(days=31)
    late = [one.suggestion for one in unfinished(by=provider, day=day) if one.overdue(day)]
    assert ITEM in late
    outcome_record(visit=signed, suggestion=ITEM, step="done", known_by="patient", by=provider, at=LATER)
    assert ITEM not in [one.suggestion for one in unfinished(by=provider, day=day)]


def test_a_patient_is_due_before_the_year_is_over_and_overdue_after_it(signed, provider):
    year = timedelta(days=365)
    assert due(by=provider, day=signed.date + timedelta(days=300)) == []
    (soon,) = due(by=provider, day=signed.date + timedelta(days=340))
    assert (soon.due_on, soon.overdue(signed.date + timedelta(days=340))) == (signed.date + year, False)
    (late,) = due(by=provider, day=signed.date + timedelta(days=366))
    assert late.overdue(signed.date + timedelta(days=366))


def test_whoever_is_being_seen_and_a_patient_who_is_nobody_are_not_due(signed, provider):
    day = signed.date + timedelta(days=366)
    Visit.objects.create(clinic=signed.clinic, patient=signed.patient, date=day, provider=provider, payer_policy="cms")
    assert due(by=provider, day=day) == []
    Visit.objects.filter(date=day).delete()
    Patient.objects.filter(pk=signed.patient_id).update(practice=True)
    assert due(by=provider, day=day) == []
    assert unfinished(by=provider, day=day) == []


def test_a_reminder_is_kept_and_shown_until_the_next_visit(signed, desk):
    reminder_record(patient=signed.patient, how="phone", by=desk, at=LATER)
    (one,) = due(by=desk, day=signed.date + timedelta(days=366))
    assert one.reminded.how == "phone"
    with pytest.raises(InputRefused):
        reminder_record(patient=signed.patient, how="pigeon", by=desk, at=LATER)
    assert Reminder.objects.count() == 1


def test_the_front_desk_sees_who_is_due_and_no_plan(client, desk, signed):
    client.force_login(desk)
    page = text_of(client.get(reverse("followup:overview")))
    assert "Due to be seen again" in page
    assert "Review of medicines" not in page
    assert client.get(reverse("followup:patient", args=[signed.patient_id])).status_code == 403
    with pytest.raises(NotAllowed):
        outcome_record(visit=signed, suggestion=ITEM, step="letter_sent", by=desk, at=LATER)


def test_the_list_to_call_from_runs_nothing_and_its_taking_is_on_record(seen, signed, provider):
    Patient.objects.filter(pk=signed.patient_id).update(given_name=" =1+1", family_name="@x")
    day = signed.date + timedelta(days=366)
    rows = list(csv.reader(io.StringIO(recall_csv(due(by=provider, day=day), day))))
    assert rows[1][1:3] == ["'@x", "' =1+1"]
    assert seen.get(reverse("followup:recall")).status_code == 200
    assert AuditEvent.objects.filter(action="recall.export").count() == 1


def test_another_clinics_plans_are_not_there(client, signed, other_clinic_visit):
    stranger = other_clinic_visit.provider
    day = signed.date + timedelta(days=366)
    assert due(by=stranger, day=day) == []
    assert unfinished(by=stranger, day=day) == []
    client.force_login(stranger)
    assert client.get(reverse("followup:patient", args=[signed.patient_id])).status_code == 404
    assert sent(client, signed, step="letter_sent").status_code == 404


def test_the_way_back_leads_nowhere_else(seen, signed):
    for wanted in ("https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"):
        assert sent(seen, signed, step="letter_sent", next=wanted).url == reverse("followup:overview")
    here = reverse("followup:patient", args=[signed.patient_id])
    assert sent(seen, signed, step="pending", next=here).url == here


def test_today_says_what_is_due(seen, signed, monkeypatch):
    views = importlib.import_module("surefoot_web.visits.views.today")
    monkeypatch.setattr(views, "now", lambda: AT + timedelta(days=400))
    page = text_of(seen.get(reverse("visits:today")))
    assert re.search(r"1 patient is due to be seen again ?, 1 overdue", page)


def questions(client) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse("followup:overview")).status_code == 200
    return len(asked)


def test_the_number_of_questions_to_the_database_does_not_grow_with_the_list(seen, signed, provider):
    one = questions(seen)
    for number in range(10):
        row = {"clinic": signed.clinic, "date": signed.date, "provider": provider, "payer_policy": "cms"}
        person = {"given_name": "Demo", "family_name": f"More {number}", "birth_date": signed.patient.birth_date}
        patient = Patient.objects.create(clinic=signed.clinic, identifier=f"M-{number}", **person)
        visit = Visit.objects.create(patient=patient, **row)
        Visit.objects.filter(pk=visit.pk).update(state="signed", signed_by=provider, signed_at=AT)
        Decision.objects.create(
            clinic=signed.clinic, visit=visit, suggestion=ITEM, decision="accepted", by=provider, at=AT
        )
    before = AuditEvent.objects.filter(action="plan.read").count()
    assert questions(seen) == one
    read = AuditEvent.objects.filter(action="plan.read").count() - before
    shown = {one.visit.pk for one in seen.get(reverse("followup:overview")).context["part"].rows}
    assert read == len(shown) > 1, "each record shown is read on record"
    assert list(breaks_in(signed.clinic)) == []


@pytest.mark.parametrize(
    ("state", "listed"), [("planned", False), ("testing", False), ("cancelled", True), ("entered_in_error", True)]
)
@pytest.mark.parametrize("days", [-30, 0])
def test_only_a_visit_that_is_not_signed_yet_takes_somebody_off_the_list(signed, provider, state, listed, days):
    day = signed.date + timedelta(days=366)
    reason = {"status_reason": "wrong day"} if listed else {}
    visit = Visit.objects.create(
        clinic=signed.clinic,
        patient=signed.patient,
        date=day + timedelta(days=days),
        provider=provider,
        payer_policy="cms",
    )
    Visit.objects.filter(pk=visit.pk).update(state=state, **reason)
    assert bool(due(by=provider, day=day)) is listed


def test_a_reply_is_found_by_the_code_on_it_within_the_clinic(seen, signed, other_clinic_visit):
    item = item_get(signed, ITEM)
    assert item.reply_code in seen.get(reverse("followup:overview")).content.decode()
    find = reverse("followup:by_code")
    there = reverse("followup:patient", args=[signed.patient_id])
    for typed in (item.reply_code, item.reply_code.lower().replace("-", ""), f" {item.reply_code} "):
        assert seen.get(find, {"code": typed}).url == there
    theirs = reply_code(other_clinic_visit.pk, ITEM)
    assert seen.get(find, {"code": theirs}).url == reverse("followup:overview")
    wrong = item.reply_code[:-1] + ("A" if item.reply_code[-1] != "A" else "B")
    for typed in ("", "x", wrong, "<script>", "é" * 30):
        assert seen.get(find, {"code": typed}).status_code == 422
