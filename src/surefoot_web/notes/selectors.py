"""Reads of sentences and signed layers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from surefoot.instruments.alike import ways_of
from surefoot.wording import ATTESTATION, STATEMENTS
from surefoot_web.records.clock import moment_in
from surefoot_web.visits.models import Visit

from .models import LayerKind, Section, Sentence, SentenceState, SignedLayer


def sentences_of(visit: Visit) -> dict[str, Sentence]:
    """What the signer did with each draft: {draft id: Sentence}. A draft that is not in it is untouched."""
    return {row.draft: row for row in Sentence.objects.filter(visit=visit).select_related("touched_by")}


def report_of(visit: Visit, offered: Sequence[str] = ()) -> dict[str, Any]:
    """The report in the signer's words: {section: text} of the sentences that were kept, edited or written.

    They stand in the order of `offered` (ids of drafts); behind those, the signer's own and drafts no longer offered.
    """
    places = {draft: place for place, draft in enumerate(offered)}
    touched = [row for row in sentences_of(visit).values() if row.state != SentenceState.REMOVED]
    rows = sorted(touched, key=lambda row: places.get(row.draft, len(places)))
    texts = {section: " ".join(row.text for row in rows if row.section == section) for section in Section.values}
    return {section: text for section, text in texts.items() if text}


def report_sentences(visit: Visit, offered: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Each sentence of `report_of` and each that was removed, with how it came about, in the same order.

    One of the signer's own that they took out again was never offered, and leaves no trace in the report.
    """
    places = {draft: place for place, draft in enumerate(offered)}
    rows = [row for row in sentences_of(visit).values() if row.text or row.draft_text]
    rows.sort(key=lambda row: (Section.values.index(row.section), places.get(row.draft, len(places))))
    return [_sentence(row, visit.clinic.time_zone) for row in rows]


def _sentence(row: Sentence, time_zone: str) -> dict[str, Any]:
    how = SentenceState.of(row.text, row.draft_text) if row.text else SentenceState.REMOVED
    known = {"text": row.text, "offered": row.draft_text}
    who = {"by": row.touched_by.staff_id, "at": moment_in(time_zone, row.touched_at)}
    named = {"id": row.draft, "section": row.section, "how": str(how)}
    return named | {name: text for name, text in known.items() if text} | who


def stated_of(visit: Visit) -> dict[str, str]:
    """What the signer of the visit stated, as it was sealed; while the signature is being sealed, as it is stated now."""
    layer = SignedLayer.objects.filter(visit=visit, kind=LayerKind.SIGNATURE).first()
    stated = (layer.statement, layer.statement_version) if layer else (STATEMENTS[ATTESTATION], ATTESTATION)
    return {"statement": stated[0], "statement_version": stated[1]} if stated[0] else {}


def layers_of(visit: Visit) -> list[SignedLayer]:
    """The signature and what came after it, in order."""
    return list(SignedLayer.objects.filter(visit=visit).select_related("signed_by").order_by("number"))


def earlier_scores_of(visit: Visit) -> list[dict[str, Any]]:
    """What the patient's signed visits before this one hold for change over time: day, scores, why some may not be compared, levels.

    Oldest first, as they were signed.
    """
    earlier = SignedLayer.objects.filter(
        visit__patient=visit.patient_id, visit__date__lt=visit.date, kind=LayerKind.SIGNATURE
    ).order_by("visit__date", "signed_at")
    earlier = earlier.defer("pdf", "note_json")
    return [{"date": layer.case["visit"]["date"], **for_comparison(layer.assessment)} for layer in earlier]


def for_comparison(assessment: dict[str, Any]) -> dict[str, Any]:
    """What a later visit compares with: known scores, how they were taken, why some may not be compared, levels."""

    scores = assessment.get("scores", ())
    apart = {one["id"]: one["reason"] for one in scores if one["status"] == "not_comparable" and one["reason"]}
    levels = {id_: level["level"] for id_, level in assessment.get("levels", {}).items()}
    known = _known(assessment)
    taken = {one["id"]: ways_of(one.get("taken")) for one in scores if one["id"] in known and one.get("taken")}
    parts = {"scores": known, "not_compared": apart, "levels": levels, "taken": taken}
    return {name: part for name, part in parts.items() if part or name == "scores"}


def _known(assessment: dict[str, Any]) -> dict[str, Any]:
    return {score["id"]: score["value"] for score in assessment.get("scores", ()) if score.get("value") is not None}
