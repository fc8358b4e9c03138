"""Nobody at the screen: the form asks before it covers itself, and a press keeps the session alive."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from .access import respondent
from .models import IntakeForm

ASKS_AFTER = timedelta(minutes=5)
ASKS_BEFORE_THE_END = timedelta(minutes=15)


def begin_anew(request: HttpRequest) -> None:
    """The session begins its time again, so that what `waiting` counts is counted from this answer."""
    request.session.modified = True


def waiting(request: HttpRequest) -> dict[str, int]:
    """After how many seconds without a press a screen asks whether somebody is there: in time before the session ends."""
    begin_anew(request)
    ends = request.session.get_expiry_age() - int(ASKS_BEFORE_THE_END.total_seconds())
    return {"asks_after_s": int(ASKS_AFTER.total_seconds()), "session_asks_after_s": max(ends, 0)}


@require_POST
@respondent
def still_here(request: HttpRequest, form: IntakeForm) -> HttpResponse:
    """Somebody is there: the session begins its time again. Nothing is written and nothing is shown."""
    begin_anew(request)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)
