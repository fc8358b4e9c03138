"""The patient."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from surefoot_web.records.base import Record
from surefoot_web.records.declared import declared


class Sex(models.TextChoices):
    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    OTHER = "other", _("Other")
    UNKNOWN = "unknown", _("Not known")


class Language(models.TextChoices):
    ENGLISH = "en", "English"
    SPANISH = "es", "Español"


@declared(
    identifying="identifier given_name family_name birth_date",
    clinical="sex language payer_policy",
    technical="practice",
)
class Patient(Record):
    """A person the clinic cares for. `identifier` is the clinic's own number; `payer_policy` follows the coverage.

    A patient with `practice` is nobody: staff learn with it, and neither claims nor figures of the clinic count it.
    """

    identifier = models.CharField(_("patient number"), max_length=64)
    given_name = models.CharField(_("given name"), max_length=120)
    family_name = models.CharField(_("family name"), max_length=120)
    birth_date = models.DateField(_("date of birth"))
    sex = models.CharField(_("sex"), max_length=8, choices=Sex, default=Sex.UNKNOWN)
    language = models.CharField(_("language"), max_length=8, choices=Language, default=Language.ENGLISH)
    payer_policy = models.CharField(_("payer policy"), max_length=64, default="cms")
    practice = models.BooleanField(_("practice patient"), default=False, db_default=False)

    class Meta:
        ordering = ("family_name", "given_name", "birth_date")
        constraints = [
            models.UniqueConstraint(fields=["clinic", "identifier"], name="patients_patient_identifier_once"),
            models.CheckConstraint(name="patients_patient_sex_known", condition=Q(sex__in=Sex.values)),
            models.CheckConstraint(name="patients_patient_language_known", condition=Q(language__in=Language.values)),
        ]
        indexes = [models.Index(fields=["clinic", "family_name", "given_name"], name="patient_by_name")]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}"

    def age_on(self, day: date) -> int:
        """Age in whole years on `day`."""
        born = self.birth_date
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
