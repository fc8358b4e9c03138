"""One encounter: one patient, one day, one responsible provider."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from surefoot_web.records.base import Record
from surefoot_web.records.declared import declared


class VisitState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    INTAKE_DONE = "intake_done", _("Questionnaire done")
    TESTING = "testing", _("Testing")
    REVIEW = "review", _("Review")
    SIGNED = "signed", _("Signed")
    AMENDED = "amended", _("Signed, with addendum")
    ENDED_EARLY = "ended_early", _("Ended early")
    CANCELLED = "cancelled", _("Cancelled")
    ENTERED_IN_ERROR = "entered_in_error", _("Entered in error")


class Setting(models.TextChoices):
    OFFICE = "office", _("Office")
    HOSPITAL_OUTPATIENT = "hospital_outpatient", _("Hospital outpatient department")
    HOME = "home", _("Home")
    FACILITY = "facility", _("Facility")
    TELEHEALTH = "telehealth", _("Telehealth")


class OtherPresent(models.TextChoices):
    CAREGIVER = "caregiver", _("Caregiver")
    INTERPRETER = "interpreter", _("Interpreter")
    ASSISTANT = "assistant", _("Assistant")
    AIDE = "aide", _("Aide")
    STUDENT = "student", _("Student")


SIGNED_STATES = (VisitState.SIGNED, VisitState.AMENDED)
STATES_WITH_REASON = (VisitState.ENDED_EARLY, VisitState.CANCELLED, VisitState.ENTERED_IN_ERROR)


@declared(
    identifying="reason retest_reason status_reason",
    clinical="date setting payer_policy diagnoses others_present plan_of_care_certified_on "
    "plan_of_care_certified_by plan_of_care_ends_on plan_of_care_discipline state ended_early_at",
    technical="patient provider signed_by signed_at",
)
class Visit(Record):
    """A balance assessment visit. `ended_early_at` stays when an interrupted visit is signed afterwards."""

    patient = models.ForeignKey("patients.Patient", on_delete=models.PROTECT, related_name="visits")
    date = models.DateField(_("date"))
    reason = models.TextField(_("reason for testing"), blank=True)
    retest_reason = models.TextField(_("why the patient is tested again"), blank=True)
    provider = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="visits")
    setting = models.CharField(_("setting"), max_length=32, choices=Setting, default=Setting.OFFICE)
    payer_policy = models.CharField(_("payer policy"), max_length=64)
    diagnoses = models.JSONField(_("diagnoses"), default=list, blank=True)
    others_present = models.JSONField(_("others present"), default=list, blank=True)
    plan_of_care_certified_on = models.DateField(_("plan of care certified on"), null=True, blank=True)
    plan_of_care_certified_by = models.CharField(_("plan of care certified by"), max_length=200, blank=True)
    plan_of_care_ends_on = models.DateField(_("plan of care ends on"), null=True, blank=True)
    plan_of_care_discipline = models.CharField(_("discipline"), max_length=16, blank=True)
    state = models.CharField(max_length=20, choices=VisitState, default=VisitState.PLANNED)
    status_reason = models.TextField(_("reason"), blank=True)
    ended_early_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-date", "-created_at")
        constraints = [
            models.CheckConstraint(name="visits_visit_state_known", condition=Q(state__in=VisitState.values)),
            models.CheckConstraint(name="visits_visit_setting_known", condition=Q(setting__in=Setting.values)),
            models.CheckConstraint(
                name="visits_visit_signature_is_whole",
                condition=Q(state__in=SIGNED_STATES, signed_by__isnull=False, signed_at__isnull=False)
                | (~Q(state__in=SIGNED_STATES) & Q(signed_by__isnull=True, signed_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="visits_visit_stopped_with_reason",
                condition=~Q(state__in=STATES_WITH_REASON) | ~Q(status_reason=""),
            ),
            models.CheckConstraint(
                name="visits_visit_ended_early_is_whole",
                condition=Q(ended_early_at__isnull=True) & ~Q(state=VisitState.ENDED_EARLY)
                | (Q(ended_early_at__isnull=False) & ~Q(status_reason="")),
            ),
            models.CheckConstraint(
                name="visits_visit_plan_of_care_in_order",
                condition=Q(plan_of_care_ends_on__isnull=True)
                | Q(plan_of_care_certified_on__isnull=True)
                | Q(plan_of_care_ends_on__gte=F("plan_of_care_certified_on")),
            ),
        ]
        indexes = [models.Index(fields=["clinic", "date"], name="visit_by_day")]

    def __str__(self) -> str:
        return f"{self.date.isoformat()}"

    @property
    def is_signed(self) -> bool:
        return self.state in SIGNED_STATES
