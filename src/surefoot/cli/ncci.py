"""surefoot ncci import: the clinic's own copy of the published same-day edits, into its knowledge."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from surefoot.billing import edit_table
from surefoot.cli.files import say, today, write_whole
from surefoot.cli.home import OWN_KNOWLEDGE, home_folder, installed
from surefoot.errors import Fault, KnowledgeRefused, Refused
from surefoot.interop.ncci import Edition, Pair, edition_of, edits_file, pairs_of, sources_file, units_limit_of
from surefoot.knowledge import load_texts
from surefoot.knowledge.loader import Text, packaged_texts

CODE = "97750"
_SETTINGS = {"practitioner": "practitioner", "hospital": "hospital_outpatient"}


class NcciCommand:
    name = "ncci"
    help = "import the published NCCI tables: pairs of codes and medically unlikely edits"
    example = "Example: surefoot ncci import medicare-ncci-2026q4-practitioner-ptp-edits-*.zip --units mcr_mue_practitioner.csv"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        actions = parser.add_subparsers(metavar="WHAT", required=True)
        taking = actions.add_parser("import", help="all parts of one table of pairs: zip, text or spreadsheet")
        taking.add_argument("files", type=Path, nargs="+", metavar="FILE")
        taking.add_argument(
            "--units", type=Path, metavar="FILE", help="the medically unlikely edits of the same setting"
        )
        taking.add_argument("--setting", choices=tuple(_SETTINGS), help="where the names of the files do not say it")
        taking.add_argument("--quarter", metavar="2026q4", help="where the names of the files do not say it")
        taking.add_argument("--home", type=Path, default=home_folder(), help="the home folder of the clinic")
        taking.set_defaults(run=_import)

    def run(self, args: argparse.Namespace) -> int:
        raise AssertionError("a part of this command runs, never the command itself")


def _import(args: argparse.Namespace) -> int:
    edition = edition_of(args.files, _SETTINGS.get(args.setting), args.quarter)
    pairs = pairs_of(CODE, args.files)
    limit = units_limit_of(CODE, args.units) if args.units else _known_limit(edition, args.home)
    names = [path.name for path in (*args.files, *([args.units] if args.units else ()))]
    sources = sources_file(edition, names, today())
    edits = edits_file(CODE, edition, pairs, limit)
    written = _kept(args.home / OWN_KNOWLEDGE, edition, sources, edits)
    in_force = sum(pair.last is None or pair.last >= edition.last for pair in pairs)
    say(
        f"{in_force} pairs of {CODE} in force at the end of {edition.name}, {_history(pairs)}; at most {limit} units a day"
    )
    if not args.units:
        say("The limit of units was not in these files: the one known before is kept. Send it with --units.")
    say(f"written: {written}")
    return 0


def _history(pairs: Iterable[Pair]) -> str:
    return f"{len({pair.other for pair in pairs})} codes with a history"


def _known_limit(edition: Edition, home: Path) -> int:
    setting = "hospital_outpatient" if edition.setting == "hospital_outpatient" else "office"
    table = edit_table(installed(home), setting, edition.last)
    if table is None:
        says = "No limit of units is known for this setting."
        raise Refused([Fault("SF-B046", "--units", says, "Add the file of medically unlikely edits with --units.")])
    return int(table["units_limit"])


def _kept(folder: Path, edition: Edition, sources: str, edits: str) -> Path:
    """Write both files, once everything together has been read without a fault."""
    label = "hospital" if edition.setting == "hospital_outpatient" else "practitioner"
    new = {f"ncci-{label}-{edition.name}-source.yaml": sources, f"ncci-{label}-{edition.name}.yaml": edits}
    there = sorted(folder.rglob("*.yaml")) if folder.is_dir() else []
    own = {path.name: path.read_text("utf-8") for path in there} | new
    try:
        load_texts([*packaged_texts(), *(Text(f"overlay/{name}", text) for name, text in sorted(own.items()))])
    except KnowledgeRefused as refused:
        raise Refused(refused.faults) from None
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, text in new.items():  # the source first: an edit never stands without it
        write_whole(folder / name, text.encode())
    return folder / next(reversed(new))
