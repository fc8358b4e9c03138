"""Pages for what went wrong: what happened, what is safe, what to do next. None shows what was typed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(
        request, 400, _("The request could not be read."), _("Go back, load the page again, and try once more.")
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 403, _("Your role does not open this page."), _("Ask a colleague whose role does."))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(
        request,
        404,
        _("There is no such page, or no such record in your clinic."),
        _("Go to Today or find the patient."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        500,
        _("Something went wrong on our side."),
        _("Load the page again. If it happens again, tell your administrator the time."),
    )


def too_many(request: HttpRequest, says: str = "") -> HttpResponse:
    says = says or _("Too many tries. Wait a few minutes, then try again.")
    return _page(request, 429, says, _("If it was not you who tried, tell the clinic."), code="SF-W130")


def _page(request: HttpRequest, status: int, says: str, do: str, code: str = "") -> HttpResponse:
    fault = {
        "code": code or f"SF-W{status}",
        "says": says,
        "safe": _("What was saved before is unchanged."),
        "do": do,
    }
    context = {"fault": fault, "next_url": "/", "next_says": _("Go to Today")}
    return render(request, "components/error.html", context, status=status)
