"""Reads of links."""

from __future__ import annotations

from datetime import datetime

from surefoot_web.visits.joining import digest
from surefoot_web.visits.models import Visit

from .models import FormLink

WITH = ("form", "visit__clinic", "visit__patient", "made_by")


def link_of(token: str) -> FormLink | None:
    """The link of a token, whatever became of it."""
    return FormLink.objects.select_related(*WITH).filter(token_digest=digest(token)).first()


def links_standing(visit: Visit, at: datetime) -> list[FormLink]:
    """The links of a visit that open its form."""
    rows = FormLink.objects.select_related(*WITH).filter(visit=visit, ended_at__isnull=True)
    return [link for link in rows if link.stands(at)]
