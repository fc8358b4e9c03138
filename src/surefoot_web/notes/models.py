"""The signer's sentences, and the layers that a signature seals."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from surefoot_web.records.base import Kept, Record
from surefoot_web.records.declared import declared


class Section(models.TextChoices):
    INTERPRETATION = "interpretation", _("Interpretation")
    ANALYSIS = "analysis", _("Analysis")
    PLAN_OF_CARE_IMPACT = "plan_of_care_impact", _("Impact on the plan of care")


class SentenceState(models.TextChoices):
    KEPT = "kept", _("Kept")
    EDITED = "edited", _("Edited")
    REMOVED = "removed", _("Removed")
    WRITTEN = "written", _("Written by the signer")

    @classmethod
    def of(cls, text: str, offered: str) -> SentenceState:
        """How a text came about: nothing was offered, the very words offered (whatever their spacing), or other words."""
        if not offered.strip():
            return cls.WRITTEN
        return cls.KEPT if text.split() == offered.split() else cls.EDITED


class LayerKind(models.TextChoices):
    SIGNATURE = "signature", _("Signature")
    COSIGNATURE = "cosignature", _("Co-signature")
    LATE_ENTRY = "late_entry", _("Late entry")
    CORRECTION = "correction", _("Correction")
    ADDENDUM = "addendum", _("Addendum")


ADDED = (LayerKind.LATE_ENTRY, LayerKind.CORRECTION, LayerKind.ADDENDUM)


@declared(identifying="text draft_text", clinical="section state", technical="visit draft touched_by touched_at")
class Sentence(Record):
    """What the signer did with one drafted sentence. A draft without a row is untouched, and does not enter the note.

    `draft` is the id that the assessment gave the sentence, `draft_text` its words when it was last touched; a sentence
    that the signer wrote has state `written`, an id of its own, and no draft text.
    """

    visit = models.ForeignKey("visits.Visit", on_delete=models.PROTECT, related_name="sentences")
    draft = models.CharField(max_length=100)
    section = models.CharField(max_length=24, choices=Section)
    state = models.CharField(max_length=8, choices=SentenceState)
    text = models.TextField(blank=True)
    draft_text = models.TextField(blank=True)
    touched_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    touched_at = models.DateTimeField()

    class Meta:
        ordering = ("section", "created_at", "id")
        constraints = [
            models.UniqueConstraint(fields=["visit", "draft"], name="notes_sentence_draft_once"),
            models.CheckConstraint(name="notes_sentence_section_known", condition=Q(section__in=Section.values)),
            models.CheckConstraint(
                name="notes_sentence_is_whole",
                condition=Q(state=SentenceState.REMOVED, text="")
                | (Q(state__in=(SentenceState.KEPT, SentenceState.EDITED, SentenceState.WRITTEN)) & ~Q(text="")),
            ),
        ]


@declared(
    identifying="text case_json assessment_json note_json pdf",
    technical="visit kind number statement statement_version knowledge_digest knowledge_pack case_sha256 "
    "assessment_sha256 note_sha256 pdf_sha256 signed_by signed_at",
)
class SignedLayer(Kept):
    """What one signature sealed, byte for byte. Layer 1 is the signature of the visit.

    Each later one is a co-signature, or adds its `text` as late entry, correction or addendum; it seals the note with all
    that came after the signature until then. `statement` is what its signer stated, under the version it had then.

    The JSON is kept as canonical text, since a digest covers bytes and a database may rewrite JSON.
    """

    visit = models.ForeignKey("visits.Visit", on_delete=models.PROTECT, related_name="layers")
    kind = models.CharField(max_length=12, choices=LayerKind)
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    statement = models.TextField(blank=True, default="")
    statement_version = models.CharField(max_length=32, blank=True, default="")
    case_json = models.TextField()
    assessment_json = models.TextField()
    note_json = models.TextField()
    pdf = models.BinaryField()
    case_sha256 = models.CharField(max_length=64)
    assessment_sha256 = models.CharField(max_length=64)
    note_sha256 = models.CharField(max_length=64)
    pdf_sha256 = models.CharField(max_length=64)
    knowledge_digest = models.CharField(max_length=64)
    knowledge_pack = models.CharField(max_length=200)
    signed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["visit", "number"], name="notes_layer_number_once"),
            models.CheckConstraint(
                name="notes_layer_is_of_its_kind",
                condition=Q(kind=LayerKind.SIGNATURE, number=1, text="")
                | Q(kind=LayerKind.COSIGNATURE, number__gt=1, text="")
                | (Q(kind__in=ADDED, number__gt=1) & ~Q(text="")),
            ),
            models.UniqueConstraint(
                fields=["visit", "signed_by"],
                condition=Q(kind__in=(LayerKind.SIGNATURE, LayerKind.COSIGNATURE)),
                name="notes_layer_signed_once_by_each",
            ),
        ]

    @property
    def case(self) -> dict[str, Any]:
        return json.loads(self.case_json)

    @property
    def assessment(self) -> dict[str, Any]:
        return json.loads(self.assessment_json)
