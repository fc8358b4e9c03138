"""Downloads of a signed visit."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from surefoot_web.plans.selectors_assessment import signature_of
from surefoot_web.records.pages import page
from surefoot_web.trail.recording import record_read
from surefoot_web.visits.case import names_of
from surefoot_web.visits.selectors import visit_get

from ..selectors_files import FILES, seal_check


@page("note.read")
def download(request: HttpRequest, visit_id: UUID, name: str) -> HttpResponse:
    """One file of `FILES`, from what the signature sealed. 404 before the signature."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    layer = signature_of(visit)
    if layer is None or name not in FILES:
        raise Http404("There is no such file of this visit.")
    seal_check(layer)
    record_read(action="note.read", subject=visit, by=request.user)
    file = FILES[name]
    named = f"{visit.date.isoformat()}-{file.file_name}"
    headers = {"Content-Disposition": f'attachment; filename="{named}"'}
    return HttpResponse(file.content(layer, names_of(visit)), content_type=file.kind, headers=headers)
