"""What every page of a visit's second half shows around its content: the visit, its urgent signs, and the ways to its other parts."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from surefoot_web.accounts.models import User
from surefoot_web.visits.models import Visit
from surefoot_web.visits.urgent import banner

STEPS = (
    ("visits:visit", "visit.read", _("Visit")),
    ("plans:findings", "plan.read", _("Findings")),
    ("plans:plan", "plan.read", _("Plan")),
    ("notes:note", "note.read", _("Note")),
    ("notes:documents", "document.read", _("Documents")),
    ("billing:coding", "billing.read", _("Coding")),
    ("billing:claim", "claim.read", _("Claim")),
)
AFTER_SIGNING = ("billing:coding", "billing:claim")


def visit_frame(visit: Visit, by: User, here: str) -> dict[str, Any]:
    """Context of a page of `visit` named `here`. The coding decision and the claim have no way to them before the visit is signed."""
    steps = [
        {"url": reverse(name, args=[visit.pk]), "says": says, "here": name == here}
        for name, action, says in STEPS
        if by.may(action) and (name not in AFTER_SIGNING or visit.is_signed)
    ]
    return {"visit": visit, "steps": steps, **banner(visit, by)}
