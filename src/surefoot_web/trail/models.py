"""The audit trail, and the operations that clients may safely send twice."""

from __future__ import annotations

from django.db import models

from surefoot_web.records.base import Kept
from surefoot_web.records.declared import declared


@declared(technical="number at actor action subject_type subject_id patient_id detail previous_hash hash")
class AuditEvent(Kept):
    """Who did what to which record, when. `hash` covers the event and the `previous_hash` of the clinic's chain.

    `detail` holds names of fields and states, never their values.
    """

    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=64)
    subject_type = models.CharField(max_length=64)
    subject_id = models.UUIDField()
    patient_id = models.UUIDField(null=True)
    detail = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("clinic", "number")
        constraints = [models.UniqueConstraint(fields=["clinic", "number"], name="trail_event_number_once")]
        indexes = [
            models.Index(fields=["clinic", "patient_id"], name="trail_by_patient"),
            models.Index(fields=["clinic", "subject_id"], name="trail_by_subject"),
        ]


@declared(technical="operation_id action subject_type subject_id at")
class Operation(Kept):
    """A client's operation id and what it gave: the same id a second time gives the first result."""

    operation_id = models.UUIDField()
    action = models.CharField(max_length=64)
    subject_type = models.CharField(max_length=64)
    subject_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["clinic", "operation_id"], name="trail_operation_once")]
