"""How often something may be tried: counts that all workers share, and how long to wait once they are used up.

The counting is allauth's (its cache keys, its lock); nothing but this module knows of its inner parts.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from typing import Any

from allauth.account import app_settings
from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext

MINUTE = 60
CODE = "SF-W130"
OF_TOKENS = frozenset({"links:open", "visits:device_join", "accounts:set_up"})
OPENED_NOTHING = (404, 422)


def seconds_to_wait(
    request: HttpRequest, *, app: str, action: str, limits: Mapping[str, str], key: str | None = None, user: Any = None
) -> int:
    """How long until `action` may be tried again, in whole seconds; 0 when it may be tried now. Counts nothing."""
    at, longest = time.time(), 0.0
    for rate in ratelimit.parse_rates(limits.get(action)):
        if (rate.per == "key" and key is None) or (rate.per == "user" and user is None):
            continue
        name = ratelimit.get_cache_key(request, app=app, action=action, rate=rate, key=key, user=user)
        tried = [one for one in cache.get(name, []) if one > at - rate.duration]
        if len(tried) >= rate.amount:
            longest = max(longest, tried[rate.amount - 1] + rate.duration - at)
    return math.ceil(longest)


def sign_in_wait(request: HttpRequest, key: str) -> int:
    """The same for signing in with the user name, or with the second factor, that `key` stands for."""
    return seconds_to_wait(
        request, app="allauth.account", action="login_failed", limits=app_settings.RATE_LIMITS, key=key
    )


def wait_says(seconds: int) -> str:
    """What to do, in words: how many minutes to wait."""
    minutes = max(1, math.ceil(seconds / MINUTE))
    return ngettext(
        "Too many tries. Wait one minute, then try again.",
        "Too many tries. Wait %(minutes)d minutes, then try again.",
        minutes,
    ) % {"minutes": minutes}


class LimitTokens:
    """Middleware: an address that brings many tokens which open nothing, or wrong answers to a second check, has to wait.

    What opens is not counted, so that a waiting room behind one address is never held up by it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        match = request.resolver_match
        if match is not None and match.view_name in OF_TOKENS and response.status_code in OPENED_NOTHING:
            ratelimit.consume(request, **self._given, limit_get=True)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if request.resolver_match is None or request.resolver_match.view_name not in OF_TOKENS:
            return None
        seconds = seconds_to_wait(request, app="surefoot", action="token", limits=settings.SUREFOOT_TOKEN_LIMITS)
        return too_many(request, seconds) if seconds else None

    @property
    def _given(self) -> dict[str, Any]:
        return {"app": "surefoot", "action": "token", "config": settings.SUREFOOT_TOKEN_LIMITS}


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """The page for too many tries: how long to wait."""
    from surefoot_web.config.error_pages import too_many as page

    response = page(request, wait_says(seconds))
    response["Retry-After"] = str(seconds)
    return response
