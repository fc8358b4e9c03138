"""`surefoot backup`: one sealed copy of everything the clinic keeps, made while it works."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from surefoot.cli.home import default_home
from surefoot.errors import Refused
from surefoot_web.config.env import read_environment, write_environment

from .server import prepare_database


class Backup:
    """Write a copy of home folder and database, sealed to the public keys in the home folder. It is never in plain text."""

    name = "backup"
    help = "one sealed copy of everything the clinic keeps"
    example = "Example: surefoot backup --to /mnt/copies --keep-days 90   (the first time: surefoot backup --new-key /media/stick/key.txt)"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        does = parser.add_mutually_exclusive_group(required=True)
        does.add_argument(
            "--to", type=Path, metavar="FOLDER", help="where the copy goes: another disk, or what is sent elsewhere"
        )
        does.add_argument(
            "--new-key",
            type=Path,
            metavar="FILE",
            help="make the key that opens copies; keep it away from this machine",
        )
        parser.add_argument(
            "--recipient", action="append", default=[], metavar="age1…", help="seal the copy to this public key as well"
        )
        parser.add_argument(
            "--keep-days",
            type=_days,
            metavar="DAYS",
            help="afterwards remove copies in FOLDER that are older, but not those held",
        )
        parser.add_argument("--home", type=Path, help=f"folder of everything kept (default: {default_home()})")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def run(self, args: argparse.Namespace) -> int:
        environment = read_environment()
        home = (args.home or environment.home).expanduser().resolve()
        write_environment(replace(environment, home=home))
        try:
            return _new_key(args, home) if args.new_key else _copy(args, home, embedded=not environment.database_url)
        except Refused as fault:
            print(fault, file=sys.stderr)
            return 2


def _days(text: str) -> int:
    days = int(text)
    if days < 1:
        raise ValueError(text)
    return days


def _new_key(args: argparse.Namespace, home: Path) -> int:
    from surefoot_web.copies.keys import key_make

    public = key_make(args.new_key.expanduser(), home)
    print(f"Copies are sealed to {public} from now on. The key that opens them is in {args.new_key}.")
    print("Keep that file away from this machine, and keep two: without it no copy can be opened.")
    return 0


def _copy(args: argparse.Namespace, home: Path, *, embedded: bool) -> int:
    from surefoot_web.copies.keys import recipients_of
    from surefoot_web.copies.making import copy_make
    from surefoot_web.copies.old import old_copies_remove

    recipients = recipients_of(home, args.recipient)
    fault = prepare_database()
    if fault:
        print(fault, file=sys.stderr)
        return 2
    from importlib.metadata import version

    from surefoot_web.records.clock import now

    at, folder = now(), args.to.expanduser().resolve()
    path, manifest = copy_make(
        home=home, folder=folder, embedded=embedded, recipients=recipients, at=at, release=version("surefoot")
    )
    gone = old_copies_remove(folder, keep_days=args.keep_days, at=at) if args.keep_days else []
    told = _told(path, manifest) | {"removed": [str(one) for one in gone]}
    print(json.dumps(told) if args.format == "json" else _text(told))
    return 0


def _told(path: Path, manifest: dict[str, Any]) -> dict[str, Any]:
    tables = manifest["database"]["tables"]
    return {
        "copy": str(path),
        "size_bytes": path.stat().st_size,
        "tables": len(tables),
        "rows": sum(table["rows"] for table in tables.values()),
        "files": len(manifest["files"]),
    }


def _text(told: dict[str, Any]) -> str:
    lines = [
        f"{told['copy']}: {told['rows']} rows of {told['tables']} tables, {told['files']} files, {told['size_bytes']} bytes."
    ]
    return "\n".join([*lines, *(f"Removed as over age: {one}" for one in told["removed"])])


backup = Backup()
