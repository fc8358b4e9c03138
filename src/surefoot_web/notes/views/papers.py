"""The papers of a visit: one page that lists them, each for the screen and for printing, each as PDF."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET

from surefoot_web.plans.selectors_assessment import record_shown
from surefoot_web.plans.views.frame import visit_frame
from surefoot_web.records.pages import page
from surefoot_web.trail.recording import record_read
from surefoot_web.visits.models import Visit
from surefoot_web.visits.selectors import visit_get

from ..papers import LANGUAGES, LETTER, Asked, built, letters_missing, letters_shown, papers_for_patient, query_of


@require_GET
@page("document.read")
def documents(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Every paper of the visit: what it is for, the ways to it; what is not there, and why."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    record_read(action="document.read", subject=visit, by=request.user)
    case, assessment = record_shown(visit)
    context = visit_frame(visit, request.user, "notes:documents") | {
        "home": papers_for_patient(case, assessment),
        "letters": letters_shown(case, assessment),
        "no_letters": letters_missing(case, assessment),
        "own_language": visit.patient.language,
        "may_read_note": request.user.may("note.read"),
        "may_read_falls": request.user.may("falls.read"),
    }
    return render(request, "notes/documents.html", context)


@require_GET
@page("document.read")
def document(request: HttpRequest, visit_id: UUID, document: str) -> HttpResponse:
    """One paper on the screen, made for printing."""
    from surefoot.note import render_fragment

    visit, asked, made = _made(request, visit_id, document)
    context = {
        "visit": visit,
        "letter": {"title": made.title},
        "document": made,
        "name": document,
        "html": mark_safe(render_fragment(made)),  # noqa: S308 - it escapes what it is given
        "asked": asked,
        "here": query_of(asked.language, asked.large),
        "languages": [] if document.startswith(LETTER) else _languages(asked),
        "other_print": query_of(asked.language, not asked.large) if document == "handout" else "",
    }
    return render(request, "notes/paper.html", context)


@require_GET
@page("document.read")
def document_pdf(request: HttpRequest, visit_id: UUID, document: str) -> HttpResponse:
    """One paper as PDF, to open, or with `download` to keep."""
    from surefoot.note import render_pdf

    visit, asked, made = _made(request, visit_id, document)
    large, draft = "-large" if asked.large else "", "" if visit.is_signed else "-draft"
    named = f"{visit.date.isoformat()}-{document}{large}-{made.language}{draft}.pdf"
    kept = "attachment" if request.GET.get("download") == "1" else "inline"
    headers = {"Content-Disposition": f'{kept}; filename="{named}"'}
    return HttpResponse(render_pdf(made), content_type="application/pdf", headers=headers)


def _made(request: HttpRequest, visit_id: UUID, name: str) -> tuple[Visit, Asked, Any]:
    """The visit, what was asked for and the paper; 404 where the visit has no such paper."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    wanted = (request.GET.get("language"), visit.patient.language)
    language = next((one for one in wanted if one in LANGUAGES), "en")
    asked = Asked(language, name == "handout" and request.GET.get("large") == "1")
    case, assessment = record_shown(visit)
    made = built(visit, name, asked, case, assessment)
    if made is None:
        raise Http404("This visit has no such document.")
    record_read(action="document.read", subject=visit, by=request.user)
    return visit, asked, made


def _languages(asked: Asked) -> list[dict[str, Any]]:
    return [
        {"id": id_, "says": says, "here": id_ == asked.language, "query": query_of(id_, asked.large)}
        for id_, says in LANGUAGES.items()
    ]
