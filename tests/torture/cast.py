"""Made-up clinics with their staff, signed in: the sessions are written straight into the database."""

from __future__ import annotations

from typing import Any

PASSWORD = "steady-ground-2026"
ROLES = {"desk": ("front_desk", "other"), "provider": ("provider", "DPM")}


def clinics_make(count: int) -> list[dict[str, dict[str, str]]]:
    """Of every clinic {"desk", "provider"}: {"id", "session", "csrf", "password"}."""
    return [_clinic(number) for number in range(count)]


def _clinic(number: int) -> dict[str, dict[str, str]]:
    from surefoot_web.accounts.models import Clinic

    clinic = Clinic.objects.create(name=f"Made up {number}", time_zone="UTC")
    return {name: _person(clinic, name, number) for name in ROLES}


def _person(clinic: Any, name: str, number: int) -> dict[str, str]:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.middleware.csrf import _get_new_csrf_string

    from surefoot_web.accounts.models import User

    role, credential = ROLES[name]
    who = {"display_name": f"Demo {name}", "staff_id": f"{credential}-{number}", "role": role, "credential": credential}
    user = User.objects.create_user(f"{name}{number}", PASSWORD, clinic=clinic, **who)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return {"id": str(user.pk), "session": session.session_key, "csrf": _get_new_csrf_string(), "password": PASSWORD}
