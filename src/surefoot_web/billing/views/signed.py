"""The signed visit that every page after the signature begins with."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest

from surefoot_web.notes.models import SignedLayer
from surefoot_web.notes.selectors_files import seal_check
from surefoot_web.plans.selectors_assessment import signature_of
from surefoot_web.visits.models import Visit
from surefoot_web.visits.selectors import visit_get


def signed_get(request: HttpRequest, visit_id: UUID) -> tuple[Visit, SignedLayer]:
    """The visit and what its signature sealed; 404 before the signature. Raises `SealBroken`."""
    visit = visit_get(visit_id=visit_id, by=request.user)
    layer = signature_of(visit)
    if layer is None:
        raise Http404("This visit is not signed.")
    seal_check(layer)
    return visit, layer
