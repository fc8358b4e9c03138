"""`surefoot verify`: whether what was signed still has its digests, and the audit trail its chain and its seals."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from surefoot.cli.home import default_home
from surefoot_web.config.env import read_environment, write_environment

from .server import prepare_database

if TYPE_CHECKING:
    from surefoot_web.trail.checking import Checked


class Unusable(Exception):
    """What was named cannot be looked at. The text says why and what to do."""


class Verify:
    """Compare signed layers with their digests, knowledge packs with their content hash, the audit trail with its chain and seals.

    With --seals FOLDER the copy of the seals kept elsewhere counts too; with --public-key FILE no other key is believed. With
    --export FILE nothing but that file is looked at. Exit 1 where something does not fit. Prints ids and digests alone.
    """

    name = "verify"
    help = "whether what was signed, and the audit trail, are as they were written"
    example = "Example: surefoot verify --home /srv/surefoot"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--home", type=Path, help=f"folder of everything kept (default: {default_home()})")
        parser.add_argument("--format", choices=("text", "json"), default="text")
        parser.add_argument("--seals", type=Path, help="folder elsewhere that holds a copy of the seals")
        parser.add_argument("--public-key", type=Path, action="append", help="the one key to believe (may be repeated)")
        parser.add_argument("--export", type=Path, help="check a file that the trail's page made; needs --public-key")

    def run(self, args: argparse.Namespace) -> int:
        try:
            return self._export(args) if args.export else self._home(args)
        except Unusable as wrong:
            print(wrong, file=sys.stderr)
            return 2

    def _export(self, args: argparse.Namespace) -> int:
        found = exported(args.export, args.public_key or [])
        print(json.dumps(found) if args.format == "json" else _export_text(found))
        return 1 if found["faults"] else 0

    def _home(self, args: argparse.Namespace) -> int:
        environment = read_environment()
        write_environment(replace(environment, home=(args.home or environment.home).expanduser().resolve()))
        fault = prepare_database()
        if fault:
            raise Unusable(fault)
        found = verified(seals=args.seals, public_keys=args.public_key or [])
        print(json.dumps(found) if args.format == "json" else _text(found))
        return 1 if found["faults"] else 0


def verified(*, seals: Path | None = None, public_keys: Sequence[Path] = ()) -> dict[str, Any]:
    """{"layers", "packs", "events", "seals": how many were looked at; "unsealed": clinics; "faults": [{"what", "says"}]}."""
    from surefoot_web.notes.models import SignedLayer
    from surefoot_web.trail.models import AuditEvent

    packs = dict(SignedLayer.objects.values_list("knowledge_digest", "knowledge_pack").distinct().order_by())
    counted = {
        "layers": SignedLayer.objects.count(),
        "packs": len(packs),
        "events": AuditEvent.objects.count(),
    }
    trail = _trail(seals, public_keys)
    faults = [*_layers(), *_packs(packs), *({"what": what, "says": says} for what, says in trail.faults)]
    return counted | {"seals": trail.seals, "vouched": trail.vouched, "unsealed": trail.unsealed, "faults": faults}


def exported(path: Path, public_keys: Sequence[Path]) -> dict[str, Any]:
    """{"events", "breaks", "signed_by", "faults"} of a part of a trail in a file."""
    from surefoot_web.trail.exported import NoExport, look
    from surefoot_web.trail.seals import SealRefused
    from surefoot_web.trail.seals import public_keys as keys_in

    try:
        looked = look(path, keys_in(*public_keys))
    except (NoExport, SealRefused) as wrong:
        raise Unusable(
            f"{wrong}\n  do     Name a file that the page of the trail made, and the clinic's public key."
        ) from wrong
    except OSError as wrong:
        raise Unusable(f"SF-W205  {path} cannot be read.\n  where  --export\n  do     Check the name.") from wrong
    told = {"events": looked.events, "breaks": looked.breaks, "signed_by": looked.signed_by}
    return told | {"faults": [{"what": what, "says": says} for what, says in looked.faults]}


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


def _trail(elsewhere: Path | None, public_keys: Sequence[Path]) -> Checked:
    from surefoot_web.trail.checking import check
    from surefoot_web.trail.sealing import keys_folder, seals_folder
    from surefoot_web.trail.seals import SealRefused
    from surefoot_web.trail.seals import public_keys as keys_in

    if elsewhere is not None and not elsewhere.is_dir():
        raise Unusable(f"SF-W206  {elsewhere} is no folder of seals.\n  where  --seals\n  do     Check the name.")
    try:
        keys = keys_in(*(public_keys or [keys_folder()]))
    except SealRefused as wrong:
        raise Unusable(f"{wrong}\n  where  --public-key\n  do     Check the name.") from wrong
    return check(seals_folder(), [elsewhere] if elsewhere else [], keys)


def _text(found: dict[str, Any]) -> str:
    counted = (("layers", "signed layer"), ("packs", "knowledge pack"), ("events", "audit event"), ("seals", "seal"))
    looked = ", ".join(f"{found[key]} {name}{'' if found[key] == 1 else 's'}" for key, name in counted)
    looked += f" ({found['vouched']} of them vouched for by command)" if found["vouched"] else ""
    bare = [f"No seal covers the trail of clinic {clinic} yet: run surefoot seal." for clinic in found["unsealed"]]
    if not found["faults"]:
        return "\n".join([f"All fits: {looked}.", *bare])
    told = [f"{one['what']}: {one['says']}" for one in found["faults"]]
    return "\n".join([f"Looked at {looked}. This does not fit:", *told, *bare])


def _export_text(found: dict[str, Any]) -> str:
    looked = f"{found['events']} audit events, of which {found['breaks']} do not stand beside the one before"
    signed = f"signed by {found['signed_by']}" if found["signed_by"] else "not signed"
    if not found["faults"]:
        return f"All fits: {looked}; {signed}."
    return "\n".join(
        [f"Looked at {looked}. This does not fit:", *(f"{one['what']}: {one['says']}" for one in found["faults"])]
    )


verify = Verify()
