"""Read every knowledge file, check it against its closed schema, then check what the files say of each other. All faults at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from surefoot.errors import Fault, KnowledgeRefused
from surefoot.knowledge.coding_sources import coding_source_faults
from surefoot.knowledge.links import link_faults
from surefoot.knowledge.pack import Knowledge, build
from surefoot.knowledge.schema import KINDS
from surefoot.knowledge.shape import Shape, violations
from surefoot.knowledge.yaml_reader import YamlFile, read_yaml

_CODES = {"additionalProperties": "SF-K003", "required": "SF-K004"}


@dataclass(frozen=True, slots=True)
class Text:
    """One file's name and text, before it is read."""

    name: str
    text: str


def load(overlays: Iterable[Path] = ()) -> Knowledge:
    """The packaged knowledge, with the files of overlay folders on top. Raises KnowledgeRefused with every fault."""
    folders = tuple(str(path) for path in overlays)
    return _load_cached(folders)


@cache
def _load_cached(folders: tuple[str, ...]) -> Knowledge:
    texts = list(packaged_texts())
    for folder in folders:
        texts += overlay_texts(Path(folder))
    return load_texts(texts)


def overlay_texts(folder: Path) -> Iterator[Text]:
    """The files of an overlay folder, in the order of their paths."""
    for path in sorted(folder.rglob("*.yaml")):
        yield Text(f"overlay/{path.name}", path.read_text("utf-8"))


def packaged_texts() -> Iterator[Text]:
    """Every YAML file that ships with the library, in the order of its name."""
    root = resources.files("surefoot.knowledge") / "data"
    yield from sorted(_walk(root, ""), key=lambda text: text.name)


def _walk(folder: Traversable, prefix: str) -> Iterator[Text]:
    for child in folder.iterdir():
        if child.is_dir():
            yield from _walk(child, f"{prefix}{child.name}/")
        elif child.name.endswith(".yaml"):
            yield Text(f"{prefix}{child.name}", child.read_text("utf-8"))


def load_texts(texts: Iterable[Text]) -> Knowledge:
    """Build the knowledge from file texts. Raises KnowledgeRefused with every fault of every file."""
    files = [read_yaml(text.text, text.name) for text in texts]
    faults = [fault for file in files for fault in file_faults(file)]
    if not faults:
        faults = [*link_faults(files), *coding_source_faults(files)]
    if faults:
        raise KnowledgeRefused(faults)
    return build({file.name: file.data for file in files}, digest(files))


def file_faults(file: YamlFile) -> list[Fault]:
    """What is wrong with one file by itself."""
    if file.faults or file.data is None:
        return file.faults
    kind = file.data.get("kind") if isinstance(file.data, dict) else None
    if kind not in KINDS:
        known = ", ".join(KINDS)
        return [
            Fault(
                "SF-K005",
                file.where(("kind",)),
                f"The kind {kind!r} is not known.",
                f"Begin the file with one of: {known}.",
            )
        ]
    found = violations(file.data, _shape(kind))
    return [Fault(_CODES.get(one.rule, "SF-K006"), file.where(one.path), one.says, one.do) for one in found]


@cache
def _shape(kind: str) -> Shape:
    return Shape(KINDS[kind])


def digest(files: Iterable[YamlFile]) -> str:
    """One SHA-256 over the content of every file: values, rules and overlays. Comments and layout do not count."""
    content: list[tuple[str, Any]] = sorted((file.name, file.data) for file in files)
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
