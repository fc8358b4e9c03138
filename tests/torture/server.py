"""The real server in a process group of its own, so that `kill -9` takes the worker too; and a copy being made beside it."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

START_S = 120
SERVE = "import sys; from surefoot.cli import main; sys.exit(main())"


class Server:
    def __init__(self, home: Path, port: int, log: Path) -> None:
        self.home, self.port, self.log = home, port, log
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-c", SERVE, "serve", "--home", str(self.home), "--port", str(self.port)],
                stdout=out, stderr=out, start_new_session=True,
            )  # fmt: skip
        end = time.monotonic() + START_S
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise RuntimeError(f"the server did not start: {self.log.read_text()[-2000:]}")
            if self._answers():
                return
            time.sleep(0.05)
        raise RuntimeError("the server did not answer")

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
        try:
            connection.request("GET", "/sign-in/", headers={"Host": f"localhost:{self.port}"})
            return connection.getresponse().status < 500
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def kill(self) -> None:
        if self.process is not None:
            kill_group(self.process)
            self.process = None


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """`kill -9` of a process and of all that it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def copy_begin(home: Path, folder: Path, log: Path) -> subprocess.Popen[bytes]:
    with log.open("ab") as out:
        return subprocess.Popen(
            [sys.executable, "-c", SERVE, "backup", "--to", str(folder), "--home", str(home)],
            stdout=out, stderr=out, start_new_session=True,
        )  # fmt: skip
