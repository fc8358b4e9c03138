"""A link to the form of a visit: made, opened by a device, ended."""

from __future__ import annotations

from datetime import date, datetime

from surefoot_web.accounts.models import User
from surefoot_web.intake.models import IntakeForm
from surefoot_web.records.actions import detail, writes
from surefoot_web.records.faults import InputRefused
from surefoot_web.visits.models import Visit

from .models import LASTS, MOST_TRIES, FormLink
from .selectors import links_standing


@writes("form_link.make")
def form_link_make(*, visit: Visit, form: IntakeForm, token_digest: str, by: User, at: datetime) -> FormLink:
    """Make a link to a form that was just handed over to the patient's own device; links made before end."""
    for link in links_standing(visit, at):
        link.change(ended_at=at)
    made = {"made_at": form.handed_over_at, "made_by": by, "ends_at": at + LASTS, "token_digest": token_digest}
    return FormLink.objects.create(clinic=visit.clinic, visit=visit, form=form, **made)


@writes("form_link.open")
def form_link_open(*, visit: Visit, link: FormLink, device_digest: str, by: User, at: datetime) -> FormLink:
    """The first device opens the link and is the form's from now on; `by` is who made the link."""
    found = _standing(link, at)
    if found.opened_at is not None:
        raise InputRefused("This link was opened on another device.", do="Give the date of birth to go on here.")
    return found.change(device_digest=device_digest, opened_at=at)


@writes("form_link.check")
def form_link_check(
    *, visit: Visit, link: FormLink, birth_date: date | None, device_digest: str, by: User, at: datetime
) -> FormLink:
    """Another device gives the date of birth: right, and it is the form's now; wrong too often, and the link ends."""
    found = _standing(link, at)
    right = birth_date is not None and birth_date == visit.patient.birth_date
    detail(right=right)
    if right:
        return found.change(device_digest=device_digest, opened_at=at)
    tries = found.tries + 1
    return found.change(tries=tries, ended_at=at if tries >= MOST_TRIES else None)


@writes("form_link.end")
def form_link_end(*, visit: Visit, link: FormLink, by: User, at: datetime) -> FormLink:
    """End a link, and close the form on the device that opened it. A second end changes nothing."""
    found = FormLink.objects.select_related("form", "visit").get(pk=link.pk, visit=visit)
    if found.stands(at):
        found.form.change(returned_at=at)
    return found if found.ended_at is not None else found.change(ended_at=at)


def _standing(link: FormLink, at: datetime) -> FormLink:
    found = FormLink.objects.select_related("form", "visit").get(pk=link.pk)
    if not found.stands(at):
        raise InputRefused("This link is not open any more.", do="Ask the clinic for a new one.")
    return found
