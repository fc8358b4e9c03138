"""Keeps the knowledge that a signature rested on, so that the visit can be assessed again years later."""

from __future__ import annotations

import json
import os
from pathlib import Path

from django.conf import settings

from surefoot_web.config.home import settle


def pack_keep(digest: str) -> str:
    """Write the knowledge with this digest to `packs/<digest>.json` in the home folder, once; return that path within home.

    The file holds {file name: text} of every knowledge file.
    """
    from surefoot_web.config.knowledge import texts_of

    path = Path("packs") / f"{digest}.json"
    full = settings.SUREFOOT_HOME / path
    if not full.exists():
        unfinished = full.with_suffix(f".{os.getpid()}")
        files = {text.name: text.text for text in texts_of(digest)}
        with unfinished.open("w", encoding="utf-8") as file:
            file.write(json.dumps(files, sort_keys=True, ensure_ascii=False))
            file.flush()
            os.fsync(file.fileno())  # on the disk before the signature that names it
        unfinished.replace(full)
        settle(full.parent)
    return path.as_posix()
