"""The signer's sentences, the signature, addenda."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from surefoot.wording import ATTESTATION, COSIGNATURE, STATEMENTS
from surefoot_web.accounts.models import User
from surefoot_web.records.actions import FINISHING, SIGNED, detail, writes
from surefoot_web.records.faults import InputRefused
from surefoot_web.records.ids import new_id
from surefoot_web.records.lengths import section_fits, sentence_fits
from surefoot_web.visits.actions.clocks import clocks_refuse
from surefoot_web.visits.actions.urgent import urgent_refuse
from surefoot_web.visits.models import Visit, VisitState
from surefoot_web.visits.states import move

from .cosigning import cosigner_refuse
from .models import ADDED, LayerKind, Section, Sentence, SentenceState, SignedLayer
from .sealing import sealed, sealed_later
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
    """Take a drafted sentence into the note in the signer's own words; words that are those offered are kept ones."""
    text = sentence_fits(_given(text))
    values = {"state": SentenceState.of(text, draft_text), "text": text, "draft_text": draft_text}
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
        statement=STATEMENTS[ATTESTATION],
        statement_version=ATTESTATION,
        signed_by=by,
        signed_at=at,
        **sealed(visit),
    )


@writes("cosignature.sign", visit_in=SIGNED)
def cosignature_sign(*, visit: Visit, by: User, at: datetime) -> SignedLayer:
    """Put a second provider's signature beside that of the responsible one, which it never replaces."""
    cosigner_refuse(visit, by)
    statement = {"statement": STATEMENTS[COSIGNATURE], "statement_version": COSIGNATURE}
    return _layer(visit, kind=LayerKind.COSIGNATURE, by=by, at=at, **statement)


@writes("addendum.sign", visit_in=SIGNED)
def addendum_sign(*, visit: Visit, text: str, by: User, at: datetime, kind: str = LayerKind.ADDENDUM) -> SignedLayer:
    """Add a signed late entry, correction or addendum. What was signed before stays as it is."""
    if kind not in ADDED:
        raise InputRefused("This is no kind of addition.", do="Choose one of those offered.", field="kind")
    text = _given(text)
    return _layer(move(visit, VisitState.AMENDED), kind=kind, text=text, by=by, at=at)


def _layer(visit: Visit, *, kind: str, by: User, at: datetime, **values: Any) -> SignedLayer:
    """The next layer, which seals the signed note with everything that came after the signature, itself included."""
    layers = list(SignedLayer.objects.filter(visit=visit).select_related("signed_by"))
    detail(kind=str(kind))
    new = SignedLayer(
        clinic=visit.clinic, visit=visit, kind=kind, number=len(layers) + 1, signed_by=by, signed_at=at, **values
    )
    for name, value in sealed_later(visit, layers[0], [*layers[1:], new]).items():
        setattr(new, name, value)
    new.save()
    return new


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
