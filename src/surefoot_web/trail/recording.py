"""Writes the audit trail. Called by the frame of the actions and by pages that show a record; by nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models, transaction

from surefoot_web.accounts.models import Clinic, User
from surefoot_web.records.clock import now
from surefoot_web.records.faults import OperationReused

from .chain import FIRST_HASH, hash_of
from .models import AuditEvent, Operation
from .sealing import seal_after_commit


@transaction.atomic(savepoint=False)
def event_record(
    *, action: str, subject: models.Model, actor: User, at: datetime, detail: dict[str, Any] | None = None
) -> AuditEvent:
    """Append one event to the chain of the actor's clinic: inside the caller's transaction, or in one of its own."""
    event = _event(_last(actor), action, subject, actor, at, detail)
    event.save()
    seal_after_commit(event, event)
    return event


def _last(actor: User) -> AuditEvent | None:
    """The end of the clinic's chain, held for one writer at a time, on PostgreSQL too."""
    Clinic.objects.select_for_update().get(pk=actor.clinic_id)
    return AuditEvent.objects.filter(clinic_id=actor.clinic_id).order_by("-number").first()


def _event(
    last: AuditEvent | None,
    action: str,
    subject: models.Model,
    actor: User,
    at: datetime,
    detail: dict[str, Any] | None,
) -> AuditEvent:
    """The event that follows `last`, not written yet."""
    event = AuditEvent(
        clinic_id=actor.clinic_id,
        number=last.number + 1 if last else 1,
        at=at,
        actor=actor,
        action=action,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        patient_id=patient_of(subject),
        detail=detail or {},
        previous_hash=last.hash if last else FIRST_HASH,
    )
    event.hash = hash_of(event)
    return event


@transaction.atomic
def record_read(*, action: str, subject: models.Model, by: User, at: datetime | None = None) -> AuditEvent:
    """Record that `by` looked at `subject`: each page that shows a patient's record calls this once."""
    return event_record(action=action, subject=subject, actor=by, at=at or now())


@transaction.atomic
def records_read(*, action: str, subjects: Iterable[models.Model], by: User, at: datetime | None = None) -> None:
    """The same for a list that shows many records: one event for each, written together however many there are."""
    moment, chain = at or now(), [_last(by)]
    for subject in {one.pk: one for one in subjects}.values():
        chain.append(_event(chain[-1], action, subject, by, moment, None))
    events = [event for event in chain[1:] if event is not None]
    AuditEvent.objects.bulk_create(events)
    if events:
        seal_after_commit(events[0], events[-1])


def operation_find(*, clinic: Clinic, operation_id: UUID | None, action: str) -> models.Model | None:
    """Return what the operation gave the first time, or None when it is new."""
    if operation_id is None:
        return None
    found = Operation.objects.filter(clinic=clinic, operation_id=operation_id).first()
    if found is None:
        return None
    if found.action != action:
        raise OperationReused(
            "This form was already used for something else.", do="Load the page again and enter your change once more."
        )
    return apps.get_model(found.subject_type)._default_manager.get(pk=found.subject_id)


def operation_known(*, clinic: Clinic, operation_id: UUID) -> bool:
    """Whether an operation of this id was carried out, whatever it was."""
    return Operation.objects.filter(clinic=clinic, operation_id=operation_id).exists()


def operation_record(
    *, operation_id: UUID, action: str, subject: models.Model, clinic: Clinic, at: datetime
) -> Operation:
    return Operation.objects.create(
        clinic=clinic,
        operation_id=operation_id,
        action=action,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        at=at,
    )


def patient_of(subject: models.Model) -> UUID | None:
    """The id of the patient that the record is about, if it is about one."""
    if subject._meta.label_lower == "patients.patient":
        return subject.pk
    if hasattr(subject, "patient_id"):
        return subject.patient_id
    return patient_of(subject.visit) if hasattr(subject, "visit") else None
