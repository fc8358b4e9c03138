"""Files of a signed visit: the note as it was sealed, the handout made from what was sealed; each with its digest."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from surefoot_web.records.faults import RecordRefused

from .models import LayerKind, SignedLayer
from .stored import document_from

Words = str | Promise


class SealBroken(RecordRefused):
    """What is stored is not what was signed."""

    code = "SF-W111"


@dataclass(frozen=True, slots=True)
class SignedFile:
    """One file that a signed visit offers. `sealed` names the sealed part it is, or is made from."""

    name: str
    file_name: str
    says: Words
    kind: str
    sealed: str
    made: bool
    content: Callable[[SignedLayer, Mapping[str, Any]], bytes]


def _pdf(layer: SignedLayer, names: Mapping[str, Any]) -> bytes:
    return bytes(layer.pdf)


def _json(layer: SignedLayer, names: Mapping[str, Any]) -> bytes:
    return layer.note_json.encode()


def _text(layer: SignedLayer, names: Mapping[str, Any]) -> bytes:
    from surefoot.note import render_text

    return render_text(document_from(layer.note_json)).encode()


def _sheet(layer: SignedLayer, names: Mapping[str, Any]) -> bytes:
    from surefoot.note import build_audit_sheet, render_pdf

    return render_pdf(build_audit_sheet(document_from(layer.note_json), layer.assessment))


def _with_sheet(layer: SignedLayer, names: Mapping[str, Any]) -> bytes:
    from surefoot.note import render_pdf, with_audit_sheet

    return render_pdf(with_audit_sheet(document_from(layer.note_json), layer.assessment))


def _handout(language: str, *, large_print: bool = False) -> Callable[[SignedLayer, Mapping[str, Any]], bytes]:
    def made(layer: SignedLayer, names: Mapping[str, Any]) -> bytes:
        from surefoot.note import build_handout, render_pdf

        given = {"language": language, "names": names, "large_print": large_print}
        return render_pdf(build_handout(layer.case, layer.assessment, **given))

    return made


FILES = {
    one.name: one
    for one in (
        SignedFile("note-pdf", "note.pdf", _("Note, PDF"), "application/pdf", "pdf", False, _pdf),
        SignedFile("note-json", "note.json", _("Note, JSON"), "application/json", "note", False, _json),
        SignedFile("note-text", "note.txt", _("Note, text"), "text/plain; charset=utf-8", "note", True, _text),
        SignedFile("audit-sheet", "audit-sheet.pdf", _("Audit sheet, PDF"), "application/pdf", "assessment", True, _sheet),
        SignedFile("note-and-audit-sheet", "note-and-audit-sheet.pdf", _("Note with its audit sheet, PDF"), "application/pdf", "assessment", True, _with_sheet),
        SignedFile("handout-en", "handout-en.pdf", _("Handout for the patient, English"), "application/pdf", "assessment", True, _handout("en")),
        SignedFile("handout-es", "handout-es.pdf", _("Handout for the patient, Spanish"), "application/pdf", "assessment", True, _handout("es")),
        SignedFile("handout-large-en", "handout-large-en.pdf", _("Handout in large print, English"), "application/pdf", "assessment", True, _handout("en", large_print=True)),
        SignedFile("handout-large-es", "handout-large-es.pdf", _("Handout in large print, Spanish"), "application/pdf", "assessment", True, _handout("es", large_print=True)),
    )
}  # fmt: skip


OF_LATER_LAYERS = ("note-pdf", "note-json", "note-text")  # the note with all that came after the signature until then


def files_of(layer: SignedLayer) -> list[dict[str, Any]]:
    """What the page lists: each file with the digest that the signature gave it, or what it is made from."""
    digests = {name: getattr(layer, f"{name}_sha256") for name in ("pdf", "note", "assessment")}
    return [{"file": FILES[name], "digest": digests[FILES[name].sealed]} for name in names_for(layer)]


def names_for(layer: SignedLayer) -> tuple[str, ...]:
    """Names of the files that a layer offers."""
    return tuple(FILES) if layer.kind == LayerKind.SIGNATURE else OF_LATER_LAYERS


def broken_in(layer: SignedLayer) -> list[str]:
    """The sealed parts that do not have the digest they were signed with."""
    parts = {
        "pdf": bytes(layer.pdf),
        **{name: getattr(layer, f"{name}_json").encode() for name in ("case", "assessment", "note")},
    }
    digests = {name: hashlib.sha256(stored).hexdigest() for name, stored in parts.items()}
    return [name for name, digest in digests.items() if digest != getattr(layer, f"{name}_sha256")]


def seal_check(layer: SignedLayer) -> None:
    """Raise `SealBroken` when a sealed part does not have the digest it was signed with."""
    if broken_in(layer):
        raise SealBroken(
            "What is stored here is not what was signed: its digest does not fit.",
            do="Do not use it. Tell your administrator, who can compare it with a backup.",
        )
