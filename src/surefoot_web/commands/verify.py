"""`surefoot verify`: whether what was signed still has its digests, and the audit trail its chain."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from surefoot.cli.home import default_home
from surefoot_web.config.env import read_environment, write_environment

from .server import prepare_database


class Verify:
    """Compare every signed layer with its digests, its knowledge pack with its content hash, every audit event with its chain.

    Exit 1 where something does not fit. Prints ids and digests alone, nothing of a patient.
    """

    name = "verify"
    help = "whether what was signed, and the audit trail, are as they were written"
    example = "Example: surefoot verify --home /srv/surefoot"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--home", type=Path, help=f"folder of everything kept (default: {default_home()})")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def run(self, args: argparse.Namespace) -> int:
        environment = read_environment()
        write_environment(replace(environment, home=(args.home or environment.home).expanduser().resolve()))
        fault = prepare_database()
        if fault:
            print(fault, file=sys.stderr)
            return 2
        found = verified()
        print(json.dumps(found) if args.format == "json" else _text(found))
        return 1 if found["faults"] else 0


def verified() -> dict[str, Any]:
    """{"layers", "packs", "events": how many were looked at; "faults": [{"what", "says"}]}."""
    from surefoot_web.notes.models import SignedLayer
    from surefoot_web.trail.models import AuditEvent

    packs = dict(SignedLayer.objects.values_list("knowledge_digest", "knowledge_pack").distinct().order_by())
    counted = {
        "layers": SignedLayer.objects.count(),
        "packs": len(packs),
        "events": AuditEvent.objects.count(),
    }
    return counted | {"faults": [*_layers(), *_packs(packs), *_chains()]}


def _layers() -> Iterator[dict[str, str]]:
    from surefoot_web.notes.models import SignedLayer
    from surefoot_web.notes.selectors_files import broken_in

    for layer in SignedLayer.objects.order_by("visit_id", "number").iterator():
        for part in broken_in(layer):
            what = f"visit {layer.visit_id}, layer {layer.number}"
            yield {"what": what, "says": f"{part} does not have the digest it was signed with"}


def _packs(packs: dict[str, str]) -> Iterator[dict[str, str]]:
    from django.conf import settings

    from surefoot.errors import Refused
    from surefoot.knowledge import load_texts
    from surefoot.knowledge.loader import Text

    for digest, pack in sorted(packs.items()):
        try:
            texts = json.loads((settings.SUREFOOT_HOME / pack).read_text("utf-8"))
            fits = load_texts([Text(name, text) for name, text in texts.items()]).digest == digest
        except (OSError, ValueError, Refused):
            fits = False
        if not fits:
            yield {"what": pack, "says": "the knowledge that was signed with cannot be read, or is another one"}


def _chains() -> Iterator[dict[str, str]]:
    from surefoot_web.accounts.models import Clinic
    from surefoot_web.trail.chain import breaks_in

    for clinic in Clinic.objects.order_by("id"):
        for found in breaks_in(clinic):
            yield {"what": f"audit event {found.number} of clinic {clinic.pk}", "says": found.says}


def _text(found: dict[str, Any]) -> str:
    counted = (("layers", "signed layer"), ("packs", "knowledge pack"), ("events", "audit event"))
    looked = ", ".join(f"{found[key]} {name}{'' if found[key] == 1 else 's'}" for key, name in counted)
    if not found["faults"]:
        return f"All fits: {looked}."
    told = [f"{one['what']}: {one['says']}" for one in found["faults"]]
    return "\n".join([f"Looked at {looked}. This does not fit:", *told])


verify = Verify()
