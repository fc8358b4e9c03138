"""`surefoot reset-second-factor`: for somebody who lost everything and has no administrator to ask, at the machine itself."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from surefoot.cli.home import default_home
from surefoot_web.config.env import read_environment, write_environment

from .server import prepare_database


class ResetSecondFactor:
    """Take away the second factor of one person, and end their sessions. The audit trail keeps that it was done here."""

    name = "reset-second-factor"
    help = "take away a lost second factor, at the machine itself"
    example = "Example: surefoot reset-second-factor lee"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("username", help="the user name of whoever lost it")
        parser.add_argument("--home", type=Path, help=f"folder of everything kept (default: {default_home()})")

    def run(self, args: argparse.Namespace) -> int:
        environment = read_environment()
        write_environment(replace(environment, home=(args.home or environment.home).expanduser().resolve()))
        fault = prepare_database() or _reset(args.username)
        if fault:
            print(fault, file=sys.stderr)
            return 2
        print(f"{args.username} sets up a second factor anew at the next sign-in.")
        return 0


def _reset(username: str) -> str | None:
    """Do it; say so where there is no such person, or None."""
    from surefoot_web.accounts.actions_doors import factor_reset_here
    from surefoot_web.accounts.models import User

    person = User.objects.filter(username=User.normalize_username(username)).first()
    if person is None:
        return "SF-W936  Nobody has this user name.\n  where  USERNAME\n  do     Check it; capital letters count."
    factor_reset_here(person)
    return None


reset_second_factor = ResetSecondFactor()
