# ruff: noqa: F811 - fixtures of another module
"""The trend page: every signed visit in one query, the words of both languages, nothing invented, each reading recorded."""

from __future__ import annotations

import html

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from surefoot_web.notes.actions import visit_sign
from surefoot_web.patients.trend import trend_of
from surefoot_web.patients.trend_words import WORDS
from surefoot_web.plans.actions import suggestion_decide
from surefoot_web.trail.models import AuditEvent
from surefoot_web.visits import actions
from surefoot_web.visits.case import assessment_of

from .conftest import fresh
from .test_case import after, worked  # noqa: F401 - a fixture
from .test_plan import seen, tested  # noqa: F401 - fixtures
from .test_signing import signed  # noqa: F401 - a fixture

MONTH = 60 * 24 * 30


def page(client, visit, language=""):
    address = reverse("patients:trend", args=[visit.patient_id])
    answer = client.get(address, {"language": language} if language else {})
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


@pytest.fixture
def twice(signed, provider):
    """A second signed visit a month later: Timed Up and Go 12.5 s with a cane, after 14.2 s."""
    at = after(MONTH)
    patient = signed.visit.patient
    visit = actions.visit_start(patient=patient, date=at.date(), provider=provider, by=provider, at=at)
    actions.test_trial_record(visit=visit, test="tug", fields={"time_s": 12.5, "aid": "cane"}, by=provider, at=at)
    actions.visit_describe(
        visit=visit,
        row_version=fresh(visit).row_version,
        reason="Falls",
        retest_reason="To see what changed",
        by=provider,
        at=at,
    )
    actions.visit_review(visit=visit, by=provider, at=at)
    visit = fresh(visit)
    for suggestion in assessment_of(visit)["suggestions"]:
        suggestion_decide(visit=visit, suggestion=suggestion["id"], decision="accepted", by=provider, at=at)
    return visit_sign(visit=fresh(visit), by=provider, at=after(MONTH + 9))


def test_a_patient_without_a_signed_visit_has_an_empty_page(seen, worked):
    assert WORDS["en"]["empty"] in page(seen, worked)


def test_one_visit_shows_values_and_no_change(seen, signed):
    shown = page(seen, signed.visit)
    assert WORDS["en"]["once"] in shown
    assert "Stand up, walk and sit down again" in shown
    assert "measure__value" not in shown


def test_two_visits_show_difference_error_and_picture(seen, twice):
    shown = page(seen, twice.visit)
    assert "1.7 s faster than on" in shown
    assert "<svg" in shown
    assert "14.2 s" in shown
    assert "aid" in shown
    assert "cane now" in shown


def test_the_words_are_those_of_the_language_asked_for(seen, twice):
    shown = page(seen, twice.visit, "es")
    assert "1.7 s más rápido que el" in shown
    assert WORDS["es"]["falls"] in shown
    assert WORDS["en"]["falls"] not in shown
    assert WORDS["en"]["falls"] in page(seen, twice.visit, "xx")


def test_both_languages_have_every_word():
    assert WORDS["en"].keys() == WORDS["es"].keys()


def test_a_picture_comes_only_where_there_is_more_than_one_visit(twice):
    trend = trend_of(twice.visit.patient, "en")
    assert all(len(one.points) > 1 and one.picture for one in trend.over_time)
    assert [one.label for one in trend.over_time] == ["Timed Up and Go"]
    assert all(one.picture is None for one in trend.once)
    assert trend.told[0].falls is None  # nobody was asked at the second visit


def test_the_number_of_queries_does_not_grow(signed, twice):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        trend_of(twice.visit.patient, "en")
    assert len(queries) == 1


def test_a_reading_is_recorded_once(seen, signed):
    before = AuditEvent.objects.filter(action="trend.read").count()
    page(seen, signed.visit)
    assert AuditEvent.objects.filter(action="trend.read").count() == before + 1
