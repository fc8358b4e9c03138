"""The claim of a signed visit: what stands against it, and the files it is written to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from surefoot.errors import CaseRefused, Fault
from surefoot.interop.claims import Claim, ClaimRefused
from surefoot_web.notes.models import SignedLayer
from surefoot_web.notes.selectors_files import seal_check
from surefoot_web.records.faults import InputRefused
from surefoot_web.visits.models import Visit
from surefoot_web.visits.same_day import Claim as PartInDay
from surefoot_web.visits.same_day import claim_of_day

from .added import added_to, knowledge_of, now_of
from .claim_data import claim_part
from .models import Form

Data = dict[str, Any]
ENVELOPE = ("submitter_id", "receiver_id", "receiver_name")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A claim, or every reason why there is none: `against` while the decision or a review stands in the way, `lacking` for data."""

    claim: Claim | None
    against: tuple[Fault, ...] = ()
    lacking: tuple[Fault, ...] = ()


def drawn(visit: Visit, layer: SignedLayer, today: date) -> Drawn:
    """The claim of a signed visit as all that is on record gives it. Raises `SealBroken`, `PackLost`."""
    from surefoot.interop.claims import claim_of

    seal_check(layer)
    if visit.patient.practice:
        says = _("This is a practice patient: nothing was done for a person, so there is nothing to claim.")
        return Drawn(None, against=(Fault("SF-B005", "patient", says, _("Nothing needs to be done.")),))
    elsewhere = _not_here(visit)
    if elsewhere is not None:
        return Drawn(None, against=(elsewhere,))
    part = claim_part(visit)
    try:
        case, assessment = now_of(visit, layer, added_to(visit), claim=part)
        claim = claim_of(case, assessment, knowledge_of(layer), today=today)
    except ClaimRefused as refused:
        return Drawn(None, against=tuple(refused.faults))
    except CaseRefused as refused:
        return Drawn(None, lacking=tuple(refused.faults))
    return Drawn(claim)


def _not_here(visit: Visit) -> Fault | None:
    """Why the claim of the day is not this visit's to make; None where it is."""
    says, do = {
        PartInDay.WAITS: (
            _("Another visit of this patient on this day is not signed yet."),
            _("Sign or cancel it first."),
        ),
        PartInDay.EARLIER: (
            _("Another visit of this patient on this day was signed later; it carries the claim of both."),
            _("Make the claim there."),
        ),
    }.get(claim_of_day(visit), ("", ""))
    return Fault("SF-B004", "same_day", says, do) if says else None


def content_of(form: str, claims: Sequence[Claim], *, envelope: Data, number: int, at: datetime, test: bool) -> bytes:
    """The bytes of a file of `claims`. `envelope` names sender and receiver of an 837P; `at` is in the clinic's time zone."""
    if form == Form.X12:
        return _x12(claims, envelope, number, at, test)
    if form == Form.CMS1500:
        from surefoot.interop.cms1500 import render_cms1500

        return render_cms1500(list(claims))
    from surefoot.interop.fhir.r4 import write_claims

    return write_claims(claims, at.date())


def _x12(claims: Sequence[Claim], envelope: Data, number: int, at: datetime, test: bool) -> bytes:
    from surefoot.interop.x12.v5010 import Exchange, write_837p

    if any(not envelope.get(key) for key in ENVELOPE):
        raise InputRefused(
            "An 837P file needs to say who sends it and who receives it.",
            do="Add sender and receiver to the data of the practice.",
            field="form",
        )
    exchange = Exchange(*(envelope[key] for key in ENVELOPE), at, number, test)
    return write_837p(claims, exchange).encode("ascii")


def clinic_time(visit: Visit, at: datetime) -> datetime:
    """A moment by the clinic's own clock."""
    return at.astimezone(ZoneInfo(visit.clinic.time_zone))
