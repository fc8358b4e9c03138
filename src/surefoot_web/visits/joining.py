"""Tokens and secrets of second devices: made at random, kept as digests, compared by digest."""

from __future__ import annotations

import secrets
from hashlib import sha256

import segno
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString, mark_safe

from surefoot_web.records.clock import now

from .models import StopwatchDevice
from .models.device import LASTS

COOKIE, PATH = "surefoot_stopwatch", "/stopwatch/"
WITH = ("visit__clinic", "user__clinic")
HERE_ALONE = {"localhost", "127.0.0.1", "[::1]"}


def new_secret() -> str:
    """256 random bits as text that fits an address and a cookie."""
    return secrets.token_urlsafe()


def digest(secret: str) -> str:
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def device_invited(token: str) -> StopwatchDevice | None:
    """The invitation of a join token, whatever became of it."""
    return StopwatchDevice.objects.select_related(*WITH).filter(token_digest=digest(token)).first()


def device_of(request: HttpRequest) -> StopwatchDevice | None:
    """The device that asks, if it is joined and may still work."""
    secret = request.COOKIES.get(COOKIE)
    if not secret:
        return None
    found = StopwatchDevice.objects.select_related(*WITH).filter(secret_digest=digest(secret)).first()
    return found if found is not None and found.works(now()) else None


def remember(response: HttpResponse, secret: str, *, secure: bool) -> None:
    """Give the device its secret: a cookie that scripts cannot read, sent to the stopwatch's own addresses alone."""
    age = int(LASTS.total_seconds())
    response.set_cookie(COOKIE, secret, max_age=age, path=PATH, secure=secure, httponly=True, samesite="Strict")


def qr_code(address: str) -> SafeString:
    """The address as a QR code: one SVG element, black on white whatever the theme, with its quiet zone."""
    code = segno.make_qr(address)
    return mark_safe(code.svg_inline(scale=1, light="#fff", omitsize=True, svgclass="qr"))  # noqa: S308 - drawn by us


def reaches_others(request: HttpRequest) -> bool:
    """Whether another device can open the address on which this page was asked for."""
    return request.get_host().rpartition(":")[0] not in HERE_ALONE and request.get_host() not in HERE_ALONE
