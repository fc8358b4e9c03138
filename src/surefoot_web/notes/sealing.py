"""What a signature seals: case, assessment, note and PDF, each with its digest; and what a later one seals on top of it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from surefoot_web.config.knowledge import load
from surefoot_web.records.clock import moment_in
from surefoot_web.visits.case import assessment_of, case_of, names_of, provider_of
from surefoot_web.visits.models import Visit

from .models import LayerKind, SignedLayer
from .packs import pack_keep
from .stored import document_from


def sealed(visit: Visit) -> dict[str, Any]:
    """Return the fields of a signed layer for `visit`, whose row is already signed.

    Raises `surefoot.errors.CaseRefused` when the case has faults; the transaction around then takes the signature back.
    """
    from surefoot.note import build_note, render_pdf  # the typesetter is slow to load

    case, assessment = case_of(visit), assessment_of(visit)
    note = build_note(case, assessment, names=names_of(visit), knowledge=load())
    texts = {"case": canonical(case), "assessment": canonical(assessment), "note": canonical(note.as_json())}
    kept = {"knowledge_digest": assessment["knowledge"], "knowledge_pack": pack_keep(assessment["knowledge"])}
    return _digested(texts, render_pdf(note)) | kept


def sealed_later(visit: Visit, first: SignedLayer, later: list[SignedLayer]) -> dict[str, Any]:
    """Return the sealed fields of the last of `later`: the signed note word for word, with all of `later` behind it.

    Nothing is assessed anew: the assessment and the knowledge are those of the signature.
    """
    from surefoot.note import render_pdf, with_later

    case = _case_with(visit, first, later)
    note = with_later(document_from(first.note_json), case, first.assessment, names=names_of(visit))
    texts = {"case": canonical(case), "assessment": first.assessment_json, "note": canonical(note.as_json())}
    kept = {"knowledge_digest": first.knowledge_digest, "knowledge_pack": first.knowledge_pack}
    return _digested(texts, render_pdf(note)) | kept


def _case_with(visit: Visit, first: SignedLayer, later: list[SignedLayer]) -> dict[str, Any]:
    case = first.case
    report = case.setdefault("report", {})
    for layer in later:
        who = {"by": layer.signed_by.staff_id, "at": moment_in(visit.clinic.time_zone, layer.signed_at)}
        if layer.kind == LayerKind.COSIGNATURE:
            report.setdefault("cosigned", []).append({**who, "statement": layer.statement})
        else:
            report.setdefault("later", []).append({"kind": layer.kind, "text": layer.text, **who})
        if layer.signed_by.staff_id not in {one["id"] for one in case.get("providers", ())}:
            case.setdefault("providers", []).append(provider_of(layer.signed_by))
    return case


def _digested(texts: dict[str, str], pdf: bytes) -> dict[str, Any]:
    return {
        **{f"{name}_json": text for name, text in texts.items()},
        **{f"{name}_sha256": _digest(text.encode()) for name, text in texts.items()},
        "pdf": pdf,
        "pdf_sha256": _digest(pdf),
    }


def canonical(value: Any) -> str:
    """JSON with sorted keys and no spaces: equal values give equal text."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
