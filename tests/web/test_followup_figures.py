# ruff: noqa: F811 - fixtures of another module
"""The clinic's figures: what is counted, of how many; few are no percentage; nobody else's and no practice patient's."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from surefoot_web.config.knowledge import load
from surefoot_web.followup.actions import outcome_record
from surefoot_web.followup.figures import figures_of
from surefoot_web.followup.models import OutcomeEvent, SignedShort
from surefoot_web.followup.shorts import short_of
from surefoot_web.notes.models import SignedLayer
from surefoot_web.patients.models import Patient
from surefoot_web.plans.models import Decision
from surefoot_web.trail.models import AuditEvent
from surefoot_web.visits.models import Visit

from .conftest import AT
from .test_claims import signed  # noqa: F401 - fixture
from .test_note import _the_clock_stands  # noqa: F401 - fixture
from .test_plan import seen, tested, text_of  # noqa: F401 - fixtures

DAY = date(2026, 3, 5)
SPAN = {"first": DAY - timedelta(days=30), "last": DAY}
RISK = {"title": "Demo table", "version": "1"}
HIGH = RISK | {"level": "at_risk", "label": "at risk", "asks_for": "more"}
LOW = RISK | {"level": "not_at_risk", "label": "not at risk", "asks_for": "general"}
OPEN = RISK | {"level": "not_known", "label": "not known", "asks_for": None}
ITEM = "tai_chi"


@pytest.fixture
def clinic_visits(clinic, provider):
    """Make signed visits: (how many, level, decision or "", step of the outcome or "")."""

    def make(count, level, decision="", step="", day=DAY, state="signed", practice=False):
        made = []
        for _ in range(count):
            number = Patient.objects.count()
            person = {"given_name": "Demo", "family_name": f"P {number}", "birth_date": date(1948, 1, 1)}
            patient = Patient.objects.create(clinic=clinic, identifier=f"F-{number}", practice=practice, **person)
            row = {"clinic": clinic, "patient": patient, "date": day, "provider": provider, "payer_policy": "cms"}
            visit = Visit.objects.create(**row)
            signed_by = {"signed_by": provider, "signed_at": AT} if state == "signed" else {}
            reason = {"status_reason": "wrong day"} if state in ("cancelled", "entered_in_error") else {}
            Visit.objects.filter(pk=visit.pk).update(state=state, **signed_by, **reason)
            if level is not None:
                factors = {ITEM: {"leg_weakness": "Weak legs", "previous_falls": "Falls before"}}
                SignedShort.objects.create(clinic=clinic, visit=visit, levels={"steadi_2019": level}, factors=factors)
            who = {"clinic": clinic, "visit": visit, "suggestion": ITEM, "by": provider, "at": AT}
            if decision:
                why = {} if decision == "accepted" else {"reason": "later"}
                declined = {"declined_by": "patient"} if decision == "declined" else {}
                Decision.objects.create(**who, decision=decision, **why, **declined)
            if step:
                known = {"known_by": "patient"} if step == "done" else {}
                OutcomeEvent.objects.create(**who, step=step, **known)
            made.append(visit)
        return made

    return make


def told(by, **span):
    """{group: {figure: (count, of, percent)}}."""
    groups = figures_of(by=by, **(SPAN | span))
    return {one.id: {row.name: (row.count, row.total, row.share) for row in one.figures} for one in groups}


def test_every_signed_visit_stands_in_exactly_one_row_of_the_mix(clinic_visits, provider):
    clinic_visits(12, HIGH)
    clinic_visits(6, LOW)
    clinic_visits(2, OPEN)
    clinic_visits(1, None)  # sealed before levels were drawn out, or not at all
    clinic_visits(3, None, state="testing")
    mix = told(provider)["mix-steadi_2019"]
    assert mix == {"not at risk": (6, 21, 29), "at risk": (12, 21, 57), "not known": (3, 21, 14)}
    assert list(mix) == ["not at risk", "at risk", "not known"], "in the order of the algorithm, not known last"
    assert told(provider)["visits"] == {"Signed": (21, 24, 88), "Not signed yet": (3, 24, 12)}


def test_the_share_with_a_plan_is_of_those_at_risk(clinic_visits, provider):
    clinic_visits(15, HIGH, "accepted")
    clinic_visits(5, HIGH, "declined")
    clinic_visits(4, LOW, "accepted")
    clinic_visits(4, OPEN, "accepted")
    plans = told(provider)["plans"]
    assert plans == {"At risk by any of the algorithms": (15, 20, 75), "Demo table": (15, 20, 75)}
    assert told(provider)["plans-by-provider"] == {str(provider): (15, 20, 75)}


def test_few_are_told_as_a_count_and_the_number_stands_in_the_knowledge(clinic_visits, provider, client):
    few = int(load().as_of(DAY).values["follow_up.few"].value)
    clinic_visits(few - 1, HIGH, "accepted")
    assert told(provider)["plans"]["Demo table"] == (few - 1, few - 1, None)
    clinic_visits(1, HIGH, "accepted")
    assert told(provider)["plans"]["Demo table"] == (few, few, 100)
    client.force_login(provider)
    page = text_of(client.get(reverse("followup:figures"), {"first": DAY, "last": DAY}))
    assert f"Of fewer than {few} there is a count and no percentage" in page
    assert "our own choice" in page


def test_items_are_counted_by_what_became_of_them_by_factor_and_by_provider(clinic_visits, provider):
    clinic_visits(3, HIGH, "accepted", "done")
    clinic_visits(2, HIGH, "changed", "declined")
    clinic_visits(1, HIGH, "accepted", "letter_sent")
    clinic_visits(4, HIGH, "accepted")
    clinic_visits(1, HIGH, "declined")
    found = told(provider)
    outcomes = {name: count for name, (count, _of, _share) in found["outcomes"].items() if count}
    assert outcomes == {"Done": 3, "Declined by the patient": 2, "Referral sent, no answer yet": 1, "Pending": 4}
    assert {of for _count, of, _share in found["outcomes"].values()} == {10}
    assert found["factors"] == {"Falls before": (3, 10, None), "Weak legs": (3, 10, None)}
    assert found["items-by-provider"] == {str(provider): (3, 10, None)}


def test_an_item_agreed_twice_counts_once_as_it_was_agreed_last(clinic_visits, provider):
    (first,) = clinic_visits(1, HIGH, "accepted", "done", day=DAY - timedelta(days=9))
    (second,) = clinic_visits(1, HIGH, "accepted")
    Visit.objects.filter(pk=second.pk).update(patient=first.patient)
    assert told(provider)["outcomes"]["Pending"][:2] == (1, 1)


@pytest.mark.parametrize(
    "how", [{"state": "cancelled"}, {"state": "entered_in_error"}, {"practice": True}, {"day": DAY + timedelta(days=1)}]
)
def test_what_does_not_count(clinic_visits, provider, how):
    clinic_visits(1, HIGH, "accepted", **how)
    assert told(provider) == {}


def test_both_days_of_the_span_count(clinic_visits, provider):
    clinic_visits(1, HIGH, day=SPAN["first"])
    clinic_visits(1, HIGH, day=SPAN["last"])
    clinic_visits(1, HIGH, day=SPAN["first"] - timedelta(days=1))
    assert told(provider)["visits"]["Signed"][:2] == (2, 2)


def test_another_clinics_visits_are_not_counted(clinic_visits, other_clinic_visit):
    clinic_visits(1, HIGH)
    assert told(other_clinic_visit.provider, last=DAY).get("mix-steadi_2019") is None


def test_a_signature_is_drawn_out_when_it_is_sealed(signed, provider):
    layer = SignedLayer.objects.get(visit=signed)
    short = SignedShort.objects.get(visit=signed)
    assert {"levels": short.levels, "factors": short.factors} == short_of(layer.assessment)
    assert "wfg_2022" in short.levels
    assert "steadi_legacy" not in short.levels, "what is kept for old records is no level of the mix"
    outcome_record(visit=signed, suggestion="medication_review", step="done", known_by="patient", by=provider, at=AT)
    found = told(provider, last=signed.date)
    assert found["outcomes"]["Done"][0] == 1
    assert all(count <= of for rows in found.values() for count, of, _share in rows.values())


def test_the_number_of_questions_to_the_database_does_not_grow(clinic_visits, provider):
    def questions():
        with CaptureQueriesContext(connection) as asked:
            figures_of(by=provider, **SPAN)
        return len(asked)

    clinic_visits(1, HIGH, "accepted", "done")
    before = questions()
    clinic_visits(30, HIGH, "accepted", "done")
    assert questions() == before


@pytest.mark.parametrize(
    ("asked", "status"),
    [({}, 200), ({"first": "2026-03-01", "last": "2026-03-05"}, 200), ({"first": "2026-03-05", "last": "2026-03-01"}, 422),
     ({"first": "yesterday", "last": "\x00"}, 422), ({"first": "", "last": ""}, 422), ({"first": "0001-01-01", "last": "9999-12-31"}, 200)],
)  # fmt: skip
def test_a_span_that_cannot_be_read_shows_no_figure(seen, asked, status):
    page = seen.get(reverse("followup:figures"), asked)
    assert page.status_code == status
    assert (b"These figures as a file" in page.content) is False
    assert seen.get(reverse("followup:figures_file"), asked).status_code == status


def test_the_file_says_the_same_runs_nothing_and_is_on_record(clinic_visits, provider, client):
    (visit,) = clinic_visits(1, HIGH | {"title": "=1+1", "label": "@x"}, "accepted")
    client.force_login(provider)
    answer = client.get(reverse("followup:figures_file"), {"first": DAY, "last": DAY})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))]
    assert "'@x" in cells
    by_name = {(row["group"], row["figure"]): row for row in rows}
    assert by_name["Visits", "Signed"]["count"] == by_name["Visits", "Signed"]["of"] == "1"
    assert all(row["definition"] for row in rows)
    assert AuditEvent.objects.filter(action="figures.export").get().detail == {"first": f"{DAY}", "last": f"{DAY}"}
    assert str(visit.patient.family_name) not in answer.content.decode(), "no name of a patient"


@pytest.mark.parametrize(("who", "opens"), [("desk", 403), ("assistant", 403), ("provider", 200)])
def test_who_sees_figures(client, who, opens, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(reverse("followup:figures")).status_code == opens
    assert client.get(reverse("followup:figures_file")).status_code == opens
