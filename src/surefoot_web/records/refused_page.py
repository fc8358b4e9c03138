"""Pages for what was refused and no view took: what happened, what is safe, what to do next."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from surefoot.errors import CaseRefused

from .faults import RecordRefused

WORDS = ("text", "reason", "words", "retest_reason", "status_reason")  # fields that hold sentences


class RefusedPage:
    """Middleware: turns a `RecordRefused`, and the library's `CaseRefused`, into a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, RecordRefused):
            return _page(request, exception.status, exception.code, exception.says, exception.do)
        if isinstance(exception, CaseRefused):
            first = exception.faults[0]
            return _page(request, 422, first.code, first.says, first.do)
        return None


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form whose security token did not fit, as when it was open since an earlier sign-in."""
    says = _("This form was open too long, or from an earlier sign-in.")
    return _page(request, 403, "SF-W110", says, _("Go back, load the page again, and send it once more."))


def _page(request: HttpRequest, status: int, code: str, says: str, do: str) -> HttpResponse:
    fault = {"code": code, "says": says, "safe": _("Nothing was saved; what was saved before is unchanged."), "do": do}
    context = {"fault": fault, "typed": _typed(request)}
    return render(request, "components/error.html", context, status=status)


def _typed(request: HttpRequest) -> list[str]:
    """The words that the refused form brought, so that nobody has to think of them again."""
    if request.method != "POST":
        return []
    return [text for name in WORDS for text in request.POST.getlist(name) if text.strip()]
