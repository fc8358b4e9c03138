"""The signer's sentences, the signature, addenda."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from surefoot_web.accounts.models import User
from surefoot_web.records.actions import FINISHING, SIGNED, detail, writes
from surefoot_web.records.faults import InputRefused
from surefoot_web.records.ids import new_id
from surefoot_web.records.lengths import section_fits, sentence_fits
from surefoot_web.visits.actions.clocks import clocks_refuse
from surefoot_web.visits.actions.urgent import urgent_refuse
from surefoot_web.visits.models import Visit, VisitState
from surefoot_web.visits.states import move

from .models import LayerKind, Section, Sentence, SentenceState, SignedLayer
from .sealing import sealed
from .signable import outdated_refuse


@writes("sentence.keep", visit_in=FINISHING)
def sentence_keep(*, visit: Visit, draft: str, section: str, draft_text: str, by: User, at: datetime) -> Sentence:
    """Take a drafted sentence into the note as it is offered."""
    text = _given(draft_text)
    return _touch(visit, draft, section, state=SentenceState.KEPT, text=text, draft_text=text, by=by, at=at)


@writes("sentence.edit", visit_in=FINISHING)
def sentence_edit(
    *, visit: Visit, draft: str, section: str, draft_text: str, text: str, by: User, at: datetime
) -> Sentence:
    """Take a drafted sentence into the note in the signer's own words."""
    values = {"state": SentenceState.EDITED, "text": sentence_fits(_given(text)), "draft_text": draft_text}
    return _touch(visit, draft, section, **values, by=by, at=at)


@writes("sentence.remove", visit_in=FINISHING)
def sentence_remove(*, visit: Visit, draft: str, section: str, draft_text: str, by: User, at: datetime) -> Sentence:
    """Leave a sentence out of the note."""
    return _touch(visit, draft, section, state=SentenceState.REMOVED, text="", draft_text=draft_text, by=by, at=at)


@writes("sentence.write", visit_in=FINISHING)
def sentence_write(*, visit: Visit, section: str, text: str, by: User, at: datetime) -> Sentence:
    """Add a sentence of the signer's own."""
    text = sentence_fits(_given(text))
    return _touch(visit, f"own-{new_id()}", section, state=SentenceState.WRITTEN, text=text, by=by, at=at)


@writes("visit.sign", visit_in={VisitState.REVIEW, VisitState.ENDED_EARLY})
def visit_sign(*, visit: Visit, by: User, at: datetime) -> SignedLayer:
    """Sign the visit: seal case, assessment, note and PDF as they are now.

    Refused while an urgent sign waits for somebody, while a clock runs, and while a kept sentence no longer says what the
    record says.

    Only the responsible provider signs. Raises `surefoot.errors.CaseRefused` when the record has faults.
    """
    _check_signer(visit, by)
    urgent_refuse(visit)
    clocks_refuse(visit)
    outdated_refuse(visit)
    visit = move(visit, VisitState.SIGNED, signed_by=by, signed_at=at)
    return SignedLayer.objects.create(
        clinic=visit.clinic,
        visit=visit,
        kind=LayerKind.SIGNATURE,
        number=1,
        signed_by=by,
        signed_at=at,
        **sealed(visit),
    )


@writes("addendum.sign", visit_in=SIGNED)
def addendum_sign(*, visit: Visit, text: str, by: User, at: datetime) -> SignedLayer:
    """Add a signed addendum. What was signed before stays as it is."""
    text = _given(text)
    first = SignedLayer.objects.get(visit=visit, number=1)
    number = SignedLayer.objects.filter(visit=visit).count() + 1
    visit = move(visit, VisitState.AMENDED)
    return SignedLayer.objects.create(
        clinic=visit.clinic,
        visit=visit,
        kind=LayerKind.ADDENDUM,
        number=number,
        text=text,
        signed_by=by,
        signed_at=at,
        **_as_signed(first),
    )


def _as_signed(first: SignedLayer) -> dict[str, Any]:
    """An addendum rests on the very case, assessment and note that were signed."""
    parts = ("case", "assessment", "note")
    names = ["pdf", "pdf_sha256", "knowledge_digest", "knowledge_pack"]
    names += [f"{part}_{kind}" for part in parts for kind in ("json", "sha256")]
    return {name: getattr(first, name) for name in names}


def _touch(visit: Visit, draft: str, section: str, *, by: User, at: datetime, **values: Any) -> Sentence:
    if section not in Section.values:
        raise InputRefused("The note has no such section.", do="Load the page again.", field="section")
    _check_section(visit, draft, section, str(values["text"]))
    detail(draft=draft, state=str(values["state"]))
    values |= {"section": section, "touched_by": by, "touched_at": at}
    row = Sentence.objects.filter(visit=visit, draft=draft).first()
    if row is None:
        return Sentence.objects.create(clinic=visit.clinic, visit=visit, draft=draft, **values)
    return row.change(**values)


def _check_section(visit: Visit, draft: str, section: str, text: str) -> None:
    """Refuse `text` when the section would not fit into a case any more; taking words out is always possible."""
    if text:
        others = Sentence.objects.filter(visit=visit, section=section).exclude(draft=draft)
        section_fits([*others.exclude(state=SentenceState.REMOVED).values_list("text", flat=True), text])


def _check_signer(visit: Visit, by: User) -> None:
    if visit.provider_id != by.pk:
        raise InputRefused(
            f"{visit.provider.display_name} answers for this visit, and signs it.",
            do="Ask them to sign in and sign.",
        )


def _given(text: str) -> str:
    if not text.strip():
        raise InputRefused("The text is empty.", do="Write what the note should say.", field="text")
    return text.strip()
