"""What is added after a signature: reviews settled, units changed, what a claim needs beside the record, the files made, what came back."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from surefoot_web.records.base import Kept
from surefoot_web.records.declared import declared


@declared(identifying="reason", clinical="review", technical="visit by at")
class Settlement(Kept):
    """A named person settled one review of the decision (`review` is its id), with a reason. The last one counts."""

    visit = models.ForeignKey("visits.Visit", on_delete=models.PROTECT, related_name="settlements")
    review = models.CharField(max_length=100)
    reason = models.TextField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")


@declared(identifying="reason", clinical="units", technical="visit by at")
class UnitsChange(Kept):
    """A named person set the units by hand, or took that back (`units` None), with a reason. The last one counts."""

    visit = models.ForeignKey("visits.Visit", on_delete=models.PROTECT, related_name="units_changes")
    units = models.PositiveSmallIntegerField(null=True)
    reason = models.TextField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")


class About(models.TextChoices):
    PRACTICE = "practice", _("Practice")
    COVERAGE = "coverage", _("Coverage of a patient")
    VISIT = "visit", _("One visit")


@declared(identifying="data", technical="about patient visit first_day by at")
class ClaimData(Kept):
    """What a claim needs beside the record, in the shape of `claim` in `surefoot-case/1`, from `first_day` on. The last row counts."""

    about = models.CharField(max_length=8, choices=About)
    patient = models.ForeignKey("patients.Patient", null=True, on_delete=models.PROTECT, related_name="coverages")
    visit = models.ForeignKey("visits.Visit", null=True, on_delete=models.PROTECT, related_name="claim_data")
    data = models.JSONField()
    first_day = models.DateField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("first_day", "at", "id")
        indexes = [models.Index(fields=["clinic", "about", "first_day"], name="billing_claim_data_day")]
        constraints = [
            models.CheckConstraint(
                name="billing_claim_data_is_about_one",
                condition=Q(about=About.PRACTICE, patient__isnull=True, visit__isnull=True)
                | Q(about=About.COVERAGE, patient__isnull=False, visit__isnull=True)
                | Q(about=About.VISIT, patient__isnull=True, visit__isnull=False),
            ),
        ]


class Form(models.TextChoices):
    X12 = "x12-837p", _("837P file for a clearing house or payer")
    CMS1500 = "cms1500-pdf", _("CMS-1500 on paper (PDF)")
    FHIR = "fhir", _("FHIR R4 Claim (JSON)")


@declared(identifying="content reason", technical="number form test sha256 by at")
class ClaimFile(Kept):
    """One file of claims as it was made, byte for byte. `number` counts up within the clinic and is the file's control number."""

    number = models.PositiveIntegerField()
    form = models.CharField(max_length=12, choices=Form)
    test = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["clinic", "number"], name="billing_file_number_once")]


@declared(clinical="units", technical="file visit claim")
class FiledClaim(Kept):
    """One claim in a file. `claim` is the number under which a payer's answer names it."""

    file = models.ForeignKey(ClaimFile, on_delete=models.PROTECT, related_name="claims")
    visit = models.ForeignKey("visits.Visit", on_delete=models.PROTECT, related_name="filed_claims")
    claim = models.CharField(max_length=20, db_index=True)
    units = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("id",)


@declared(identifying="content", technical="sha256 by at")
class Acknowledgement(Kept):
    """A 999 or 277CA as it came back."""

    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")
        constraints = [models.UniqueConstraint(fields=["clinic", "sha256"], name="billing_acknowledgement_once")]


@declared(clinical="result told", technical="acknowledgement file filed")
class PayerAnswer(Kept):
    """One answer of an acknowledgement, matched to the file or the claim it names; to neither where this clinic made none such."""

    acknowledgement = models.ForeignKey(Acknowledgement, on_delete=models.PROTECT, related_name="answers")
    file = models.ForeignKey(ClaimFile, null=True, on_delete=models.PROTECT, related_name="answers")
    filed = models.ForeignKey(FiledClaim, null=True, on_delete=models.PROTECT, related_name="answers")
    result = models.CharField(max_length=24)
    told = models.JSONField()

    class Meta:
        ordering = ("id",)
