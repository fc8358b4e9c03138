"""The knowledge of this installation: what is packaged, with the clinic's own files in the home folder on top.

It is read once a process: after an import of tables or a change of the clinic's own files, start the app again.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from surefoot.cli.home import OWN_KNOWLEDGE, installed
from surefoot.knowledge import Knowledge
from surefoot.knowledge.loader import Text, overlay_texts, packaged_texts


def load() -> Knowledge:
    """All of it. Raises KnowledgeRefused where the clinic's own files do not fit."""
    return installed(settings.SUREFOOT_HOME)


def texts() -> Iterator[Text]:
    """Every file it was read from."""
    yield from packaged_texts()
    own = Path(settings.SUREFOOT_HOME) / OWN_KNOWLEDGE
    if own.is_dir():
        yield from overlay_texts(own)
