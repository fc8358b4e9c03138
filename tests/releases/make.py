"""Keep the home of a synthetic clinic as this release leaves it: `python -m tests.releases.make v0.1`."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
KEPT = ("db.sqlite3", "packs", "synthetic-clinic")


def main(release: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        fill(home)
        with sqlite3.connect(home / "db.sqlite3") as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with tarfile.open(HERE / f"{release}.tar.xz", "w:xz") as archive:
            for name in KEPT:
                archive.add(home / name, arcname=name)


def fill(home: Path) -> None:
    """Start the demo clinic once, so that it makes its people and visits, and stop it when it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [Path(sys.executable).with_name("surefoot"), "demo", "--home", home, "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True) as demo:
        while not answers(port):
            time.sleep(0.2)
        os.killpg(demo.pid, signal.SIGTERM)


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


if __name__ == "__main__":
    main(sys.argv[1])
