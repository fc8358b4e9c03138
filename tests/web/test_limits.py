# ruff: noqa: F811 - fixtures of another module
"""What is typed never locks a visit: a text that a case cannot hold is refused before it is written."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from surefoot_web.notes.actions import sentence_edit, sentence_write
from surefoot_web.notes.models import Sentence
from surefoot_web.patients.actions import patient_add, patient_correct
from surefoot_web.records.faults import InputRefused
from surefoot_web.visits import actions
from surefoot_web.visits.case import assessment_of

from .conftest import AT, fresh
from .test_plan import seen  # noqa: F401 - fixture


def test_the_sentences_of_a_section_fit_together(visit, provider):
    given = {"visit": visit, "section": "analysis", "by": provider, "at": AT}
    written = [sentence_write(**given, text="a" * 4000) for _ in range(4)]
    with pytest.raises(InputRefused, match="19,000 fit") as refused:
        sentence_write(**given, text="a" * 3000)
    assert refused.value.field == "text"
    sentence_write(**given, text="a" * 2996)
    assert len(assessment_of(fresh(visit))["drafts"]) > 0
    again = {"draft": written[0].draft, "draft_text": "", "text": "b" * 4000}
    assert sentence_edit(**given, **again).text == "b" * 4000


def test_an_edited_sentence_has_a_limit(seen, visit, provider):
    own = sentence_write(visit=visit, section="analysis", text="Steadier.", by=provider, at=AT)
    typed = {"draft": own.draft, "command": "edit", "text": "x" * 200_000, "operation": str(uuid4())}
    answer = seen.post(reverse("notes:sentence", args=[visit.pk]), typed)
    assert answer.status_code == 422
    assert "200,000 characters; 4,000 fit" in answer.content.decode()
    assert Sentence.objects.get(pk=own.pk).text == "Steadier."


def test_a_reason_for_testing_has_a_limit(seen, visit, provider):
    typed = {"reason": "x" * 30_000, "row_version": visit.row_version, "operation": str(uuid4())}
    answer = seen.post(reverse("notes:describe", args=[visit.pk]), typed)
    assert answer.status_code == 422
    assert "30,000 characters; 2,000 fit" in answer.content.decode()
    started = {"date": "2026-11-20", "provider": str(provider.pk), "setting": "office", **typed}
    page = seen.post(reverse("visits:start", args=[visit.patient_id]), started)
    assert "30,000 characters; 2,000 fit" in page.content.decode()
    assert visit.patient.visits.count() == 1


@pytest.mark.parametrize("step", ["end_early", "cancel", "entered_in_error"])
def test_a_reason_for_a_stop_has_a_limit(seen, visit, step):
    answer = seen.post(reverse(f"visits:{step}", args=[visit.pk]), {"reason": "x" * 30_000})
    assert "30,000 characters; 2,000 fit" in answer.content.decode()
    assert fresh(visit).state == "planned"


@pytest.mark.parametrize(
    ("born", "says"),
    [
        (date(1, 1, 1), "older than 130 years"),
        (date(1895, 12, 31), "older than 130 years"),
        (date(2026, 11, 21), "lies in the future"),
    ],
)
def test_a_date_of_birth_must_be_one_that_can_be_assessed(desk, patient, born, says):
    who = {"identifier": "P-9", "given_name": "Demo", "family_name": "Patient Nine"}
    with pytest.raises(InputRefused, match=says):
        patient_add(**who, birth_date=born, by=desk, at=AT)
    with pytest.raises(InputRefused, match=says):
        patient_correct(patient=patient, row_version=1, birth_date=born, by=desk, at=AT)


def test_a_date_of_birth_is_not_corrected_to_after_a_visit(visit, desk):
    later = AT.replace(year=2027)
    with pytest.raises(InputRefused, match="had a visit before"):
        patient_correct(patient=visit.patient, row_version=1, birth_date=date(2026, 11, 21), by=desk, at=later)


def test_a_visit_is_not_started_at_an_age_that_cannot_be_assessed(desk, provider):
    who = {"identifier": "P-9", "given_name": "Demo", "family_name": "Patient Nine"}
    oldest = patient_add(**who, birth_date=date(1896, 1, 1), by=desk, at=AT)
    given = {"patient": oldest, "provider": provider, "by": provider}
    assert assessment_of(actions.visit_start(**given, date=AT.date(), at=AT))
    with pytest.raises(InputRefused, match="older than 130 years"):
        actions.visit_start(**given, date=date(2027, 1, 1), at=AT.replace(year=2027))
