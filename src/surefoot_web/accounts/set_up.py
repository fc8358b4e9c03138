"""The first run: who may found the clinic of an empty installation. A token stands in the home folder until a clinic is there."""

from __future__ import annotations

import hmac
import os
import secrets
from pathlib import Path

from django.conf import settings

from .models import Clinic

NAME = "set_up_token"


def set_up_token() -> str | None:
    """The token of the set-up address: made when first asked for, None once there is a clinic."""
    path = _path()
    if Clinic.objects.exists():
        path.unlink(missing_ok=True)
        return None
    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe())
    return path.read_text(encoding="ascii")


def set_up_allowed(given: str) -> bool:
    """Whether `given` is the token of an installation that has no clinic yet."""
    token = set_up_token()
    return token is not None and hmac.compare_digest(token.encode(), given.encode())


def _path() -> Path:
    return Path(settings.SUREFOOT_HOME) / NAME
