"""How long copies are kept: those over an age are removed, never the newest, never one that is held."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

HOLD = ".hold"
NAMED = "surefoot-*.age"


def copies_in(folder: Path) -> list[tuple[datetime, Path]]:
    """The copies in `folder` with when they were made (by their names, UTC), oldest first; other files are not looked at."""
    found = []
    for path in folder.glob(NAMED):
        try:
            made_at = datetime.fromisoformat(path.stem.removeprefix("surefoot-"))
        except ValueError:
            continue
        if made_at.tzinfo:
            found.append((made_at, path))
    return sorted(found)


def old_copies_remove(folder: Path, *, keep_days: int, at: datetime) -> list[Path]:
    """Remove copies older than `keep_days` and return them. The newest stays, and one beside which `<name>.hold` lies (a legal hold)."""
    gone = []
    for made_at, path in copies_in(folder)[:-1]:
        if at - made_at > timedelta(days=keep_days) and not path.with_name(path.name + HOLD).exists():
            path.unlink()
            gone.append(path)
    return gone
