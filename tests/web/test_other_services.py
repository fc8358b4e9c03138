"""Other services of the day: entered, corrected with a reason, removed; never over time that is taken; no unit, no sum."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from surefoot import cases
from surefoot.errors import CaseRefused
from surefoot_web.patients.actions import patient_add
from surefoot_web.records.faults import InputRefused, SpanOverlap, VisitClosed
from surefoot_web.visits import actions
from surefoot_web.visits.actions.ledger import SpanDescription
from surefoot_web.visits.actions.services import ServiceDescription
from surefoot_web.visits.case import case_of
from surefoot_web.visits.models import ServiceEvent
from surefoot_web.visits.services import services_of

from .conftest import AT
from .test_plan import text_of

EXERCISE = {"code": "97110", "minutes": Decimal(23)}
LATER = AT + timedelta(hours=3)


def after(minutes: float):
    return AT + timedelta(minutes=minutes)


def entered(visit, by, **given):
    return actions.service_enter(visit=visit, what=ServiceDescription(**{**EXERCISE, **given}), by=by, at=LATER)


def perform(visit, by, start=0, end=12, *, one_on_one=True):
    what = SpanDescription(activity="perform", patient_present=True, one_on_one=one_on_one, test="tug")
    actions.span_enter(visit=visit, starts_at=after(start), ends_at=after(end), what=what, by=by, at=LATER)


@pytest.fixture
def staff(client, provider):
    client.force_login(provider)
    return client


@pytest.fixture
def elsewhere(desk, provider):
    """A visit of another patient on the same day."""
    person = {"identifier": "P-2", "given_name": "Demo", "family_name": "Two", "birth_date": AT.date()}
    other = patient_add(**person, by=desk, at=AT)
    return actions.visit_start(patient=other, date=AT.date(), provider=provider, by=provider, at=AT)


def test_only_the_code_has_to_be_known(visit, provider, knowledge):
    entered(visit, provider, minutes=None)
    assert case_of(visit)["other_services"] == [{"code": "97110"}]
    assert cases.case_faults(case_of(visit), knowledge) == []


def test_everything_known_is_handed_over(visit, provider):
    entered(visit, provider, provider=provider, discipline="PT", starts_at=after(30), ends_at=after(53))
    assert case_of(visit)["other_services"] == [
        {
            "code": "97110",
            "minutes": 23.0,
            "provider": "DPM-provider",
            "discipline": "PT",
            "start": "2026-11-20T09:30:00-05:00",
            "end": "2026-11-20T09:53:00-05:00",
        }
    ]


def test_whoever_gave_a_service_stands_among_the_staff_of_the_case(visit, provider, assistant):
    entered(visit, provider, provider=assistant)
    assert [one["id"] for one in case_of(visit)["providers"]] == ["DPM-provider", "MA-assistant"]


def test_a_correction_appends_and_the_earlier_value_stands_on_the_page(staff, visit, provider):
    event = entered(visit, provider)
    address = reverse("visits:service_correct", args=[visit.pk, event.service_id])
    assert 'value="97110"' in staff.get(address).content.decode()
    typed = {"code": "97112", "minutes": "20"}
    assert "A reason is missing." in text_of(staff.post(address, typed))
    assert staff.post(address, {**typed, "reason": "read off the wrong line"}).status_code == 302
    assert [(one.code, one.minutes) for one in services_of(visit)] == [("97112", 20)]
    assert [one.kind for one in ServiceEvent.objects.filter(visit=visit)] == ["enter", "correct"]
    text = text_of(staff.get(reverse("visits:services", args=[visit.pk])))
    assert "Before: 97110 · minutes 23" in text
    assert "read off the wrong line · Test Provider" in text


def test_a_removed_one_is_out_and_stays_on_record(staff, visit, provider):
    event = entered(visit, provider)
    address = reverse("visits:service_remove", args=[visit.pk, event.service_id])
    assert staff.post(address, {"reason": ""}).status_code == 422
    staff.post(address, {"reason": "given to another patient"})
    assert services_of(visit) == []
    assert "given to another patient" in text_of(staff.get(reverse("visits:services", args=[visit.pk])))
    assert staff.get(address).status_code == 404


def test_the_page_enters_one_once_though_it_is_sent_twice(staff, visit):
    typed = {"code": "97110", "minutes": "22.5", "start": "09:30:00", "end": "09:52:30", "operation": str(uuid4())}
    for _ in range(2):
        answer = staff.post(reverse("visits:service_enter", args=[visit.pk]), typed)
        assert answer.url == reverse("visits:services", args=[visit.pk])
    (kept,) = services_of(visit)
    assert (kept.minutes, kept.ends_at - kept.starts_at) == (Decimal("22.5"), timedelta(minutes=22, seconds=30))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"code": "9711"}, "a procedure code of five characters"),
        ({"minutes": "-1"}, "less than the 0 min accepted here"),
        ({"minutes": "2000"}, "more than the 1440 min accepted here"),
        ({"minutes": "40", "start": "09:30:00", "end": "09:53:00"}, "more than lie between"),
        ({"start": "09:30:00"}, "Start and end belong together."),
        ({"start": "09:53:00", "end": "09:30:00"}, "The time ends before it starts."),
    ],
)
def test_what_a_case_would_refuse_is_refused_beside_its_field(staff, visit, typed, says):
    answer = staff.post(reverse("visits:service_enter", args=[visit.pk]), {"code": "97110", **typed})
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert services_of(visit) == []


@pytest.mark.parametrize(("start", "end", "fits"), [(-20, 0, True), (-20, 1, False), (3, 4, False), (12, 30, True)])
def test_a_minute_belongs_to_one_service(visit, provider, start, end, fits):
    perform(visit, provider, one_on_one=False)
    given = {"minutes": None, "starts_at": after(start), "ends_at": after(end)}
    if fits:
        entered(visit, provider, **given)
    else:
        with pytest.raises((SpanOverlap, CaseRefused), match="one minute belongs to one service"):
            entered(visit, provider, **given)


def test_nor_is_time_clocked_over_a_service(visit, provider):
    entered(visit, provider, starts_at=after(0), ends_at=after(23))
    with pytest.raises(SpanOverlap, match="This patient has 97110 on record at this time"):
        perform(visit, provider, 20, 30, one_on_one=False)
    perform(visit, provider, 23, 30)


def test_a_provider_who_is_one_on_one_gives_no_service_to_another_patient(visit, elsewhere, provider, assistant):
    perform(visit, provider)
    with pytest.raises(SpanOverlap, match="This provider has time in the ledger"):
        entered(elsewhere, provider, provider=provider, minutes=None, starts_at=after(5), ends_at=after(20))
    entered(elsewhere, provider, provider=assistant, minutes=None, starts_at=after(5), ends_at=after(20))


def test_a_service_is_not_in_the_future(visit, provider):
    with pytest.raises(InputRefused, match="future"):
        entered(visit, provider, minutes=None, starts_at=LATER, ends_at=LATER + timedelta(minutes=5))


def test_a_visit_that_is_over_takes_none(visit, provider):
    actions.visit_cancel(visit=visit, reason="did not come", by=provider, at=AT)
    with pytest.raises(VisitClosed):
        entered(visit, provider)


def test_the_desk_reads_and_does_not_enter(client, visit, desk):
    client.force_login(desk)
    assert client.get(reverse("visits:services", args=[visit.pk])).status_code == 200
    assert client.get(reverse("visits:service_enter", args=[visit.pk])).status_code == 403
