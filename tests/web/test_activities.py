"""The activities of the web's ledger are those of the knowledge, and each shows itself as what it is."""

from __future__ import annotations

import pytest
from django.urls import reverse

from surefoot_web.visits import actions
from surefoot_web.visits.actions.ledger import SpanDescription
from surefoot_web.visits.case import assessment_of
from surefoot_web.visits.ledger import spans_of
from surefoot_web.visits.models import Activity

from .conftest import AT
from .test_plan import text_of
from .workspace_steps import page, pane, start


def test_they_are_those_of_the_knowledge_in_its_order(knowledge):
    assert Activity.values == list(knowledge.activities)


@pytest.fixture
def staff(client, provider):
    client.force_login(provider)
    return client


def test_the_review_of_the_questionnaire_is_started_with_one_tap_beside_other_time(staff, visit):
    ledger = pane(page(staff, visit), "ledger")
    assert "Go through the questionnaire with the patient" in ledger.partition("Other time")[2]
    assert start(staff, visit, "questionnaire_review").status_code == 302
    (span,) = spans_of(visit)
    assert (span.activity, span.test) == ("questionnaire_review", "")
    running = text_of(staff.get(reverse("visits:visit", args=[visit.pk])))
    assert "Go through the questionnaire with the patient" in running.partition("Other time")[0]


def test_it_is_not_the_patient_alone_with_the_form(knowledge):
    assert Activity.QUESTIONNAIRE.label != Activity.QUESTIONNAIRE_REVIEW.label
    assert "counts_if" in knowledge.activities["questionnaire_review"].data
    assert "counts_if" not in knowledge.activities["questionnaire"].data


def test_the_decision_names_the_reading_that_leaves_it_out(visit, provider):
    what = SpanDescription(activity="questionnaire_review", patient_present=True, one_on_one=True)
    given = {"starts_at": AT, "ends_at": AT.replace(minute=10), "what": what, "by": provider}
    actions.span_enter(visit=visit, **given, at=AT.replace(hour=20))
    (span,) = assessment_of(visit)["billing"]["time"]["spans"]
    assert (span["activity"], span["counts"]) == ("questionnaire_review", "no")
