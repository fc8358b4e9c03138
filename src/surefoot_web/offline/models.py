"""The key that the answers to one form are sealed to."""

from __future__ import annotations

from django.db import models

from surefoot_web.records.base import Record
from surefoot_web.records.declared import declared


@declared(technical="form public_key private_key made_at destroyed_at")
class SealingKey(Record):
    """One key pair a form. `private_key` is sealed itself (`sealing.py`) and is emptied once the form was sent."""

    form = models.OneToOneField("intake.IntakeForm", on_delete=models.PROTECT, related_name="sealing_key")
    public_key = models.CharField(max_length=128)
    private_key = models.CharField(max_length=512, blank=True)
    made_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="offline_key_is_kept_or_destroyed",
                condition=models.Q(destroyed_at__isnull=False, private_key="")
                | (models.Q(destroyed_at__isnull=True) & ~models.Q(private_key="")),
            )
        ]
