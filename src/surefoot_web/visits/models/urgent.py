"""What staff did about urgent signs: append-only, like what was shown to the patient."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from surefoot_web.records.base import Kept
from surefoot_web.records.declared import declared


class UrgentDone(models.TextChoices):
    SEEN = "seen", _("A clinician saw the patient")
    CALLED_911 = "called_911", _("911 was called")
    SENT = "sent", _("The patient was sent to an emergency department")
    REACHED = "reached", _("The patient was reached by phone")
    IN_CARE = "in_care", _("It is looked after already")
    NOT_SO = "not_so", _("Asked again: it is not so")
    OTHER = "other", _("Something else")


NEEDS_TEXT = (UrgentDone.NOT_SO, UrgentDone.OTHER)


@declared(identifying="text", clinical="signs done", technical="visit by at")
class UrgentAcknowledgement(Kept):
    """One member of staff took notice of the signs listed (`id:act`, as the library keys them) and says what was done."""

    visit = models.ForeignKey("visits.Visit", on_delete=models.PROTECT, related_name="urgent_acknowledgements")
    signs = models.JSONField()
    done = models.CharField(_("what was done"), max_length=12, choices=UrgentDone)
    text = models.TextField(_("in words"), blank=True)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.CheckConstraint(
                name="visits_urgent_acknowledgement_is_whole",
                condition=Q(done__in=UrgentDone.values) & (~Q(done__in=NEEDS_TEXT) | ~Q(text="")),
            )
        ]
