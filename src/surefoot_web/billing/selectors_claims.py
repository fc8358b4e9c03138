"""Reads of claims: what stands against one, the files made, what came back; always within one clinic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from surefoot.errors import Fault
from surefoot_web.accounts.models import User
from surefoot_web.plans.selectors_assessment import signature_of
from surefoot_web.records.actions import SIGNED
from surefoot_web.records.faults import RecordRefused
from surefoot_web.visits.models import Visit

from .claims import Drawn, drawn
from .models import Acknowledgement, ClaimFile, FiledClaim, Form, PayerAnswer

Data = dict[str, Any]
MOST_SHOWN = 50
ENDINGS = {
    Form.X12: ("text/plain; charset=us-ascii", ".837"),
    Form.CMS1500: ("application/pdf", ".pdf"),
    Form.FHIR: ("application/fhir+json", ".json"),
}
_OF_VISIT = ("claim.accident_related", "claim.therapy", "claim.place_of_service", "claim.referring")
_OF_COVERAGE = (
    "claim.payer",
    "claim.subscriber",
    "claim.patient",
    "claim.accepts",
    "claim.benefits",
    "claim.release",
)


@dataclass(frozen=True, slots=True)
class Claimable:
    """A signed visit with what stands against its claim, and the files made of it."""

    visit: Visit
    drawn: Drawn
    filed: Sequence[Data]
    lost: str = ""

    @property
    def ready(self) -> bool:
        return self.drawn.claim is not None

    @property
    def in_the_way(self) -> int:
        """How many things stand against the claim, or are lacking for it."""
        return len(self.drawn.against) + len(self.drawn.lacking)

    def __str__(self) -> str:
        return f"{self.visit.patient}, {self.visit.date}"


def claimable(*, by: User, today: date) -> list[Claimable]:
    """The clinic's signed visits of which no file to be paid was made, oldest first: those a biller has to look at."""
    paid = FiledClaim.objects.filter(file__test=False).values("visit")
    waiting = Visit.objects.filter(clinic=by.clinic_id, state__in=SIGNED).exclude(pk__in=paid)
    rows = waiting.select_related("patient", "provider", "clinic").order_by("date", "created_at")[:MOST_SHOWN]
    return [_claimable(visit, today) for visit in rows]


def _claimable(visit: Visit, today: date) -> Claimable:
    layer = signature_of(visit)
    if layer is None:
        raise LookupError(f"visit {visit.pk} is signed and has no layer")
    try:
        found, lost = drawn(visit, layer, today), ""
    except RecordRefused as refused:
        found, lost = Drawn(None), f"{refused.says} {refused.do}"
    return Claimable(visit, found, filed_of(visit), lost)


def filed_of(visit: Visit) -> list[Data]:
    """Every file made of the visit's claim, the last one first, with what came back for it."""
    rows = FiledClaim.objects.filter(visit=visit).select_related("file", "file__by").order_by("-file__number")
    return [{"filed": row, "file": row.file, "answers": answers_to(row)} for row in rows]


def answers_to(filed: FiledClaim) -> list[PayerAnswer]:
    """What came back for the file and for the claim itself, in the order in which it was taken."""
    answers = [*filed.file.answers.select_related("acknowledgement"), *filed.answers.select_related("acknowledgement")]
    return sorted(answers, key=lambda answer: answer.acknowledgement.at)


def files_of(*, by: User) -> list[ClaimFile]:
    """The last files the clinic made."""
    rows = ClaimFile.objects.filter(clinic=by.clinic_id).defer("content").select_related("by")
    return list(rows.prefetch_related("claims__visit__patient").order_by("-number")[:MOST_SHOWN])


def acknowledgements_of(*, by: User) -> list[Acknowledgement]:
    """The last acknowledgements taken, each with its answers."""
    rows = Acknowledgement.objects.filter(clinic=by.clinic_id).defer("content").select_related("by")
    return list(rows.prefetch_related("answers__file", "answers__filed__visit__patient").order_by("-at")[:MOST_SHOWN])


def said(fault: Fault, visit: Visit | None = None) -> dict[str, str]:
    """A fault in words, with the page that mends it where one does."""
    return {"says": fault.says, "do": "" if visit else fault.do, "url": _mended_at(fault.where, visit) if visit else ""}


def _mended_at(where: str, visit: Visit) -> str:
    if not where.startswith("claim."):
        return ""
    if where.startswith(_OF_VISIT):
        return reverse("billing:claim_details", args=[visit.pk])
    if where.startswith(_OF_COVERAGE):
        return reverse("billing:coverage", args=[visit.patient_id])
    return reverse("billing:practice")
