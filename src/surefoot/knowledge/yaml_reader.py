"""YAML read strictly: a key twice is a fault, words stay words (`no` is not false, a day is not a date), every place has a line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from surefoot.errors import Fault

_INT = re.compile(r"^[-+]?(0|[1-9][0-9]*)$")
_FLOAT = re.compile(r"^[-+]?(0|[1-9][0-9]*)\.[0-9]+$")
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}

Path = tuple[str | int, ...]


@dataclass
class YamlFile:
    """One file: its data, and the line of every place in it."""

    name: str
    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def line_of(self, path: Path) -> int:
        """The line of a place, or of the nearest place around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def where(self, path: Path) -> str:
        return f"{self.name} line {self.line_of(path)}"


def read_yaml(text: str, name: str) -> YamlFile:
    """Read one file. What is wrong with its form stands in `faults`; `data` is what could be read."""
    file = YamlFile(name)
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{name} line {mark.line + 1}" if mark else name
        problem = getattr(error, "problem", None) or "it cannot be read"
        file.faults.append(
            Fault(
                "SF-K001",
                where,
                f"This is not YAML: {problem}.",
                "Check the indentation and the quotes near this line.",
            )
        )
        return file
    if node is None:
        file.faults.append(Fault("SF-K001", name, "The file is empty.", "Begin it with `kind:`."))
        return file
    file.data = _build(node, (), file)
    return file


def _build(node: Any, path: Path, file: YamlFile) -> Any:
    file.lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, file)
    if isinstance(node, yaml.SequenceNode):
        return [_build(child, (*path, index), file) for index, child in enumerate(node.value)]
    return _scalar(node)


def _mapping(node: Any, path: Path, file: YamlFile) -> dict[str, Any]:
    built: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        here = (*path, key)
        if key in built:
            line = key_node.start_mark.line + 1
            file.faults.append(
                Fault(
                    "SF-K002",
                    f"{file.name} line {line}",
                    f'The key "{key}" stands here a second time.',
                    "Keep one of the two.",
                )
            )
            continue
        file.lines[here] = key_node.start_mark.line + 1
        built[key] = _build(value_node, here, file)
    return built


def _scalar(node: Any) -> Any:
    text = node.value
    if node.style in ("'", '"', "|", ">"):
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INT.match(text):
        return int(text)
    if _FLOAT.match(text):
        return float(text)
    return text
