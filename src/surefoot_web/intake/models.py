"""The questionnaire of one visit, its answers, and the urgent words it showed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from surefoot_web.patients.models import Language
from surefoot_web.records.base import Kept, Record
from surefoot_web.records.declared import declared


class Respondent(models.TextChoices):
    PATIENT = "patient", _("The patient")
    HELPED = "helped", _("The patient, with a caregiver’s help")
    CAREGIVER = "caregiver", _("A caregiver")
    STAFF = "staff", _("Staff, for the patient")


class Interpreter(models.TextChoices):
    PROFESSIONAL = "professional", _("A professional interpreter")
    FAMILY = "family", _("Family or a friend interprets")


class Medium(models.TextChoices):
    OWN_DEVICE = "own_device", _("Own device")
    KIOSK = "kiosk", _("Tablet of the clinic")
    PAPER = "paper", _("Paper")
    STAFF_READ = "staff_read", _("Read out by staff")


@declared(
    identifying="interpreter_name",
    clinical="who language medium interpreter interpreter_language",
    technical="visit handed_over_at handed_over_by submitted_at returned_at",
)
class IntakeForm(Record):
    """One questionnaire per visit. Between `handed_over_at` and `returned_at` the screen belongs to the respondent."""

    visit = models.OneToOneField("visits.Visit", on_delete=models.PROTECT, related_name="intake")
    who = models.CharField(_("who answers"), max_length=12, choices=Respondent, default=Respondent.PATIENT)
    language = models.CharField(_("language"), max_length=8, choices=Language, default=Language.ENGLISH)
    medium = models.CharField(_("how"), max_length=12, choices=Medium, default=Medium.KIOSK)
    interpreter = models.CharField(
        _("interpreter"), max_length=12, choices=Interpreter, blank=True, default="", db_default=""
    )
    interpreter_name = models.CharField(
        _("name of the interpreter"), max_length=80, blank=True, default="", db_default=""
    )
    interpreter_language = models.CharField(
        _("language of the interpreter"), max_length=40, blank=True, default="", db_default=""
    )
    handed_over_at = models.DateTimeField()
    handed_over_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="intake_form_who_known", condition=Q(who__in=Respondent.values)),
            models.CheckConstraint(name="intake_form_medium_known", condition=Q(medium__in=Medium.values)),
            models.CheckConstraint(name="intake_form_language_known", condition=Q(language__in=Language.values)),
            models.CheckConstraint(
                name="intake_form_interpreter_known", condition=Q(interpreter__in=["", *Interpreter.values])
            ),
        ]


@declared(identifying="value", clinical="section key", technical="form visit entered_by entered_at")
class Answer(Kept):
    """One answer as given. The latest row of a (section, key) wins; the earlier ones stay.

    `value` is JSON: a value, "unsure", "declined" or "not_asked". An empty `key` means that the whole section is one
    value, such as the list of medications.
    """

    visit = models.ForeignKey("visits.Visit", on_delete=models.PROTECT, related_name="answers")
    form = models.ForeignKey(IntakeForm, on_delete=models.PROTECT, related_name="answers")
    section = models.CharField(max_length=64)
    key = models.CharField(max_length=64, blank=True)
    value = models.JSONField()
    entered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ("entered_at", "id")
        indexes = [models.Index(fields=["visit", "section", "key"], name="answer_by_question")]


@declared(clinical="signs language medium", technical="form visit shown_at shown_by")
class UrgentShown(Kept):
    """Words for urgent signs came onto the screen: for which signs (`id:act`), in which language, how. What was shown stays.

    `shown_by` is who handed the questionnaire over, or who reads it out.
    """

    form = models.ForeignKey(IntakeForm, on_delete=models.PROTECT, related_name="urgent_shown")
    visit = models.ForeignKey("visits.Visit", on_delete=models.PROTECT, related_name="urgent_shown")
    signs = models.JSONField()
    language = models.CharField(max_length=8, choices=Language)
    medium = models.CharField(max_length=12, choices=Medium)
    shown_at = models.DateTimeField()
    shown_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("shown_at", "id")
