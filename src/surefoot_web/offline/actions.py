"""The key of a form: made when a device first opens it, destroyed when the form was sent."""

from __future__ import annotations

from datetime import datetime

from surefoot_web.accounts.models import User
from surefoot_web.intake.models import IntakeForm
from surefoot_web.records.actions import writes
from surefoot_web.visits.models import Visit

from .models import SealingKey
from .sealing import new_key


@writes("form_key.make")
def form_key_make(*, visit: Visit, form: IntakeForm, by: User, at: datetime) -> SealingKey:
    """Make the key pair of the form, or return the one that it has."""
    has = SealingKey.objects.filter(form=form).first()
    if has is not None:
        return has
    public, private = new_key(str(form.pk))
    place = {"clinic": visit.clinic, "form": form, "made_at": at}
    return SealingKey.objects.create(**place, public_key=public, private_key=private)


@writes("form_key.destroy")
def form_key_destroy(*, visit: Visit, key: SealingKey, by: User, at: datetime) -> SealingKey:
    """Destroy the private key: what was sealed to it and never arrived can be read by nobody any more."""
    return key if key.destroyed_at else key.change(private_key="", destroyed_at=at)
