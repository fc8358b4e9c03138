"""Twenty seeded kills of the real server under load; `make torture` does hundreds."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
KILLS = 20
PHASES = {"start", "intake", "timing", "plan", "signing", "backup"}


def test_nothing_that_was_acknowledged_is_lost_when_the_server_is_killed():
    command = [sys.executable, "-m", "tests.torture", "--kills", str(KILLS), "--seed", "20261127", "--clinics", "2"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900, check=False)
    assert done.stdout, done.stderr
    told = json.loads(done.stdout)
    assert told["faults"] == []
    assert done.returncode == 0
    assert sum(told["kills"].values()) == KILLS
    assert set(told["kills"]) == PHASES
    assert told["acknowledged"] > KILLS
