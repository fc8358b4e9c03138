"""Changes after a signature: reviews settled, units changed, data for claims, files of claims, acknowledgements. Each appends."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from surefoot_web.accounts.models import User
from surefoot_web.notes.models import SignedLayer
from surefoot_web.patients.models import Patient
from surefoot_web.plans.selectors_assessment import signature_of
from surefoot_web.records.actions import SIGNED, detail, writes
from surefoot_web.records.clock import day_in
from surefoot_web.records.faults import InputRefused, NotAllowed, reason_given
from surefoot_web.records.lengths import reason_fits
from surefoot_web.visits.models import Visit
from surefoot_web.visits.same_day import others_of_day

from .added import Added, added_to, now_of
from .claim_data import claim_number, practice_on
from .claims import clinic_time, content_of, drawn
from .models import About, Acknowledgement, ClaimData, ClaimFile, FiledClaim, Form, PayerAnswer, Settlement, UnitsChange


@writes("review.settle", visit_in=SIGNED)
def review_settle(*, visit: Visit, review: str, reason: str, by: User, at: datetime) -> Settlement:
    """Settle one review of the decision, with a reason. Refused where the review is not open to settling, or `by` cannot settle it."""
    reason = reason_fits(reason_given(reason))
    row = Settlement(clinic=visit.clinic, visit=visit, review=review, reason=reason, by=by, at=at)
    added = added_to(visit)
    found = _reviews(visit, Added([*added.settlements, row], added.units)).get(review)
    if found is None:
        raise InputRefused("The decision has no such review any more.", do="Load the page of the decision again.")
    if found["settled_by"] != by.staff_id:
        raise InputRefused(
            "A review is settled by a provider whose credential stands for skilled service.",
            do="Ask such a colleague to settle it.",
        )
    detail(review=review)
    row.save()
    return row


@writes("units.change", visit_in=SIGNED)
def units_change(*, visit: Visit, units: int | None, reason: str, by: User, at: datetime) -> UnitsChange:
    """Set the units by hand (None takes an earlier change back), with a reason. Never above what the time on record supports."""
    reason = reason_fits(reason_given(reason))
    row = UnitsChange(clinic=visit.clinic, visit=visit, units=units, reason=reason, by=by, at=at)
    added = added_to(visit)
    if units is None:
        if not added.units or added.units[-1].units is None:
            raise InputRefused("The units were not changed.", do="Load the page again.", field="units")
    else:
        _supported(visit, Added(added.settlements, [*added.units, row]))
    detail(taken_back=units is None)
    row.save()
    return row


@writes("practice.give")
def practice_give(*, data: dict[str, Any], first_day: date, by: User, at: datetime) -> ClaimData:
    """What claims say of the practice from `first_day` on."""
    return _given(About.PRACTICE, data, first_day, by, at)


@writes("coverage.give")
def coverage_give(*, patient: Patient, data: dict[str, Any], first_day: date, by: User, at: datetime) -> ClaimData:
    """What claims say of the patient's coverage from `first_day` on."""
    return _given(About.COVERAGE, data, first_day, by, at, patient=patient)


@writes("claim.describe", visit_in=SIGNED)
def claim_describe(*, visit: Visit, data: dict[str, Any], by: User, at: datetime) -> ClaimData:
    """What the claim of this visit alone says."""
    return _given(About.VISIT, data, visit.date, by, at, visit=visit)


@writes("claim.make")
def claims_make(
    *, visits: Sequence[Visit], form: str, test: bool, reason: str = "", by: User, at: datetime
) -> ClaimFile:
    """Write the claims of signed visits into one file, and keep it. Whole or not at all.

    Refused with every reason where a claim may not be made; and, for a file that is to be paid, where one was made in that form before and
    `reason` does not say why there is another.
    """
    _same_clinic(visits, by)
    today = day_in(by.clinic.time_zone, at)
    claims = [_claim(visit, today) for visit in visits]
    test = test and form == Form.X12
    if not test:
        _once(visits, form, reason)
    last = ClaimFile.objects.filter(clinic=by.clinic).last()
    number = last.number + 1 if last else 1
    practice = practice_on(by.clinic, today)
    given = {"envelope": practice.data if practice else {}, "number": number, "at": clinic_time(visits[0], at)}
    content = content_of(form, claims, **given, test=test)
    row = ClaimFile.objects.create(
        clinic=by.clinic,
        number=number,
        form=form,
        test=test,
        reason=reason_fits(reason.strip()),
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        by=by,
        at=at,
    )
    for visit, claim in zip(visits, claims, strict=True):
        units = sum(line.units for line in claim.lines)
        FiledClaim.objects.create(clinic=by.clinic, file=row, visit=visit, claim=claim_number(visit), units=units)
    detail(number=number, form=form, test=test, claims=[str(visit.pk) for visit in visits])
    return row


@writes("acknowledgement.take")
def acknowledgement_take(*, content: bytes, by: User, at: datetime) -> Acknowledgement:
    """Read a 999 or 277CA and keep it with its answers. Raises `surefoot.errors.Refused` for what is neither; nothing is kept then."""
    from surefoot.interop.x12.v5010 import read_acknowledgements

    answers = read_acknowledgements(content.decode("latin-1"))
    digest = hashlib.sha256(content).hexdigest()
    if Acknowledgement.objects.filter(clinic=by.clinic, sha256=digest).exists():
        raise InputRefused("This file was taken before.", do="Its answers stand at the claims.", field="file")
    given = {"clinic": by.clinic, "content": content, "sha256": digest, "by": by, "at": at}
    row = Acknowledgement.objects.create(**given)
    for told in answers:
        file, filed = _named(told, by)
        PayerAnswer.objects.create(
            clinic=by.clinic, acknowledgement=row, file=file, filed=filed, result=told["result"], told=told
        )
    detail(answers=len(answers))
    return row


def _named(told: dict[str, Any], by: User) -> tuple[ClaimFile | None, FiledClaim | None]:
    """The file or claim an answer names: a 999 by the number of the file, a 277CA by that of the claim."""
    if told["kind"] == "999":
        number = str(told["group_control_number"] or "")
        fits = number.isascii() and number.isdecimal() and len(number) < len("1000000000")
        found = ClaimFile.objects.filter(clinic=by.clinic, form=Form.X12, number=int(number)) if fits else None
        return (found.first() if found is not None else None), None
    filed = FiledClaim.objects.filter(clinic=by.clinic, claim=told["claim"] or "", file__form=Form.X12)
    return None, filed.order_by("file__number").last()


def _given(about: str, data: dict[str, Any], first_day: date, by: User, at: datetime, **of: Any) -> ClaimData:
    detail(about=str(about), first_day=first_day.isoformat(), keys=sorted(data))
    return ClaimData.objects.create(clinic=by.clinic, about=about, data=data, first_day=first_day, by=by, at=at, **of)


def _signature(visit: Visit) -> SignedLayer:
    layer = signature_of(visit)
    if layer is None:
        raise InputRefused("This visit is not signed.", do="Sign it first.")
    return layer


def _reviews(visit: Visit, added: Added) -> dict[str, dict[str, Any]]:
    _case, assessment = now_of(visit, _signature(visit), added)
    return {one["id"]: one for one in assessment["billing"]["reviews"]}


def _supported(visit: Visit, added: Added) -> None:
    _case, assessment = now_of(visit, _signature(visit), added)
    if not assessment["billing"]["units_changed"]["in_force"]:
        raise InputRefused(
            "The record does not support this number of units, or your credential cannot change it.",
            do="Units set by hand are at most what the time on record gives.",
            field="units",
        )


def _same_clinic(visits: Sequence[Visit], by: User) -> None:
    if not visits:
        raise InputRefused("No visit is chosen.", do="Choose at least one.")
    if any(visit.clinic_id != by.clinic_id for visit in visits):
        raise NotAllowed("This record belongs to another clinic.", do="Go back to the list of your own clinic.")


def _claim(visit: Visit, today: date) -> Any:
    found = drawn(visit, _signature(visit), today)
    if found.claim is None:
        faults = (*found.against, *found.lacking)
        says = " ".join(fault.says for fault in faults)
        raise InputRefused(f"{visit.patient}, {visit.date}: {says}", do="See the claim's page for what helps.")
    return found.claim


def _once(visits: Sequence[Visit], form: str, reason: str) -> None:
    """Refuse a second file to be paid of one claim, or of one day whose time was claimed before, unless it says why."""
    days = [*visits, *(other for visit in visits for other in others_of_day(visit))]
    made = FiledClaim.objects.filter(visit__in=days, file__form=form, file__test=False)
    if made.exists() and not reason.strip():
        raise InputRefused(
            "A file to be paid was made of this claim, or of another visit of the patient on this day, in this form before.",
            do="Say why there is another one: time that is claimed twice is refused or paid twice.",
            field="reason",
        )
