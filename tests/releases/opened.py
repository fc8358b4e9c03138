"""Run in a process of its own on a home of an earlier release: migrate it, then check what was signed in it. Prints JSON."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "surefoot_web.config.settings"

import django
from django.core.management import call_command

django.setup()
call_command("migrate", verbosity=0)

from surefoot.assessment import assess
from surefoot.knowledge import load_texts
from surefoot.knowledge.loader import Text
from surefoot.note import build_audit_sheet, render_text
from surefoot_web.notes.models import SignedLayer
from surefoot_web.notes.selectors_files import seal_check
from surefoot_web.notes.stored import document_from
from surefoot_web.trail.models import AuditEvent


def replayed(layer: SignedLayer) -> dict[str, object]:
    """The signed assessment, and the same case assessed again with the knowledge it was signed with."""
    pack = json.loads((Path(os.environ["SUREFOOT_HOME"]) / layer.knowledge_pack).read_text("utf-8"))
    knowledge = load_texts([Text(name, text) for name, text in pack.items()])
    again = assess(layer.case, knowledge)
    return {
        "digest": knowledge.digest == layer.knowledge_digest,
        "then": _verdict(layer.assessment),
        "again": _verdict(again),
    }


def _verdict(assessment: dict[str, object]) -> dict[str, object]:
    levels = {id_: level["level"] for id_, level in assessment["levels"].items()}
    factors = {factor["id"]: factor["answer"] for factor in assessment["factors"]}
    return {"levels": levels, "factors": factors, "may_submit": assessment["billing"]["may_submit"]}


layers = list(SignedLayer.objects.all())
for layer in layers:
    seal_check(layer)
    assert len(render_text(build_audit_sheet(document_from(layer.note_json), layer.assessment))) > 1000
json.dump(
    {"signed": len(layers), "events": AuditEvent.objects.count(), "replayed": [replayed(layer) for layer in layers]},
    sys.stdout,
)
