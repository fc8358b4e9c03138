"""The keys of the copies: public ones stay in the home folder, the one that opens a copy is kept elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

import pyrage

from .faults import refused

RECIPIENTS = Path("keys") / "backup_recipients"
ABOUT = (
    "# This key opens the copies of a Surefoot clinic. Whoever has it and a copy can read every patient's record.\n"
    "# Keep it away from the machine that makes the copies, and keep two: without it no copy can be opened.\n"
    "# public key: {public}\n"
)


def key_make(path: Path, home: Path) -> str:
    """Write a new private key to `path`, mode 0600, and seal every later copy to it too. Return its public key.

    Raises CopyRefused where `path` exists, lies in the home folder (a thief of the machine would have both), or cannot be written.
    """
    if path.resolve().is_relative_to(home.resolve()):
        raise refused(
            "SF-W912", path, "The key would lie in the folder that is copied.", "Write it to another disk or a stick."
        )
    key = pyrage.x25519.Identity.generate()
    public = str(key.to_public())
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(ABOUT.format(public=public) + f"{key}\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise refused("SF-W912", path, f"The key cannot be written: {error.strerror}.", "Name a new file.") from error
    _remember(home / RECIPIENTS, public)
    return public


def _remember(path: Path, public: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as file:
        file.write(f"{public}\n")


def recipients_of(home: Path, further: list[str]) -> list[pyrage.x25519.Recipient]:
    """Every public key that a copy is sealed to. Raises CopyRefused where there is none: a copy is never in plain text."""
    path = home / RECIPIENTS
    kept = path.read_text("ascii").split() if path.exists() else []
    if not kept and not further:
        says = "No key is known that copies are sealed to, and a copy is never written in plain text."
        raise refused("SF-W913", path, says, "Make one with: surefoot backup --new-key FILE (on another disk).")
    return [_recipient(one) for one in dict.fromkeys((*kept, *further))]


def _recipient(public: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(public)
    except pyrage.RecipientError as error:
        raise refused("SF-W913", "--recipient", "This is not a public key of age.", "It begins with age1.") from error


def identity_in(path: Path) -> pyrage.x25519.Identity:
    """The private key in the file that `key_make` wrote. Raises CopyRefused."""
    try:
        lines = [line for line in path.read_text("utf-8").split() if line.startswith("AGE-SECRET-KEY-")]
        return pyrage.x25519.Identity.from_str(lines[0])
    except (OSError, ValueError, IndexError, pyrage.IdentityError) as error:
        do = "Name the file that surefoot backup --new-key wrote."
        raise refused("SF-W914", path, "There is no key in this file.", do) from error
