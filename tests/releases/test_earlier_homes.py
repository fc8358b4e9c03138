"""The home of every earlier release opens: it migrates forward, what was signed verifies, and its case gives the same verdict."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.mark.parametrize("archive", sorted(HERE.glob("*.tar.xz")), ids=lambda path: path.name)
def test_an_earlier_home_opens(archive: Path, tmp_path: Path) -> None:
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path, filter="data")
    tmp_path.chmod(0o700)
    environment = {**os.environ, "SUREFOOT_HOME": str(tmp_path), "DATABASE_URL": ""}
    done = subprocess.run(
        [sys.executable, HERE / "opened.py"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["signed"] >= 1
    assert found["events"] > 10
    for layer in found["replayed"]:
        assert layer["digest"]
        assert layer["again"] == layer["then"]


def test_a_home_is_kept_for_this_line_of_releases() -> None:
    assert list(HERE.glob("v*.tar.xz"))
