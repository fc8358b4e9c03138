"""The home folder: database, secret key, knowledge packs, documents, the key of the trail and its seals. Readable by its owner alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

FOLDERS = ("packs", "documents", "keys", "seals")


def prepare_home(home: Path) -> Path:
    """Create the home folder with its rooms, mode 0700, and return it. Safe to call again."""
    for folder in (home, *(home / name for name in FOLDERS)):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
    return home


def secret_key(home: Path) -> str:
    """Return the key kept in `home/secret_key`; make one, mode 0600, at the first start."""
    path = home / "secret_key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    with os.fdopen(handle, "w", encoding="ascii") as file:
        key = secrets.token_urlsafe(64)
        file.write(key)
    return key


def settle(folder: Path) -> None:
    """Have the folder's own entry on the disk, so that the new name outlives a loss of power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
