"""One sentence at a time: keep it, put it in other words, remove it; or add one's own."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from surefoot_web.plans.selectors_assessment import assessment_shown
from surefoot_web.records.faults import InputRefused, RecordRefused
from surefoot_web.records.pages import operation_of, page, taking
from surefoot_web.visits.models import Visit
from surefoot_web.visits.selectors import visit_get

from ..actions import sentence_edit, sentence_keep, sentence_remove, sentence_write
from ..forms import OwnSentenceForm
from ..selectors_note import Line, SectionLines, line_of, sections_shown
from .context import open_context, open_page, signed_meanwhile


@page("sentence.keep")
@require_POST
def sentence(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Keep, edit or remove the sentence named by `draft`. With htmx that sentence alone comes back, else the page at it."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    if visit.is_signed and not request.htmx:
        return signed_meanwhile(request, visit, typed=_typed(request))
    sections, line = _found(visit, request.POST.get("draft", ""))
    try:
        _touched(request, visit, line)
    except RecordRefused as refused:
        line.problem, line.typed = f"{refused.says} {refused.do}", request.POST.get("text")
        if visit.is_signed:
            line.problem = _("This visit is signed; its note changes by addendum alone. Nothing was saved.")
            return render(request, "notes/parts/line.html", {"line": line, "visit": visit, "may_write": False})
        if not request.htmx:
            return open_page(request, visit, sections=sections, status=422)
    else:
        if not request.htmx:
            return redirect(f"{reverse('notes:note', args=[visit.pk])}#{line.anchor}")
        sections, line = _again(visit, line)
    return render(
        request, "notes/parts/line_swapped.html", open_context(request, visit, sections=sections) | {"line": line}
    )


@page("sentence.write")
@require_POST
def own_sentence(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Add a sentence of the signer's own."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    if visit.is_signed:
        return signed_meanwhile(request, visit, typed=_typed(request))
    form = OwnSentenceForm(request.POST)
    if form.is_valid():
        with taking(form):
            row = sentence_write(visit=visit, **form.cleaned_data, by=request.user, operation=operation_of(request))
            return redirect(f"{reverse('notes:note', args=[visit.pk])}#{row.section}")
    return open_page(request, visit, own=form, status=422)


def _typed(request: HttpRequest) -> str:
    """Words of the signer's own that came with the form; a sentence that was to be kept brings none."""
    return "" if request.POST.get("command") in ("keep", "remove") else request.POST.get("text", "")


def _found(visit: Visit, draft: str) -> tuple[list[SectionLines], Line]:
    sections = sections_shown(visit, assessment_shown(visit))
    line = line_of(sections, draft)
    if line is None:
        raise Http404("This note has no such sentence.")
    return sections, line


def _again(visit: Visit, line: Line) -> tuple[list[SectionLines], Line]:
    """The sentence after it was touched; one of the signer's own that was removed is not there any more."""
    sections = sections_shown(visit, assessment_shown(visit))
    return sections, line_of(sections, line.draft) or Line(line.draft, line.section, None, None, [])


def _touched(request: HttpRequest, visit: Visit, line: Line) -> None:
    what = {"visit": visit, "draft": line.draft, "section": line.section}
    who = {"by": request.user, "operation": operation_of(request)}
    draft_text = line.offered or (line.row.draft_text if line.row else "")
    match request.POST.get("command"):
        case "keep":
            _check_seen(request, line)
            sentence_keep(**what, draft_text=draft_text, **who)
        case "edit":
            sentence_edit(**what, draft_text=draft_text, text=request.POST.get("text", ""), **who)
        case "remove":
            sentence_remove(**what, draft_text=draft_text, **who)
        case _:
            raise InputRefused(_("Nothing was chosen."), do=_("Choose keep, save or remove."))


def _check_seen(request: HttpRequest, line: Line) -> None:
    """What is kept must be what was read."""
    if line.offered is None or request.POST.get("seen", "") != line.offered:
        raise InputRefused(
            _("The record changed while this page was open, and the sentence reads differently now."),
            do=_("Read it again, then keep it."),
        )
