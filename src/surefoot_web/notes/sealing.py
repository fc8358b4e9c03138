"""What a signature seals: case, assessment, note and PDF, each with its digest."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from surefoot_web.config.knowledge import load
from surefoot_web.visits.case import assessment_of, case_of, names_of
from surefoot_web.visits.models import Visit

from .packs import pack_keep


def sealed(visit: Visit) -> dict[str, Any]:
    """Return the fields of a signed layer for `visit`, whose row is already signed.

    Raises `surefoot.errors.CaseRefused` when the case has faults; the transaction around then takes the signature back.
    """
    from surefoot.note import build_note, render_pdf  # the typesetter is slow to load

    case, assessment = case_of(visit), assessment_of(visit)
    note = build_note(case, assessment, names=names_of(visit), knowledge=load())
    texts = {"case": canonical(case), "assessment": canonical(assessment), "note": canonical(note.as_json())}
    pdf = render_pdf(note)
    return {
        **{f"{name}_json": text for name, text in texts.items()},
        **{f"{name}_sha256": _digest(text.encode()) for name, text in texts.items()},
        "pdf": pdf,
        "pdf_sha256": _digest(pdf),
        "knowledge_digest": assessment["knowledge"],
        "knowledge_pack": pack_keep(assessment["knowledge"]),
    }


def canonical(value: Any) -> str:
    """JSON with sorted keys and no spaces: equal values give equal text."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
