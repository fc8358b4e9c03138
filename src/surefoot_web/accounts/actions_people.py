"""The clinic's founding, and changes to the people who work in it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from surefoot_web.records.actions import detail, writes
from surefoot_web.records.clock import day_in, now
from surefoot_web.records.faults import InputRefused
from surefoot_web.trail.recording import event_record

from .actions import CHECKS
from .actions_doors import sessions_end
from .models import Clinic, ClinicSetting, User
from .roles import Credential, Role
from .set_up import set_up_allowed

FOUNDER = "AD-1"  # the staff id of the first administrator


@transaction.atomic
def clinic_found(
    *, token: str, clinic: str, time_zone: str, state: str, phone: str, display_name: str, username: str, password: str
) -> User:
    """Make the clinic of an empty installation and its first administrator; once, and only with the token of the home folder."""
    if not set_up_allowed(token):
        raise InputRefused("This installation already has its clinic.", do="Sign in.")
    at = now()
    home = Clinic.objects.create(name=clinic, time_zone=time_zone)
    named = {"display_name": display_name, "staff_id": FOUNDER}
    user = User.objects.create_user(username, password, clinic=home, role=Role.ADMINISTRATOR, **named)
    event_record(action="clinic.found", subject=home, actor=user, at=at)
    for key, value in {"state": state, "phone": phone.strip()}.items():
        if value:
            CHECKS[key](value)
            day = day_in(time_zone, at)
            ClinicSetting.objects.create(clinic=home, key=key, value=value, first_day=day, set_by=user, set_at=at)
    return user


@writes("staff.add")
def staff_add(
    *,
    display_name: str,
    username: str,
    staff_id: str,
    role: str,
    credential: str,
    password: str,
    by: User,
    at: datetime,
) -> User:
    """Add somebody to the clinic of `by`. User names are one list for the whole installation; staff ids one for each clinic."""
    _check_known(role, credential)
    if User.objects.filter(username=User.normalize_username(username)).exists():
        raise InputRefused("Somebody already has this user name.", do="Choose another one.", field="username")
    if User.objects.filter(clinic=by.clinic, staff_id__iexact=staff_id).exists():
        raise InputRefused(
            "Somebody of the clinic already has this staff id.", do="Choose another one.", field="staff_id"
        )
    detail(role=role, credential=credential)
    named = {"display_name": display_name, "staff_id": staff_id, "role": role, "credential": credential}
    return User.objects.create_user(username, password, clinic=by.clinic, **named)


@writes("staff.change")
def staff_change(*, person: User, row_version: int, by: User, at: datetime, **values: Any) -> User:
    """Change name, role, credential, or whether somebody may sign in. The clinic keeps an administrator who can sign in."""
    held = User.objects.select_for_update().get(pk=person.pk)
    if held.row_version != row_version:
        raise InputRefused(
            "Somebody changed this person meanwhile.", do="Look at what stands now, then change it again."
        )
    _check_known(values.get("role", held.role), values.get("credential", held.credential))
    _check_sign_on(held, values.get("sign_on", ""))
    for name, value in values.items():
        setattr(held, name, value)
    if not _administrators(held):
        raise InputRefused(
            "The clinic would have no administrator who can sign in.",
            do="Make somebody else an administrator first.",
            field="role",
        )
    held.row_version += 1
    held.save()
    if not held.is_active:
        sessions_end(held)
    detail(fields=sorted(values))
    return held


@writes("staff.new_password")
def staff_new_password(*, person: User, password: str, by: User, at: datetime) -> User:
    """Give somebody a new password; whoever is signed in with the old one is signed out."""
    person.set_password(password)
    person.row_version += 1
    person.save(update_fields=["password", "row_version"])
    sessions_end(person)
    return person


def _check_known(role: str, credential: str) -> None:
    if role not in Role.values:
        raise InputRefused(f"“{role}” is no role.", do="Choose one of the list.", field="role")
    if credential not in Credential.values:
        raise InputRefused(f"“{credential}” is no credential.", do="Choose one of the list.", field="credential")


def _check_sign_on(held: User, entry: str) -> None:
    if entry and User.objects.filter(sign_on__iexact=entry).exclude(pk=held.pk).exists():
        raise InputRefused(
            "Somebody else already comes by this entry.", do="Check which of the two it is.", field="sign_on"
        )


def _administrators(held: User) -> bool:
    """Whether somebody of the clinic can still administer it, with `held` as it would be."""
    others = User.objects.filter(clinic=held.clinic, role=Role.ADMINISTRATOR, is_active=True).exclude(pk=held.pk)
    return (held.role == Role.ADMINISTRATOR and held.is_active) or others.exists()
