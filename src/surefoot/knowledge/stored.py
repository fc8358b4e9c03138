"""Read a whole state of the knowledge from where it was kept: a folder of YAML files, or a pack."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from surefoot.errors import Fault, KnowledgeRefused, Refused
from surefoot.knowledge.loader import Text, digest, load_texts
from surefoot.knowledge.pack import Files, Knowledge
from surefoot.knowledge.yaml_reader import read_yaml

# Faults after which the data of a file is not what it says; with any other, entries can still be compared.
_UNREADABLE = frozenset({"SF-K001", "SF-K002", "SF-K005"})


@dataclass(frozen=True)
class Stored:
    """A state as it was kept. `knowledge` is None when it does not fit the form of this release; `faults` say why."""

    files: Files
    digest: str
    knowledge: Knowledge | None
    faults: tuple[Fault, ...] = ()


def read_stored(path: Path) -> Stored:
    """Read a folder, or a pack: one JSON file `{file name: YAML text}` as kept beside each signature.

    It stands alone: nothing packaged is added. Raises Refused when it cannot be read at all.
    """
    texts = list(_of_folder(path)) if path.is_dir() else _of_pack(path)
    if not texts:
        raise Refused([Fault("SF-X007", str(path), "No knowledge file is here.", "Name a folder of YAML files.")])
    try:
        knowledge = load_texts(texts)
    except KnowledgeRefused as refused:
        return _of_another_form(path, texts, refused.faults)
    return Stored(knowledge.files, knowledge.digest, knowledge)


def _of_another_form(path: Path, texts: list[Text], faults: Iterable[Fault]) -> Stored:
    placed = tuple(Fault(fault.code, f"{path}: {fault.where}", fault.says, fault.do) for fault in faults)
    if any(fault.code in _UNREADABLE for fault in placed):
        raise KnowledgeRefused(placed)
    files = [read_yaml(text.text, text.name) for text in texts]
    return Stored({file.name: file.data for file in files}, digest(files), None, placed)


def _of_folder(folder: Path) -> Iterator[Text]:
    for path in sorted(folder.rglob("*.yaml")):
        yield Text(path.relative_to(folder).as_posix(), _read(path))


def _of_pack(path: Path) -> list[Text]:
    text = _read(path)
    try:
        files = json.loads(text)
    except (ValueError, RecursionError):
        files = None
    if not isinstance(files, dict) or not all(isinstance(text, str) for text in files.values()):
        says = "This is no pack: expected JSON that maps each file name to its YAML text."
        raise Refused([Fault("SF-X008", str(path), says, "Name a pack, a folder of YAML files, or `packaged`.")])
    return [Text(name, text) for name, text in files.items()]


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as error:
        says = f"It cannot be read: {error.strerror}."
    except UnicodeDecodeError:
        says = "It is not UTF-8 text."
    raise Refused([Fault("SF-X007", str(path), says, "Name a pack, a folder of YAML files, or `packaged`.")])
