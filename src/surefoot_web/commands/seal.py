"""`surefoot seal`: signs the end of the audit trail, with a key that is no part of the database."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict, replace
from pathlib import Path

from surefoot.cli.home import default_home
from surefoot_web.config.env import read_environment, write_environment

from .server import prepare_database


class Seal:
    """Seal the trail of every clinic and keep the seals; for a timer, beside what the server seals as it goes.

    Prints clinic, number and hash of the last event, and the key: nothing of a patient. Write them down elsewhere, or have
    SUREFOOT_SEALS name a folder on another machine.
    """

    name = "seal"
    help = "sign the end of the audit trail"
    example = "Example: surefoot seal --home /srv/surefoot"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--home", type=Path, help=f"folder of everything kept (default: {default_home()})")
        parser.add_argument(
            "--vouch", action="store_true", help="speak for events that verify calls not sealed, once you know why"
        )
        parser.add_argument(
            "--new-key", action="store_true", help="make a new sealing key first; old seals stay readable"
        )
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def run(self, args: argparse.Namespace) -> int:
        environment = read_environment()
        write_environment(replace(environment, home=(args.home or environment.home).expanduser().resolve()))
        fault = prepare_database()
        if fault:
            print(fault, file=sys.stderr)
            return 2
        from surefoot_web.trail.sealing import forget_key, keys_folder, seal_all
        from surefoot_web.trail.seals import SealRefused, replace_key

        try:
            if args.new_key:
                replace_key(keys_folder())
                forget_key()
            made = seal_all(vouched=args.vouch)
        except (SealRefused, OSError) as wrong:
            print(f"{refusal(wrong)}\n  where  keys/ and seals/ in --home\n  do     {DO}", file=sys.stderr)
            return 2
        if args.format == "json":
            print(json.dumps([asdict(one) for one in made]))
        else:
            told = [f"clinic {one.clinic}: event {one.number}, {one.hash}, sealed by {one.key}" for one in made]
            print("\n".join(told) or "There is nothing to seal yet.")
        return 0


DO = "Put the key back from where you keep a copy, or make a new one with --new-key; check with verify first."


def refusal(wrong: Exception) -> str:
    return (
        str(wrong) if str(wrong).startswith("SF-") else f"SF-W202  The trail cannot be sealed ({type(wrong).__name__})."
    )


seal = Seal()
