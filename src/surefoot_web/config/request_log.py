"""One line for each request that failed: code, address pattern, status. Never a value: values are patient data."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError

log = logging.getLogger("surefoot_web.requests")

# what Django answers with a 400, 403 or 404 page
REFUSALS = (Http404, PermissionDenied, BadRequest, SuspiciousOperation, MultiPartParserError)
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"})


class RequestLog:
    """Middleware: logs answers of 400 and above, and the place (never the message) of an exception that is no refusal."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code >= 500:
            log.error("SF-W500 %s %s %s", method_of(request), pattern_of(request), response.status_code)
        elif response.status_code >= 400:
            log.info("SF-W400 %s %s %s", method_of(request), pattern_of(request), response.status_code)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if isinstance(exception, REFUSALS):
            return
        log.error(
            "SF-W500 %s %s %s at %s",
            method_of(request),
            pattern_of(request),
            type(exception).__name__,
            place_of(exception),
        )


def method_of(request: HttpRequest) -> str:
    """The method if it is one of HTTP's own: a client may send any word in its place."""
    return request.method if request.method in METHODS else "(no such method)"


def pattern_of(request: HttpRequest) -> str:
    """The pattern of the address ("patients/<uuid:patient_id>/"), not the address itself."""
    return request.resolver_match.route if request.resolver_match else "(no such page)"


def place_of(exception: BaseException) -> str:
    """File and line where the exception was raised."""
    frame = exception.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    return f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame else "(nowhere)"
