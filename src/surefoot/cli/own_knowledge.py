"""New files into the clinic's own knowledge: read together with everything that is there, and written all or none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from surefoot.cli.files import write_whole
from surefoot.cli.home import OWN_KNOWLEDGE
from surefoot.errors import Fault, KnowledgeRefused
from surefoot.knowledge import Knowledge, load_texts
from surefoot.knowledge.loader import Text, packaged_texts

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*\.yaml")


def name_faults(names: Mapping[str, str]) -> list[Fault]:
    """The names that cannot stand in the folder."""
    says, do = "This name cannot be kept.", "Use letters, digits, - and _ alone, and end it with .yaml."
    return [Fault("SF-K022", name, says, do) for name in names if not _NAME.fullmatch(name)]


def checked(home: Path, new: Mapping[str, str]) -> Knowledge:
    """The knowledge as it would be with `new` {file name: text}; a file of the same name is replaced. Raises KnowledgeRefused."""
    faults = name_faults(new)
    if faults:
        raise KnowledgeRefused(faults)
    own = {path.name: path.read_text("utf-8") for path in _there(home)} | dict(new)
    return load_texts([*packaged_texts(), *(Text(f"overlay/{name}", text) for name, text in sorted(own.items()))])


def taken(home: Path, new: Mapping[str, str]) -> Knowledge:
    """Write `new` once everything together was read without a fault. Raises KnowledgeRefused; nothing is written then.

    In the order given: a file comes before those that rest on it, so that a reader never finds one without the other.
    """
    knowledge = checked(home, new)
    folder = home / OWN_KNOWLEDGE
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    places = {path.name: path for path in _there(home)}
    for name, text in new.items():
        write_whole(places.get(name, folder / name), text.encode())
    return knowledge


def _there(home: Path) -> list[Path]:
    folder = home / OWN_KNOWLEDGE
    return sorted(folder.rglob("*.yaml")) if folder.is_dir() else []
