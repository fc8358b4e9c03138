"""Drawings of our own as pictures, so that a browser keeps them and a page stays light."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from surefoot_web.records.pages import page

from ..drawn import THEMES, drawing

KEPT = "private, max-age=3600"


@require_GET
@page("today.read")
def set_up(request: HttpRequest, test: str, theme: str) -> HttpResponse:
    """How a test is set up, for a light page, a dark one or paper."""
    picture = drawing(test, theme) if theme in THEMES else None
    if picture is None:
        raise Http404("There is no such drawing.")
    return HttpResponse(picture, content_type="image/svg+xml", headers={"Cache-Control": KEPT})
