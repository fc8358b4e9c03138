"""What ends in the visits of somebody who leaves: the stopwatches that joined in their name."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from surefoot_web.accounts.doors.leaving import left
from surefoot_web.accounts.models import User
from surefoot_web.records.clock import now

from .actions import device_end
from .models import StopwatchDevice


@receiver(left)
def end_devices(sender: Any, person: User, **kwargs: Any) -> None:
    """End what still works of them; a device of a person who lost role or account works no more anyway."""
    at = now()
    rows = StopwatchDevice.objects.select_related("visit__clinic", "user").filter(user=person, ended_at__isnull=True)
    for device in rows:
        if device.works(at) or device.may_join(at):
            device_end(visit=device.visit, device=device, by=device.user, at=at)
