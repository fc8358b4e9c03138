"""The app server: granian, with a worker that is spawned, since a fork after Polars was used hangs."""

from __future__ import annotations

import multiprocessing
import socket
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

THREADS = 4
PORTS = range(1, 65536)


@dataclass(frozen=True, slots=True)
class Listening:
    """Where the server listens, and its certificate if it has one."""

    host: str
    port: int
    cert: Path | None = None
    key: Path | None = None

    @property
    def loopback(self) -> bool:
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def tls(self) -> bool:
        return self.cert is not None and self.key is not None

    @property
    def url(self) -> str:
        """What to type into a browser. On loopback that is localhost: passkeys refuse an address of digits."""
        name = "localhost" if self.loopback else self.host
        return f"{'https' if self.tls else 'http'}://{name}:{self.port}"

    @property
    def address(self) -> str:
        return "127.0.0.1" if self.host == "localhost" else self.host


def address_faults(listening: Listening) -> str | None:
    """Say what is wrong with where the server should listen, or None."""
    if (listening.cert is None) != (listening.key is None):
        return "SF-W903  A certificate and its key belong together.\n  do     Give both --cert and --key, or neither."
    if not listening.loopback and not listening.tls:
        return (
            f"SF-W904  {listening.host} is reachable from other machines, and plain HTTP would show patient data on the way.\n"
            "  where  --host\n"
            "  do     Give --cert and --key for TLS, or leave --host out to serve this machine alone."
        )
    if listening.port not in PORTS:
        return (
            f"SF-W905  There is no port {listening.port}.\n  where  --port\n"
            f"  do     Choose a port from {PORTS[0]} to {PORTS[-1]}."
        )
    return _taken(listening)


def _taken(listening: Listening) -> str | None:
    family = socket.AF_INET6 if ":" in listening.address else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((listening.address, listening.port))
        except OSError as error:
            return (
                f"SF-W905  Cannot listen on {listening.host} port {listening.port}: {error.strerror}.\n"
                "  do     Stop what uses the port, or choose another with --port."
            )
    return None


def prepare_database() -> str | None:
    """Load Django and bring the database up to this version. Say what is wrong when that cannot be, else None."""
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import call_command
    from django.db import DatabaseError, connections

    try:
        django.setup()
        call_command("migrate", interactive=False, verbosity=0)
    except ImproperlyConfigured as wrong:
        return str(wrong)
    except OSError as error:
        return (
            f"SF-W907  The home folder cannot be used: {error.strerror}.\n  where  {error.filename}\n"
            "  do     Name a folder that you may write to, with --home."
        )
    except DatabaseError as error:
        return (
            f"SF-W908  The database cannot be used ({type(error).__name__}).\n  where  DATABASE_URL, or db.sqlite3 in --home\n"
            "  do     Check that the server runs and the address is right, or that the file is a Surefoot database."
        )
    connections.close_all()
    return None


def run_server(listening: Listening) -> None:
    """Serve until stopped. The worker is a new process, not a copy of this one: threads of this one would be missing in a copy."""
    multiprocessing.set_start_method("spawn", force=True)
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "surefoot_web.config.wsgi:application",
        address=listening.address,
        port=listening.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        websockets=False,
        log_access=False,
        log_level=LogLevels.error,
        ssl_cert=listening.cert,
        ssl_key=listening.key,
        respawn_failed_workers=True,
    ).serve()
