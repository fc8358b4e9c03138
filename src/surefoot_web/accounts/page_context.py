"""What every template may show: the clinic, and whether it is a synthetic one."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def page_context(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    clinic = user.clinic if user is not None and user.is_authenticated else None
    return {"clinic": clinic, "demo": settings.SUREFOOT_DEMO, "idle_seconds": settings.SUREFOOT_IDLE_SECONDS}
