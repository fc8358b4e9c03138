"""`surefoot restore`: a copy back into an empty place, or only looked at."""

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


class Restore:
    """Open a copy with its key, compare every file and table with its digest, and put it into an empty home folder and database.

    With `--check` it is opened and compared, and nothing is put anywhere. Exit 2 where it cannot be opened or does not fit.
    """

    name = "restore"
    help = "a copy back into an empty place, or only checked"
    example = "Example: surefoot restore surefoot-20261127T093000Z.age --key /media/stick/key.txt --home /srv/surefoot"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("copy", type=Path, metavar="FILE", help="what surefoot backup wrote")
        parser.add_argument("--key", type=Path, required=True, help="the file that surefoot backup --new-key wrote")
        parser.add_argument(
            "--home", type=Path, help=f"a folder that is empty or not there (default: {default_home()})"
        )
        parser.add_argument("--check", action="store_true", help="open and compare, put nothing anywhere")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def run(self, args: argparse.Namespace) -> int:
        environment = read_environment()
        home = (args.home or environment.home).expanduser().resolve()
        try:
            manifest = _restore(args, home, environment.database_url)
        except Refused as fault:
            print(fault, file=sys.stderr)
            return 2
        told = _told(manifest, None if args.check else home)
        print(json.dumps(told) if args.format == "json" else _text(told))
        return 0


def _restore(args: argparse.Namespace, home: Path, database_url: str) -> dict[str, Any]:
    from surefoot_web.copies.restoring import home_must_be_empty, opened

    if not args.check:
        home_must_be_empty(home)
    source, key = args.copy.expanduser(), args.key.expanduser()
    with opened(source, key, home) as (folder, manifest):
        if not args.check:
            _put(folder, manifest, home=home, database_url=database_url, source=source)
        return manifest


def _put(folder: Path, manifest: dict[str, Any], *, home: Path, database_url: str, source: Path) -> None:
    from surefoot_web.copies.restoring import home_put, kind_must_fit

    kind = manifest["database"]["kind"]
    kind_must_fit(kind, database_url, source)
    if kind == "postgresql":
        _into_server(folder, manifest, home=home, source=source)
    home_put(folder, home, database=kind == "sqlite")


def _into_server(folder: Path, manifest: dict[str, Any], *, home: Path, source: Path) -> None:
    """Fill the database that DATABASE_URL names. Django is set up over the unpacked files: the home folder is not there yet."""
    write_environment(replace(read_environment(), home=folder / "files"))
    import django

    django.setup()
    from surefoot_web.copies.restoring import server_put

    server_put(folder, manifest, source)


def _told(manifest: dict[str, Any], home: Path | None) -> dict[str, Any]:
    tables = manifest["database"]["tables"]
    return {
        "made_at": manifest["made_at"],
        "release": manifest["release"],
        "database": manifest["database"]["kind"],
        "rows": sum(table["rows"] for table in tables.values()),
        "tables": len(tables),
        "files": len(manifest["files"]),
        "home": str(home) if home else None,
    }


def _text(told: dict[str, Any]) -> str:
    whole = f"Copy of {told['made_at']} by release {told['release']} ({told['database']}): {told['rows']} rows of {told['tables']} tables, {told['files']} files"
    if told["home"] is None:
        return f"{whole}. Everything has the digest it was copied with. Nothing was put anywhere."
    return f"{whole}, put back into {told['home']}. Next: surefoot verify --home {told['home']}"


restore = Restore()
