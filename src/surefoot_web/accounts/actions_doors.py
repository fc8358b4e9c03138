"""Changes to how somebody signs in: their sessions, their second factor, their own password."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from surefoot_web.records.actions import detail, writes
from surefoot_web.records.clock import now
from surefoot_web.records.faults import InputRefused
from surefoot_web.trail.recording import event_record

from .doors.leaving import left
from .models import User


def sessions_end(person: User) -> None:
    """End every session of `person`, and what was given out in their name."""
    person.refresh_from_db(fields=["sessions_ended"])
    person.sessions_ended += 1
    person.save(update_fields=["sessions_ended"])
    left.send(sender=User, person=person)


@writes("staff.factor_reset")
def staff_factor_reset(*, person: User, by: User, at: datetime) -> User:
    """Take away every second factor of a colleague, and end their sessions."""
    if person.pk == by.pk:
        raise InputRefused(
            "Nobody takes away their own second factor here.", do="Change it on the page of your own sign-in."
        )
    detail(kinds=_factors_removed(person))
    sessions_end(person)
    return person


@transaction.atomic
def factor_reset_here(person: User) -> None:
    """The same at the machine itself, where nobody is signed in: the trail keeps it as of the person's own account."""
    told = {"kinds": _factors_removed(person), "at_the_machine": True}
    sessions_end(person)
    event_record(action="staff.factor_reset", subject=person, actor=person, at=now(), detail=told)


def _factors_removed(person: User) -> list[str]:
    rows = Authenticator.objects.filter(user_id=person.pk)
    kinds = sorted({row.type for row in rows})
    rows.delete()
    return kinds


@writes("staff.sign_out")
def staff_sign_out(*, person: User, by: User, at: datetime) -> User:
    """End every session of a colleague."""
    sessions_end(person)
    return person


@writes("own.sign_out_everywhere")
def own_sign_out_everywhere(*, by: User, at: datetime) -> User:
    """End every session of one's own."""
    sessions_end(by)
    return by


@writes("own.password_change")
def own_password_change(*, password: str, by: User, at: datetime) -> User:
    """A new password of one's own; sessions that the old one began end."""
    by.set_password(password)
    by.row_version += 1
    by.save(update_fields=["password", "row_version"])
    sessions_end(by)
    return by
