"""Downloads of a signed visit."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from surefoot_web.records.pages import page
from surefoot_web.trail.recording import record_read
from surefoot_web.visits.case import names_of
from surefoot_web.visits.selectors import visit_get

from ..models import SignedLayer
from ..selectors_files import FILES, names_for, seal_check


@page("note.read")
def download(request: HttpRequest, visit_id: UUID, name: str) -> HttpResponse:
    """One file of `FILES`, from what the signature sealed. 404 before the signature."""
    return _file(request, visit_id, 1, name)


@page("note.read")
def download_layer(request: HttpRequest, visit_id: UUID, number: int, name: str) -> HttpResponse:
    """One file of a later layer, from what that layer sealed."""
    return _file(request, visit_id, number, name)


def _file(request: HttpRequest, visit_id: UUID, number: int, name: str) -> HttpResponse:
    visit = visit_get(visit_id=visit_id, by=request.user)
    layer = SignedLayer.objects.filter(visit=visit, number=number).first()
    if layer is None or name not in names_for(layer):
        raise Http404("There is no such file of this visit.")
    seal_check(layer)
    record_read(action="note.read", subject=visit, by=request.user)
    file = FILES[name]
    later = f"-{number}" if number > 1 else ""
    named = f"{visit.date.isoformat()}{later}-{file.file_name}"
    headers = {"Content-Disposition": f'attachment; filename="{named}"'}
    return HttpResponse(file.content(layer, names_of(visit)), content_type=file.kind, headers=headers)
