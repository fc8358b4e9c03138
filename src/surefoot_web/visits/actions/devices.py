"""Second devices of a visit: invited, joined, ended."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from surefoot_web.accounts.models import User
from surefoot_web.records.actions import detail, writes
from surefoot_web.records.faults import InputRefused

from ..models import StopwatchDevice, Visit
from ..models.device import JOIN_WITHIN, LASTS


@writes("device.invite")
def device_invite(*, visit: Visit, test: str, token_digest: str, by: User, at: datetime) -> StopwatchDevice:
    """Let one device join the visit's stopwatch, for a short time, as `by` and in their present role."""
    given = {"test": test, "token_digest": token_digest, "join_before": at + JOIN_WITHIN}
    return StopwatchDevice.objects.create(clinic=visit.clinic, visit=visit, user=by, role=by.role, **given)


@writes("device.join")
def device_join(
    *, visit: Visit, device: StopwatchDevice, secret_digest: str, by: User, at: datetime
) -> StopwatchDevice:
    """Take up an invitation; `by` is who gave it. It works once: whoever comes second is refused."""
    found = StopwatchDevice.objects.select_related("visit", "user").get(pk=device.pk, visit=visit)
    if by.pk != found.user_id or not found.may_join(at):
        raise InputRefused(
            _("This code was used already, or is too old."),
            do=_("Show a new code on the first device and scan that."),
        )
    return found.change(secret_digest=secret_digest, joined_at=at, ends_at=at + LASTS)


@writes("device.end")
def device_end(*, visit: Visit, device: StopwatchDevice, by: User, at: datetime) -> StopwatchDevice:
    """End a device, or an invitation that nobody took up. A second end changes nothing."""
    found = StopwatchDevice.objects.get(pk=device.pk, visit=visit)
    return found if found.ended_at is not None else found.change(ended_at=at, ended_by=by)


@writes("device.show")
def device_show(*, visit: Visit, test: str, by: User, at: datetime) -> Visit:
    """Let the devices of `by` show the clock of `test`, as the stage of their visit does now."""
    for device in StopwatchDevice.objects.filter(visit=visit, user=by, ended_at__isnull=True).exclude(test=test):
        device.change(test=test)
    detail(test=test)
    return visit
