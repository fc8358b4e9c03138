"""The gallery, and the larger-text switch that works without JavaScript."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_GET, require_POST

from surefoot.drawings import has, svg
from surefoot_web.records.pages import way_back

from .gallery import PAGES, context_for

TEXT_COOKIE = "surefoot_text"
KEPT = "private, max-age=3600"
THEMES = ("light", "dark", "print")
ONE_YEAR_S = 365 * 24 * 60 * 60


@require_GET
def gallery(request: HttpRequest, page: str = "parts") -> HttpResponse:
    """Show one gallery page; `?language=es` shows it in Spanish. It holds no patient's data."""
    if page not in PAGES:
        raise Http404("No such gallery page.")
    with translation.override("es" if request.GET.get("language") == "es" else "en"):
        return render(request, PAGES[page], context_for(page))


@require_GET
def drawing(request: HttpRequest, name: str, theme: str) -> HttpResponse:
    """A drawing of our own, for a light page, a dark one or paper. It shows no patient."""
    if theme not in THEMES or not has(name):
        raise Http404("There is no such drawing.")
    return HttpResponse(svg(name, theme=theme), content_type="image/svg+xml", headers={"Cache-Control": KEPT})


@require_POST
def text_size(request: HttpRequest) -> HttpResponse:
    """Switch between usual and larger text, keep the choice in a cookie, and go back to the page it came from."""
    response = redirect(way_back(request, "/"))
    size = "larger" if request.POST.get("text") == "larger" else "usual"
    response.set_cookie(TEXT_COOKIE, size, max_age=ONE_YEAR_S, samesite="Lax", secure=request.is_secure())
    return response
