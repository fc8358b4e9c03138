"""Reads of visits, always within one clinic."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from surefoot_web.accounts.models import User
from surefoot_web.patients.models import Patient
from surefoot_web.records.actions import FINISHING, OPEN

from .ledger import Span, fold
from .models import LedgerEvent, Stopwatch, Visit

WITH = ("patient", "provider", "clinic", "signed_by")


def visit_get(*, visit_id: UUID, by: User) -> Visit:
    """The visit of the clinic of `by`; otherwise 404, as if there were none."""
    return get_object_or_404(Visit.objects.select_related(*WITH), pk=visit_id, clinic=by.clinic_id)


def visits_of(*, patient: Patient) -> QuerySet[Visit]:
    """The patient's visits, latest first."""
    return Visit.objects.filter(patient=patient).select_related(*WITH)


def visits_on(*, day: date, by: User) -> QuerySet[Visit]:
    """The clinic's visits of one day, in the order in which they were started."""
    return Visit.objects.filter(clinic=by.clinic_id, date=day).select_related(*WITH).order_by("created_at")


def unsigned_before(*, day: date, by: User) -> QuerySet[Visit]:
    """Visits of earlier days that are still open, or ended early and not signed; oldest first."""
    open_ones = Visit.objects.filter(clinic=by.clinic_id, date__lt=day, state__in=FINISHING)
    return open_ones.select_related(*WITH).order_by("date", "created_at")


def running_spans(*, by: User) -> list[tuple[Visit, Span]]:
    """Every running span of the clinic with its visit."""
    events = LedgerEvent.objects.filter(clinic=by.clinic_id, visit__state__in=OPEN).select_related("performer", "visit")
    running = [span for span in fold(events) if span.running]
    visits = Visit.objects.select_related(*WITH).in_bulk({span.visit_id for span in running})
    return [(visits[span.visit_id], span) for span in running]


def stopwatch_running(visit: Visit) -> Stopwatch | None:
    """The visit's running stopwatch, or None."""
    return Stopwatch.objects.filter(visit=visit, stopped_at__isnull=True).first()
