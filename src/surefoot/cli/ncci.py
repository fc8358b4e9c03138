"""surefoot ncci import: the clinic's own copy of the published same-day edits, into its knowledge."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from surefoot.billing import edit_table
from surefoot.cli.files import say, today
from surefoot.cli.home import OWN_KNOWLEDGE, home_folder
from surefoot.cli.own_knowledge import checked, taken
from surefoot.errors import Fault, KnowledgeRefused, Refused
from surefoot.interop.ncci import Edition, Pair, edition_of, edits_file, pairs_of, sources_file, units_limit_of

CODE = "97750"
_SETTINGS = {"practitioner": "practitioner", "hospital": "hospital_outpatient"}


@dataclass(frozen=True, slots=True)
class Tables:
    """What was read: pairs in force at the end of the quarter, codes with a history, units a day.

    `files` are the knowledge files made of it, {name: text}, the source first: an edit never stands without it.
    """

    edition: Edition
    in_force: int
    codes: int
    units_limit: int
    files: Mapping[str, str]


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
    tables = tables_read(args.files, args.units, edition=edition, home=args.home, day=today())
    try:
        taken(args.home, tables.files)
    except KnowledgeRefused as refused:
        raise Refused(refused.faults) from None
    say(
        f"{tables.in_force} pairs of {CODE} in force at the end of {edition.name}, {tables.codes} codes with a history; "
        f"at most {tables.units_limit} units a day"
    )
    if not args.units:
        say("The limit of units was not in these files: the one known before is kept. Send it with --units.")
    say(f"written: {args.home / OWN_KNOWLEDGE / list(tables.files)[-1]}")
    return 0


def tables_read(files: Sequence[Path], units: Path | None, *, edition: Edition, home: Path, day: date) -> Tables:
    """Read all parts of one table, and the medically unlikely edits; nothing is written yet. Raises Refused."""
    pairs = pairs_of(CODE, files)
    limit = units_limit_of(CODE, units) if units else _known_limit(edition, home)
    names = [path.name for path in (*files, *([units] if units else ()))]
    label = f"{'hospital' if edition.setting == 'hospital_outpatient' else 'practitioner'}-{edition.name}"
    new = {
        f"ncci-{label}-source.yaml": sources_file(edition, names, day),
        f"ncci-{label}.yaml": edits_file(CODE, edition, pairs, limit),
    }
    in_force = sum(pair.last is None or pair.last >= edition.last for pair in pairs)
    return Tables(edition, in_force, _codes(pairs), limit, new)


def _codes(pairs: Iterable[Pair]) -> int:
    return len({pair.other for pair in pairs})


def _known_limit(edition: Edition, home: Path) -> int:
    setting = "hospital_outpatient" if edition.setting == "hospital_outpatient" else "office"
    table = edit_table(checked(home, {}), setting, edition.last)
    if table is None:
        says = "No limit of units is known for this setting."
        raise Refused([Fault("SF-B046", "--units", says, "Add the file of medically unlikely edits with --units.")])
    return int(table["units_limit"])
