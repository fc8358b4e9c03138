# ruff: noqa: F811 - fixtures of another module
"""Falls told of between visits: added, corrected by adding, taken back by adding; they answer no questionnaire."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from surefoot_web.followup.actions_falls import fall_correct, fall_none, fall_report, fall_withdraw
from surefoot_web.followup.falls import falls_since, falls_told
from surefoot_web.followup.models import FallReport
from surefoot_web.intake.models import Answer
from surefoot_web.records.faults import InputRefused, NotAllowed
from surefoot_web.trail.chain import breaks_in
from surefoot_web.trail.models import AuditEvent

from .conftest import AT
from .test_claims import signed  # noqa: F401 - fixture
from .test_note import _the_clock_stands  # noqa: F401 - fixture
from .test_plan import seen, tested, text_of  # noqa: F401 - fixtures

FALL = {"exact": "day", "injury": "no", "told_by": "phone"}


@pytest.fixture
def told(visit, desk):
    """Write down a fall some days ago."""

    def tell(days=2, **more):
        on = (AT - timedelta(days=days)).date()
        return fall_report(patient=visit.patient, on=on, **(FALL | more), by=desk, at=AT)

    return tell


def test_a_correction_is_added_and_what_was_written_before_stays(told, visit, desk):
    first = told()
    second = fall_correct(report=first, on=first.on, **(FALL | {"injury": "yes"}), by=desk, at=AT)
    (stands,) = falls_told(visit.patient)
    assert (stands.report, stands.earlier, stands.report.injury) == (second, (first,), "yes")
    third = fall_correct(report=second, on=None, **(FALL | {"exact": "not_known"}), by=desk, at=AT)
    (stands,) = falls_told(visit.patient)
    assert stands.earlier == (second, first)
    fall_withdraw(report=third, by=desk, at=AT)
    assert falls_told(visit.patient) == []
    assert FallReport.objects.count() == 4
    assert AuditEvent.objects.filter(action__startswith="fall.").count() == 4
    assert list(breaks_in(visit.clinic)) == []


def test_what_was_corrected_or_taken_back_is_not_corrected_again(told, desk):
    first = told()
    fall_withdraw(report=first, by=desk, at=AT)
    for change in (
        lambda: fall_withdraw(report=first, by=desk, at=AT),
        lambda: fall_correct(report=first, **FALL, by=desk, at=AT),
    ):
        with pytest.raises(InputRefused):
            change()
    assert FallReport.objects.count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"exact": "soon"},
        {"injury": ""},
        {"injury": "perhaps"},
        {"told_by": "rumour"},
        {"happened": ["flew"]},
        {"days": -1},
    ],
)
def test_half_a_word_or_a_day_to_come_is_refused(told, wrong):
    with pytest.raises(InputRefused):
        told(**wrong)
    assert not FallReport.objects.exists()


def test_a_day_that_is_not_known_is_none_whatever_was_typed(told):
    assert told(exact="not_known").on is None
    with pytest.raises(InputRefused):
        fall_report(patient=told().patient, on=None, **FALL, by=told().by, at=AT)


def test_what_was_told_since_the_last_signed_visit(signed, desk):
    day = signed.date
    later = AT + timedelta(days=400)
    since = falls_since(signed.patient, before=day + timedelta(days=300))
    assert (since.day, since.falls, since.none) == (day, (), ())
    for ago in (-5, 10, 20):
        fall_report(patient=signed.patient, on=day + timedelta(days=ago), **FALL | {"injury": "yes"}, by=desk, at=later)
    fall_none(patient=signed.patient, on=day, until=day + timedelta(days=9), told_by="calendar", by=desk, at=later)
    fall_report(patient=signed.patient, on=None, **FALL | {"exact": "not_known"}, by=desk, at=later)
    since = falls_since(signed.patient, before=day + timedelta(days=300))
    assert (len(since.falls), since.hurt, len(since.none)) == (3, 2, 1)


def test_nothing_told_is_not_no_fall(seen, signed):
    page = text_of(seen.get(reverse("followup:falls", args=[signed.patient_id])))
    assert "not known: nothing was told" in page
    assert "That is not the same as no fall" in page


def test_a_fall_told_of_answers_no_questionnaire(told):
    before = Answer.objects.count()
    told()
    assert Answer.objects.count() == before


def test_the_front_desk_writes_down_corrects_and_takes_back(client, desk, visit):
    client.force_login(desk)
    add = reverse("followup:fall", args=[visit.patient_id])
    typed = {"on": "2026-01-05", "happened": ["tripped", "stairs"], "operation": str(uuid4()), **FALL}
    for _press in range(2):
        assert client.post(add, typed).status_code == 302
    report = FallReport.objects.get()
    patient = text_of(client.get(reverse("patients:patient", args=[visit.patient_id])))
    assert "1 fall was told of" in patient
    page = text_of(client.get(reverse("followup:falls", args=[visit.patient_id])))
    assert "Tripped over something, On stairs or a curb" in page
    correct = reverse("followup:fall_correct", args=[report.pk])
    assert 'value="2026-01-05"' in client.get(correct).content.decode()
    assert client.post(correct, {**FALL, "exact": "about", "on": "2026-01-06"}).status_code == 302
    newest = FallReport.objects.get(replaces=report)
    assert client.post(reverse("followup:fall_withdraw", args=[newest.pk])).status_code == 302
    assert falls_told(visit.patient) == []


@pytest.mark.parametrize(
    "typed", [{}, {"exact": "day"}, FALL, {**FALL, "on": "soon"}, {**FALL, "on": "9999-01-01"}, {**FALL, "on": "\x00"}]
)
def test_a_form_that_is_not_whole_keeps_nothing_and_says_so(client, desk, visit, typed):
    client.force_login(desk)
    assert client.post(reverse("followup:fall", args=[visit.patient_id]), typed).status_code == 422
    assert not FallReport.objects.exists()


def test_word_of_no_fall_has_two_days_in_order(client, desk, visit):
    client.force_login(desk)
    address = reverse("followup:no_fall", args=[visit.patient_id])
    days = {"on": "2026-01-01", "until": "2026-01-31", "told_by": "calendar"}
    assert client.post(address, {**days, "until": "2025-12-31"}).status_code == 422
    assert client.post(address, days).status_code == 302
    assert "no fall in the days that were asked about" in text_of(
        client.get(reverse("followup:falls", args=[visit.patient_id]))
    )


def test_who_may_not(client, visit, told, other_clinic_visit, request):
    report = told()
    client.force_login(other_clinic_visit.provider)
    for address in (
        reverse("followup:falls", args=[visit.patient_id]),
        reverse("followup:fall_correct", args=[report.pk]),
    ):
        assert client.get(address).status_code == 404
    assert client.post(reverse("followup:fall_withdraw", args=[report.pk])).status_code == 404
    with pytest.raises(NotAllowed):
        fall_withdraw(report=report, by=other_clinic_visit.provider, at=AT)


@pytest.mark.parametrize(
    "asked", [{}, {"month": "2026-02", "language": "es"}, {"month": "9999-12"}, {"month": "\x00", "language": "fr"}]
)
def test_the_falls_calendar_is_a_pdf_for_every_month(client, desk, visit, asked):
    client.force_login(desk)
    answer = client.get(reverse("followup:falls_calendar", args=[visit.patient_id]), asked)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF")
