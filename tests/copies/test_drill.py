"""The drill: the commands copy a real clinic's home, lose it, and put it back; what was signed and the trail are whole."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

EARLIER = Path(__file__).parents[1] / "releases" / "v0.2.tar.xz"
pytestmark = pytest.mark.xdist_group("copies")


def surefoot(*args: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "import sys; from surefoot.cli import main; sys.exit(main())", *map(str, args)],
        env={**os.environ, "DATABASE_URL": "", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    """A clinic's home of an earlier release, a folder for its copies, and the key that opens them."""
    root = tmp_path_factory.mktemp("drill")
    home, copies = root / "home", root / "copies"
    home.mkdir(mode=0o700)
    copies.mkdir()
    with tarfile.open(EARLIER) as packed:
        packed.extractall(home, filter="data")
    made = surefoot("backup", "--new-key", root / "key.txt", "--home", home)
    assert made.returncode == 0, made.stderr
    done = surefoot("backup", "--to", copies, "--home", home, "--format", "json")
    assert done.returncode == 0, done.stderr
    return root, json.loads(done.stdout)


def test_the_lost_disk(places):
    root, told = places
    before = json.loads(surefoot("verify", "--home", root / "home", "--format", "json").stdout)
    shutil.rmtree(root / "home")
    done = surefoot("restore", told["copy"], "--key", root / "key.txt", "--home", root / "home", "--format", "json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["rows"] == told["rows"] > 100
    after = json.loads(surefoot("verify", "--home", root / "home", "--format", "json").stdout)
    assert after == before
    assert after["faults"] == []
    assert after["layers"] >= 1


def test_looking_puts_nothing_anywhere(places):
    root, told = places
    done = surefoot("restore", told["copy"], "--key", root / "key.txt", "--home", root / "nowhere", "--check")
    assert done.returncode == 0, done.stderr
    assert "Nothing was put anywhere" in done.stdout
    assert not (root / "nowhere").exists()


def test_a_copy_goes_back_into_its_own_kind_of_database(places):
    root, told = places
    server = {"DATABASE_URL": "postgresql://nobody@localhost/none"}
    done = surefoot("restore", told["copy"], "--key", root / "key.txt", "--home", root / "nowhere", **server)
    assert done.returncode == 2
    assert "SF-W921" in done.stderr
    assert not (root / "nowhere").exists()
