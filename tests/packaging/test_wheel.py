"""The built wheel, installed in an empty environment elsewhere, does the main job: assess, note, and the demo clinic."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UV = Path(sys.prefix) / "bin" / "uv"
pytestmark = [pytest.mark.packaging, pytest.mark.xdist_group("packaging")]


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder with an environment of its own that holds the wheel and nothing of this checkout."""
    place = tmp_path_factory.mktemp("elsewhere")
    subprocess.run(
        [UV, "build", "--quiet", "--wheel", "--no-build-isolation", "--out-dir", place / "dist", ROOT],
        check=True,
        cwd=ROOT,
    )
    (wheel,) = (place / "dist").glob("*.whl")
    subprocess.run([UV, "venv", "--quiet", "--python", sys.executable, place / "env"], check=True, cwd=place)
    subprocess.run(
        [
            UV,
            "pip",
            "install",
            "--quiet",
            "--python",
            place / "env" / "bin" / "python",
            f"surefoot[all] @ {wheel.as_uri()}",
        ],
        check=True,
        cwd=place,
    )
    shutil.copy(ROOT / "examples" / "cases" / "contract.json", place / "case.json")
    return place


def run(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "DJANGO", "SUREFOOT"))
    }
    environment["SUREFOOT_HOME"] = str(place / "home")
    return subprocess.run(
        [place / "env" / "bin" / "surefoot", *arguments],
        cwd=place,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_assess(elsewhere: Path) -> None:
    done = run(elsewhere, "assess", "case.json", "--format", "json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["levels"]["steadi_2019"]["level"] == "at_risk"


def test_note(elsewhere: Path) -> None:
    done = run(elsewhere, "note", "case.json", "-o", "note.pdf")
    assert done.returncode == 0, done.stderr
    assert (elsewhere / "note.pdf").read_bytes().startswith(b"%PDF")


@pytest.fixture
def port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        free: int = listening.getsockname()[1]
    return free


def test_demo(elsewhere: Path, port: int) -> None:
    environment = {**os.environ, "SUREFOOT_HOME": str(elsewhere / "home")}
    command = [elsewhere / "env" / "bin" / "surefoot", "demo", "--port", str(port), "--home", elsewhere / "clinic"]
    with subprocess.Popen(
        command,
        cwd=elsewhere,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as demo:
        try:
            page = fetched(f"http://localhost:{port}/", demo)
        finally:
            os.killpg(demo.pid, signal.SIGTERM)
    assert "<html" in page
    assert "Surefoot" in page


def fetched(address: str, demo: subprocess.Popen[str]) -> str:
    for _ in range(120):
        if demo.poll() is not None:
            raise AssertionError(demo.stdout.read() if demo.stdout else "it stopped")
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.5)
    raise AssertionError("the demo did not answer in a minute")
