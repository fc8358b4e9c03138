"""Several visits of one patient on one day: their time is read together, and one of them carries the claim.

A signature seals what it saw of the day's other visits. The one that was signed last saw all of them signed: it carries the
claim of the day. One that was signed before keeps what it sealed; its pages say that another visit of the day exists.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from .models import Visit, VisitState

OUT = (VisitState.CANCELLED, VisitState.ENTERED_IN_ERROR)
SEALED_PARTS = ("ledger", "tests", "report")


class Claim(StrEnum):
    """Which part a visit has in the claim of its day."""

    ALONE = "alone"  # no other visit shares its line
    WAITS = "waits"  # a visit of the day is not signed yet
    CARRIES = "carries"  # signed last, with all others in sight
    EARLIER = "earlier"  # signed before the one that carries the claim


@dataclass(frozen=True, slots=True)
class OtherVisit:
    """Another visit of the day. `seen_signed`: the signature of the visit asked about saw it signed; None while that is not signed."""

    visit: Visit
    seen_signed: bool | None


def others_of_day(visit: Visit) -> list[Visit]:
    """The patient's other visits on the day, in the order in which they were started; not those that count for nothing."""
    same = Visit.objects.filter(clinic=visit.clinic_id, patient=visit.patient_id, date=visit.date)
    same = same.exclude(pk=visit.pk).exclude(state__in=OUT)
    return list(same.select_related("patient", "provider", "clinic", "signed_by").order_by("created_at", "pk"))


def others_shown(visit: Visit) -> list[OtherVisit]:
    """The day's other visits, each with whether the signature of `visit` saw it signed."""
    sealed = sealed_case_of(visit)
    seen = _seen_signed(sealed) if sealed is not None else None
    return [OtherVisit(other, None if seen is None else str(other.pk) in seen) for other in others_of_day(visit)]


def claim_of_day(visit: Visit) -> Claim:
    """Whether `visit` carries the claim for the time that it shares with the day's other visits."""
    together = [other for other in others_of_day(visit) if not _apart(visit, other)]
    if not together:
        return Claim.ALONE
    if not all(one.is_signed for one in (visit, *together)):
        return Claim.WAITS
    seen = _seen_signed(sealed_case_of(visit) or {})
    return Claim.CARRIES if all(str(other.pk) in seen for other in together) else Claim.EARLIER


def sealed_case_of(visit: Visit) -> dict[str, Any] | None:
    """The case as it was signed; None while it is not."""
    text = visit.layers.filter(number=1).values_list("case_json", flat=True).first()
    return None if text is None else json.loads(text)


def sealed_part(visit: Visit, sealed: Mapping[str, Any]) -> dict[str, Any]:
    """A signed visit as one of the `same_day` of another: what its signature sealed."""
    plan = sealed.get("plan_of_care") or {}
    known = {"discipline": plan.get("discipline"), **{name: sealed.get(name) for name in SEALED_PARTS}}
    part = {"id": str(visit.pk), "setting": visit.setting}
    return part | {name: value for name, value in known.items() if value}


def _seen_signed(sealed: Mapping[str, Any]) -> set[str]:
    return {one["id"] for one in sealed.get("same_day") or () if (one.get("report") or {}).get("signed")}


def _apart(one: Visit, other: Visit) -> bool:
    """Whether the two are known to belong to different disciplines, which do not share a line."""
    disciplines = {one.plan_of_care_discipline, other.plan_of_care_discipline}
    return "" not in disciplines and len(disciplines) > 1
