"""The knowledge of this installation: what is packaged, with the clinic's own files in the home folder on top.

The files of the folder are looked at once a request, and read again once one of them changed; so every worker takes up an
import or an upload without being started again, and no request sees two states of the knowledge.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from threading import Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from surefoot.cli.home import OWN_KNOWLEDGE
from surefoot.errors import Fault, KnowledgeRefused
from surefoot.knowledge import Knowledge, load_texts
from surefoot.knowledge import load as load_packaged
from surefoot.knowledge.loader import Text, overlay_texts, packaged_texts

LOG = logging.getLogger(__name__)
Stamp = tuple[tuple[str, int, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Installed:
    """One state of the knowledge. `faults` say why files that came later were not read; what was read before stands then."""

    folder: Path
    stamp: Stamp
    knowledge: Knowledge
    own: tuple[Text, ...]
    faults: tuple[Fault, ...] = ()


_lock = Lock()
_current: Installed | None = None
_own_of: dict[str, tuple[Text, ...]] = {}
_of_request: ContextVar[list[Installed] | None] = ContextVar("knowledge_of_request", default=None)


class KnowledgeOfRequest:
    """Middleware: one request reads one state of the knowledge, whatever comes into the folder meanwhile."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _of_request.set([])
        try:
            return self.get_response(request)
        finally:
            _of_request.reset(token)


def load() -> Knowledge:
    """All of it. Raises KnowledgeRefused where the clinic's own files do not fit and none were read before."""
    return installed().knowledge


def installed() -> Installed:
    """The state of the knowledge that this request reads; outside of a request, the present one."""
    held = _of_request.get()
    if held is None:
        return _present()
    if not held:
        held.append(_present())
    return held[0]


def texts_of(digest: str) -> tuple[Text, ...]:
    """Every file that the knowledge with this digest was read from, by this process."""
    return (*_packaged(), *_own_of[digest])


def _present() -> Installed:
    global _current
    folder = Path(settings.SUREFOOT_HOME) / OWN_KNOWLEDGE
    stamp = _stamp(folder)
    with _lock:
        if _current is None or (_current.folder, _current.stamp) != (folder, stamp):
            _current = _read(folder, stamp, _current)
            _own_of.setdefault(_current.knowledge.digest, _current.own)
        return _current


def _stamp(folder: Path) -> Stamp:
    """Which files are there and when each was last changed; taken before they are read, so that no change is missed."""
    found = []
    for path in sorted(folder.rglob("*.yaml")):
        try:
            seen = path.stat()
        except FileNotFoundError:  # moved since it was listed
            continue
        found.append((str(path), seen.st_mtime_ns, seen.st_ctime_ns, seen.st_size, seen.st_ino))
    return tuple(found)


def _read(folder: Path, stamp: Stamp, before: Installed | None) -> Installed:
    try:
        own = tuple(overlay_texts(folder)) if stamp else ()
        return Installed(folder, stamp, load_texts([*_packaged(), *own]) if own else load_packaged(), own)
    except (KnowledgeRefused, OSError, UnicodeDecodeError) as refused:
        if before is None or before.folder != folder:
            raise
        faults = refused.faults if isinstance(refused, KnowledgeRefused) else (_unreadable(folder),)
        LOG.error("own knowledge not read: %s", ", ".join(f"{fault.code} {fault.where}" for fault in faults))
        return replace(before, stamp=stamp, faults=faults)


def _unreadable(folder: Path) -> Fault:
    return Fault("SF-K001", str(folder), "A file of this folder cannot be read.", "Check that it is text in UTF-8.")


@cache
def _packaged() -> tuple[Text, ...]:
    """As they were when this process began, so that a signature keeps what it rested on though a new release is put in place."""
    return tuple(packaged_texts())
