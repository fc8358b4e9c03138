"""The home of the demo clinic, made once a run and copied for each module that starts a server of its own."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

MAKE = """
import sys
from pathlib import Path
from surefoot_web.commands.demo import MARK, prepare_database
from surefoot_web.config.env import Environment, write_environment
home = Path(sys.argv[1])
write_environment(Environment(home=home, database_url="", tls=False, demo=True, hosts=()))
fault = prepare_database()
assert not fault, fault
(home / MARK).touch()
from surefoot_web.commands.demo_clinic import ensure_clinic
ensure_clinic()
"""


def demo_home_at(place: Path, factory: pytest.TempPathFactory) -> None:
    """Put a demo clinic's home at `place`, which is not there yet."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    made = shared / "demo-home"
    with (shared / "demo-home.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            fresh = shared / "demo-home.making"
            shutil.rmtree(fresh, ignore_errors=True)
            subprocess.run([sys.executable, "-c", MAKE, str(fresh)], check=True, timeout=300)
            fresh.rename(made)
    shutil.copytree(made, place)
