"""The outside list: what the server acknowledged, written and on the disk before the next thing is asked of it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from threading import Lock
from typing import Any


class Outside:
    """One line for each write that was answered with yes: which step, and by which operation id it can be found again."""

    def __init__(self, path: Path) -> None:
        self.path, self.lock = path, Lock()
        path.touch()

    def acknowledged(self, step: str, **facts: Any) -> None:
        with self.lock, self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"step": step, **facts}) + "\n")
            file.flush()
            os.fsync(file.fileno())

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.path.read_text("utf-8").splitlines()]
