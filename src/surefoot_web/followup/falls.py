"""Reads of falls told of: what stands now of each patient, and since the last signed visit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from surefoot_web.accounts.models import User
from surefoot_web.patients.models import Patient
from surefoot_web.records.actions import SIGNED
from surefoot_web.records.clock import day_in
from surefoot_web.visits.models import Visit

from .models import FallReport, Happened


@dataclass(frozen=True, slots=True)
class Told:
    """One word on falls as it stands, with the words that it replaced, the newest first."""

    report: FallReport
    earlier: tuple[FallReport, ...] = ()

    @property
    def happened(self) -> list[str]:
        return [str(Happened(one).label) for one in self.report.happened]

    @property
    def sorts_on(self) -> date:
        return self.report.on or day_in(self.report.clinic.time_zone, self.report.at)


@dataclass(frozen=True, slots=True)
class Since:
    """What was told since the last signed visit before a day: to be talked over, never an answer to the questionnaire.

    `day` is that visit's, or None where there is none: then it is everything that was told.
    """

    day: date | None
    falls: tuple[Told, ...]
    none: tuple[Told, ...]

    @property
    def hurt(self) -> int:
        return sum(one.report.injury == "yes" for one in self.falls)


def fall_get(*, report_id: object, by: User) -> FallReport | None:
    """One word on falls of the clinic of `by`, or None."""
    return FallReport.objects.filter(clinic=by.clinic_id, pk=report_id).select_related("patient", "clinic").first()


def falls_told(patient: Patient) -> list[Told]:
    """What stands, the latest day first; what was taken back is not in it."""
    rows = list(FallReport.objects.filter(patient=patient).select_related("by", "clinic"))
    by_id = {one.pk: one for one in rows}
    replaced = {one.replaces_id for one in rows if one.replaces_id}
    stands = [one for one in rows if one.pk not in replaced and not one.withdrawn]
    return sorted((Told(one, _earlier(one, by_id)) for one in stands), key=lambda told: told.sorts_on, reverse=True)


def _earlier(report: FallReport, by_id: dict[object, FallReport]) -> tuple[FallReport, ...]:
    chain = []
    while report.replaces_id:
        report = by_id[report.replaces_id]
        chain.append(report)
    return tuple(chain)


def falls_since(patient: Patient, *, before: date) -> Since:
    """What was told of the time since the patient's last signed visit on a day before `before`.

    A fall whose day is not known counts if it was told after that visit.
    """
    seen = Visit.objects.filter(patient=patient, state__in=SIGNED, date__lt=before)
    day = seen.aggregate(last=Max("date"))["last"]
    told = [one for one in falls_told(patient) if day is None or (one.report.until or one.sorts_on) >= day]
    falls = tuple(one for one in told if one.report.fell)
    return Since(day, falls, tuple(one for one in told if not one.report.fell))
