"""What the clinic's audit trail keeps of signing in: who, when, how. No password, nothing that was typed, no address."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.signals import user_logged_in
from allauth.mfa import signals as factors
from django.core.cache import cache
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest

from surefoot_web.records.clock import now
from surefoot_web.trail.recording import event_record

from ..models import User

LOCKED_OUT_TOLD_S = 300  # one event for a lockout, however many tries come while it lasts


@transaction.atomic
def told(action: str, person: User, **detail: Any) -> None:
    """One event about the sign-in of `person`."""
    event_record(action=action, subject=person, actor=person, at=now(), detail=detail)


def failed(username: str, where: str) -> None:
    """A password that did not fit, where the account exists. Where it does not, the same number of writes, so that time tells nothing."""
    person = _named(username)
    if person is None:
        cache.set("surefoot:sign-in:nobody", where)
    else:
        told("staff.sign_in_failed", person, where=where)


def locked_out(username: str, where: str) -> None:
    """Too many tries with the user name of an account."""
    person = _named(username)
    fresh = cache.add(f"surefoot:locked-out:{person.pk if person else 'nobody'}", where, LOCKED_OUT_TOLD_S)
    if person is not None and fresh:
        told("staff.locked_out", person, where=where)


def _named(username: str) -> User | None:
    return User.objects.filter(username=User.normalize_username(username)).first()


@receiver(user_logged_in)
def signed_in(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    how = [record.get("type") or record["method"] for record in get_authentication_records(request, user)]
    told("staff.signed_in", user, how=how)


@receiver(factors.authenticator_added)
def factor_added(sender: Any, user: User, authenticator: Any, **kwargs: Any) -> None:
    told("staff.factor_added", user, kind=authenticator.type)


@receiver(factors.authenticator_removed)
def factor_removed(sender: Any, user: User, authenticator: Any, **kwargs: Any) -> None:
    told("staff.factor_removed", user, kind=authenticator.type)


@receiver(factors.authenticator_reset)
def codes_renewed(sender: Any, user: User, authenticator: Any, **kwargs: Any) -> None:
    told("staff.factor_added", user, kind=authenticator.type, renewed=True)


@receiver(factors.authentication_failed)
def factor_failed(sender: Any, user: User, authenticator: Any, **kwargs: Any) -> None:
    told("staff.factor_failed", user, kind=authenticator.type)
