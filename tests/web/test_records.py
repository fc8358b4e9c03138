"""What the database itself holds: append-only tables, whole signatures, declared fields, versions, operations, the chain."""

from __future__ import annotations

from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, transaction

from surefoot_web.patients.actions import patient_add, patient_correct
from surefoot_web.patients.models import Patient
from surefoot_web.plans.actions import suggestion_decide
from surefoot_web.records.base import ClinicOwned, Kept
from surefoot_web.records.declared import kinds_of
from surefoot_web.records.faults import NotAllowed, OperationReused, StaleRow
from surefoot_web.records.ids import new_id
from surefoot_web.trail.chain import breaks_in
from surefoot_web.trail.models import AuditEvent
from surefoot_web.trail.recording import record_read, records_read
from surefoot_web.visits.models import Visit

from .conftest import AT, make_clinic, make_user

OURS = [model for model in apps.get_models() if model.__module__.startswith("surefoot_web")]
KEPT = [model for model in OURS if issubclass(model, Kept)]
PERSON = {"identifier": "P-9", "given_name": "Demo", "family_name": "Patient Nine", "birth_date": AT.date()}


def named(models):
    return pytest.mark.parametrize("model", models, ids=lambda model: model.__name__)


@named(OURS)
def test_every_field_is_declared_once(model):
    fields = {field.name for field in model._meta.concrete_fields}
    assert set(kinds_of(model)) == fields


@named([model for model in OURS if model.__name__ not in ("Clinic", "User")])
def test_every_row_belongs_to_a_clinic(model):
    assert issubclass(model, ClinicOwned)


def test_the_append_only_tables_are_the_ones_that_must_be():
    assert {model.__name__ for model in KEPT} == {
        "Acknowledgement", "Answer", "AuditEvent", "BatteryOrder", "ClaimData", "ClaimFile", "ClinicSetting", "Decision", "FallReport", "FiledClaim", "Goal", "IncidentEvent", "LedgerEvent",
        "Operation", "OutcomeEvent", "PayerAnswer", "Reminder", "ScopeAttestation", "ServiceEvent", "Settlement", "SignedLayer", "SignedShort", "Trial", "UnitsChange",
        "UrgentAcknowledgement", "UrgentShown",
    }  # fmt: skip


@pytest.mark.django_db
@named(KEPT)
def test_triggers_hold_every_append_only_table(model):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [model._meta.db_table]
        )
        names = {row[0] for row in cursor.fetchall()}
    table = model._meta.db_table
    assert names == {f"{table}_no_update", f"{table}_no_delete"}


@pytest.mark.parametrize(
    "sql", ["UPDATE {t} SET action = 'x'", "DELETE FROM {t}", "REPLACE INTO {t} SELECT * FROM {t}"]
)
def test_raw_sql_cannot_change_the_audit_trail(visit, sql):
    before = list(AuditEvent.objects.values_list("hash", flat=True))
    assert before
    with pytest.raises(DatabaseError, match=r"SF-W201|UNIQUE"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.format(t="trail_auditevent"))
    assert list(AuditEvent.objects.values_list("hash", flat=True)) == before


@pytest.mark.parametrize("sql", ["UPDATE plans_decision SET decision = 'changed'", "DELETE FROM plans_decision"])
def test_raw_sql_cannot_change_a_decision(visit, provider, sql):
    suggestion_decide(visit=visit, suggestion="balance_exercise", decision="accepted", by=provider, at=AT)
    with pytest.raises(DatabaseError, match="SF-W201"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_kept_row_refuses_in_python_too(visit, provider):
    row = suggestion_decide(visit=visit, suggestion="balance_exercise", decision="accepted", by=provider, at=AT)
    with pytest.raises(TypeError, match="append-only"):
        row.save()
    with pytest.raises(TypeError, match="append-only"):
        row.delete()


@pytest.mark.parametrize(
    "values",
    [{"state": "signed"}, {"state": "nowhere"}, {"state": "cancelled"}, {"ended_early_at": AT}, {"signed_at": AT}],
)
def test_the_database_refuses_half_a_truth(visit, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        Visit.objects.filter(pk=visit.pk).update(**values)


def test_an_old_version_is_refused_and_nothing_is_lost(patient, desk):
    other_window = Patient.objects.get(pk=patient.pk)
    patient_correct(patient=patient, row_version=1, given_name="Dema", by=desk, at=AT)
    with pytest.raises(StaleRow, match="SF-W101"):
        patient_correct(patient=other_window, row_version=1, given_name="Demi", by=desk, at=AT)
    patient.refresh_from_db()
    assert (patient.given_name, patient.row_version) == ("Dema", 2)


def test_the_same_operation_twice_gives_the_first_result(desk):
    operation = uuid4()
    first = patient_add(**PERSON, by=desk, at=AT, operation=operation)
    events = AuditEvent.objects.count()
    assert patient_add(**PERSON, by=desk, at=AT, operation=operation) == first
    assert AuditEvent.objects.count() == events


def test_an_operation_id_does_not_serve_two_actions(patient, desk):
    operation = uuid4()
    patient_add(**PERSON, by=desk, at=AT, operation=operation)
    with pytest.raises(OperationReused):
        patient_correct(patient=patient, row_version=1, given_name="Dema", by=desk, at=AT, operation=operation)


def test_one_action_one_event_with_names_but_no_values(patient, desk):
    patient_correct(patient=patient, row_version=1, given_name="Dema", by=desk, at=AT)
    event = AuditEvent.objects.order_by("-number").first()
    assert (event.action, event.actor, event.subject_id, event.patient_id) == (
        "patient.correct", desk, patient.pk, patient.pk,
    )  # fmt: skip
    assert event.detail == {"fields": ["given_name"]}


def test_a_refused_action_leaves_nothing_behind(patient, desk, visit):
    before = AuditEvent.objects.count()
    with pytest.raises(NotAllowed):
        suggestion_decide(visit=visit, suggestion="balance_exercise", decision="accepted", by=desk, at=AT)
    assert AuditEvent.objects.count() == before


def test_the_chain_is_whole_and_shows_a_forged_event(visit, clinic):
    assert list(breaks_in(clinic)) == []
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER trail_auditevent_no_update")
        cursor.execute("UPDATE trail_auditevent SET action = 'forged' WHERE number = 1")
    assert [(found.number, found.says) for found in breaks_in(clinic)] == [(1, "was changed after it was written")]


def test_a_moment_in_another_time_zone_is_the_same_moment_to_the_chain(visit, clinic, provider):
    """Written as New York tells it, read back in UTC: unaltered, so the chain holds."""
    at = AT.astimezone(ZoneInfo("America/New_York"))
    record_read(action="visit.read", subject=visit, by=provider, at=at)
    records_read(action="visit.read", subjects=[visit, visit.patient, visit], by=provider, at=at)
    assert list(breaks_in(clinic)) == []
    assert AuditEvent.objects.filter(action="visit.read").count() == 3


def test_a_list_of_nothing_leaves_no_event(visit, provider):
    before = AuditEvent.objects.count()
    records_read(action="visit.read", subjects=[], by=provider)
    assert AuditEvent.objects.count() == before


def test_the_chain_shows_a_missing_event(visit, clinic):
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER trail_auditevent_no_delete")
        cursor.execute("DELETE FROM trail_auditevent WHERE number = 1")
    assert next(breaks_in(clinic)).says == "event 1 is missing"


def test_each_clinic_has_its_own_chain(visit, other_clinic_visit):
    numbers = AuditEvent.objects.filter(clinic=other_clinic_visit.clinic).values_list("number", flat=True)
    assert list(numbers) == [1, 2]


def test_an_action_refuses_a_record_of_another_clinic(other_clinic_visit, provider):
    with pytest.raises(NotAllowed):
        suggestion_decide(visit=other_clinic_visit, suggestion="x", decision="accepted", by=provider, at=AT)


def test_ids_sort_by_age():
    ids = [new_id() for _ in range(1000)]
    assert ids == sorted(ids)
    assert {one.version for one in ids} == {7}


def test_the_same_person_may_be_a_patient_of_two_clinics(patient, db):
    theirs = make_user(make_clinic("Clinic B"), "desk", prefix="b_")
    patient_add(**{**PERSON, "identifier": patient.identifier}, by=theirs, at=AT)
    assert Patient.objects.filter(identifier=patient.identifier).count() == 2
