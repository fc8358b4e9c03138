"""Other services of the day: append-only events; `visits/services.py` folds them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from surefoot_web.records.base import Kept
from surefoot_web.records.declared import declared


class Discipline(models.TextChoices):
    """Disciplines as `surefoot-case/1` spells them."""

    PT = "PT", _("Physical therapy")
    OT = "OT", _("Occupational therapy")
    SLP = "SLP", _("Speech-language pathology")


class ServiceKind(models.TextChoices):
    ENTER = "enter", _("Entered")
    CORRECT = "correct", _("Corrected")
    REMOVE = "remove", _("Removed")


@declared(
    identifying="reason",
    clinical="kind code minutes discipline starts_at ends_at",
    technical="visit service_id provider at entered_by",
)
class ServiceEvent(Kept):
    """One event of another service that the patient received on the day of the visit.

    `enter` and `correct` carry the whole description, `remove` a reason. What was not recorded stays empty: not known.
    """

    visit = models.ForeignKey("visits.Visit", on_delete=models.PROTECT, related_name="service_events")
    service_id = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=8, choices=ServiceKind)
    at = models.DateTimeField()
    entered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=8, blank=True)
    minutes = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    provider = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    discipline = models.CharField(max_length=3, choices=Discipline, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.CheckConstraint(
                name="visits_service_event_is_whole",
                condition=(Q(kind=ServiceKind.ENTER) & ~Q(code=""))
                | (Q(kind=ServiceKind.CORRECT) & ~Q(code="") & ~Q(reason=""))
                | (Q(kind=ServiceKind.REMOVE) & ~Q(reason="")),
            ),
            models.CheckConstraint(
                name="visits_service_times_come_together",
                condition=Q(starts_at__isnull=True, ends_at__isnull=True)
                | Q(starts_at__isnull=False, ends_at__isnull=False, ends_at__gt=F("starts_at")),
            ),
            models.UniqueConstraint(
                fields=["service_id"], condition=Q(kind=ServiceKind.ENTER), name="visits_service_entered_once"
            ),
        ]
