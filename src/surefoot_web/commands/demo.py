"""`surefoot demo`: the web application with a synthetic clinic, in a home folder of its own, on this machine alone."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from surefoot.cli.home import default_home
from surefoot_web.config.env import Environment, write_environment

from .serve import add_listening
from .server import Listening, address_faults, prepare_database, run_server

MARK = "synthetic-clinic"


class Demo:
    """Serve a clinic in which every person is made up. It never opens the database of a real one."""

    name = "demo"
    help = "the web app with a synthetic clinic"
    example = "Example: surefoot demo --port 8080"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        add_listening(parser)
        parser.add_argument("--home", type=Path, help=f"folder of the demo clinic (default: {demo_home()})")

    def run(self, args: argparse.Namespace) -> int:
        listening = Listening(args.host, args.port)
        home = (args.home or demo_home()).expanduser().resolve()
        write_environment(Environment(home=home, database_url="", tls=False, demo=True, hosts=()))
        fault = address_faults(listening) or home_fault(home) or prepare_database()
        if fault:
            print(fault, file=sys.stderr)
            return 2
        (home / MARK).touch()
        _announce(listening)
        run_server(listening)
        return 0


def demo_home() -> Path:
    return default_home().with_name("surefoot-demo")


def home_fault(home: Path) -> str | None:
    """Say so when `home` holds a clinic that is not synthetic."""
    if not (home / "db.sqlite3").exists() or (home / MARK).exists():
        return None
    return (
        f"SF-W906  {home} holds a clinic that was not made by this command.\n"
        "  where  --home\n"
        "  do     Name an empty folder, or start that clinic with: surefoot serve --home"
    )


def _announce(listening: Listening) -> None:
    from .demo_clinic import PASSWORD, STAFF, ensure_clinic

    ensure_clinic()
    print(f"Surefoot is at {listening.url}  (stop it with Ctrl-C)")
    print("A synthetic clinic: every person in it is made up.\n")
    print(f"  {'user name':<14} {'password':<16} who")
    for person in STAFF:
        print(f"  {person.username:<14} {PASSWORD:<16} {person.display_name} ({person.staff_id})")
    print(flush=True)


demo = Demo()
