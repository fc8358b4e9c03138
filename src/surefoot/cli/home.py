"""The home folder as the commands see it: the clinic's own knowledge stands in it, on top of what is packaged."""

from __future__ import annotations

import os
from pathlib import Path

from surefoot.knowledge import Knowledge, load

HOME_VARIABLE = "SUREFOOT_HOME"
OWN_KNOWLEDGE = "knowledge"


def home_folder() -> Path:
    """SUREFOOT_HOME where it is set, else the user's own data folder."""
    return Path(os.environ.get(HOME_VARIABLE) or default_home()).expanduser()


def default_home() -> Path:
    """The user's own data folder: XDG_DATA_HOME where it is set, LOCALAPPDATA on Windows, else ~/.local/share."""
    base = os.environ.get("XDG_DATA_HOME") or os.environ.get("LOCALAPPDATA") or "~/.local/share"
    return Path(base).expanduser() / "surefoot"


def installed(home: Path | None = None) -> Knowledge:
    """The packaged knowledge with the clinic's own on top. Raises KnowledgeRefused."""
    own = (home or home_folder()) / OWN_KNOWLEDGE
    return load([own] if own.is_dir() else [])
