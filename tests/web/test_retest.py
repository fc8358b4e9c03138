# ruff: noqa: F811 - fixtures of another module
"""Why a patient is tested again: asked after an earlier test, nowhere else, and handed over in the person's own words."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from uuid import uuid4

import pytest
from django.urls import reverse

from surefoot_web.notes.actions import visit_sign
from surefoot_web.visits import actions
from surefoot_web.visits.case import assessment_of, case_of
from surefoot_web.visits.models import Visit

from .conftest import AT, fresh
from .test_note import decide_all, keep_all
from .test_plan import seen, tested, text_of  # noqa: F401 - fixtures

LATER = AT + timedelta(days=3)
FIELD = "Why the patient is tested again"


@pytest.fixture
def tested_once(tested, provider) -> Visit:
    decide_all(tested, provider)
    keep_all(tested, provider)
    visit_sign(visit=fresh(tested), by=provider, at=AT + timedelta(minutes=31))
    return fresh(tested)


@pytest.fixture
def again(tested_once, patient, provider) -> Visit:
    given = {"patient": patient, "date": LATER.date(), "provider": provider, "by": provider, "at": LATER}
    return actions.visit_start(reason="still unsteady on stairs", **given)


@pytest.fixture(autouse=True)
def _three_days_later(monkeypatch):
    for room in ("records.actions", "visits.views.start"):
        monkeypatch.setattr(import_module(f"surefoot_web.{room}"), "now", lambda: LATER)


def start_page(client, patient):
    return client.get(reverse("visits:start", args=[patient.pk]))


def test_the_first_time_nobody_asks(seen, patient, visit):
    assert FIELD not in text_of(start_page(seen, patient))
    assert FIELD not in text_of(seen.get(reverse("notes:note", args=[visit.pk])))


def test_a_visit_without_a_test_is_no_reason_to_ask(seen, patient, visit, provider):
    actions.visit_review(visit=visit, by=provider, at=AT)
    visit_sign(visit=fresh(visit), by=provider, at=AT + timedelta(minutes=31))
    assert FIELD not in text_of(start_page(seen, patient))


def test_after_a_test_both_pages_ask_and_offer_sentences_without_choosing_one(seen, patient, again):
    for page in (start_page(seen, patient), seen.get(reverse("notes:note", args=[again.pk]))):
        html = page.content.decode()
        assert FIELD in html
        assert '<option value="A fall since the last tests.">' in html
        field = html[html.index('name="retest_reason"') :].partition(">")[0]
        assert "value=" not in field


def test_the_start_keeps_it_and_hands_it_over(seen, patient, tested_once, provider):
    typed = {"date": LATER.date().isoformat(), "reason": "unsteady", "provider": str(provider.pk), "setting": "office"}
    seen.post(
        reverse("visits:start", args=[patient.pk]),
        {**typed, "retest_reason": "A fall since the last tests.", "operation": str(uuid4())},
    )
    visit = Visit.objects.get(patient=patient, date=LATER.date())
    assert case_of(visit)["visit"]["retest_reason"] == "A fall since the last tests."


def test_the_note_keeps_it(seen, again):
    typed = {"reason": again.reason, "retest_reason": "New cane.", "row_version": again.row_version}
    assert seen.post(reverse("notes:describe", args=[again.pk]), typed).status_code == 302
    assert case_of(fresh(again))["visit"]["retest_reason"] == "New cane."


def test_what_is_missing_names_it_until_it_is_there(seen, again, provider):
    page = reverse("visits:visit", args=[again.pk])
    assert FIELD in text_of(seen.get(page)).partition("Still missing")[2]
    actions.visit_describe(visit=again, retest_reason="New cane.", by=provider, at=LATER)
    assert FIELD not in text_of(seen.get(page)).partition("Still missing")[2]


def test_the_payer_layer_reads_it(again, provider):
    def held():
        return [
            gate["id"] for gate in assessment_of(fresh(again))["billing"]["payer"]["gates"] if "retest" in gate["id"]
        ]

    assert held()
    actions.visit_describe(visit=again, retest_reason="New cane.", by=provider, at=LATER)
    assert not held()


def test_too_long_a_reason_is_refused_beside_its_field(seen, again):
    typed = {"reason": again.reason, "retest_reason": "x" * 2001, "row_version": again.row_version}
    answer = seen.post(reverse("notes:describe", args=[again.pk]), typed)
    assert answer.status_code == 422
    assert "2000" in text_of(answer)
