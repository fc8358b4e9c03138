"""`surefoot serve`: the web application on this machine."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from surefoot.cli.home import default_home
from surefoot_web.config.env import read_environment, write_environment

from .seal import refusal
from .server import Listening, address_faults, prepare_database, run_server


class Serve:
    """Serve the clinic of a home folder. Loopback by plain HTTP; anything beyond needs a certificate."""

    name = "serve"
    help = "the web app on this machine"
    example = "Example: surefoot serve --home /srv/surefoot"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        add_listening(parser)
        parser.add_argument("--home", type=Path, help=f"folder of everything kept (default: {default_home()})")
        parser.add_argument("--cert", type=Path, help="TLS certificate (PEM); with --key, other hosts are allowed")
        parser.add_argument("--key", type=Path, help="key of the certificate (PEM)")

    def run(self, args: argparse.Namespace) -> int:
        listening = Listening(args.host, args.port, cert=args.cert, key=args.key)
        fault = address_faults(listening)
        if fault:
            print(fault, file=sys.stderr)
            return 2
        try:
            environment = read_environment()
        except ImproperlyConfigured as wrong:
            print(wrong, file=sys.stderr)
            return 2
        hosts = environment.hosts if listening.loopback else (*environment.hosts, args.host)
        home = args.home or environment.home
        write_environment(
            replace(environment, home=home.expanduser().resolve(), tls=listening.tls or environment.tls, hosts=hosts)
        )
        fault = prepare_database()
        if fault:
            print(fault, file=sys.stderr)
            return 2
        print(f"Surefoot is at {listening.url}  (stop it with Ctrl-C)", flush=True)
        _announce_set_up(listening)
        seal_at_start()
        run_server(listening)
        return 0


def seal_at_start() -> None:
    """Seal what there is before anything is added. Where that cannot be, say so and serve all the same."""
    from surefoot_web.trail.sealing import seal_all
    from surefoot_web.trail.seals import SealRefused

    try:
        seal_all()
    except (SealRefused, OSError) as wrong:
        print(f"{refusal(wrong)} Run surefoot verify.", file=sys.stderr, flush=True)


def _announce_set_up(listening: Listening) -> None:
    from surefoot_web.accounts.set_up import set_up_token

    token = set_up_token()
    if token is not None:
        print(f"There is no clinic yet. Set it up at {listening.url}/set-up/{token}/", flush=True)


def add_listening(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: 8000)")


serve = Serve()
