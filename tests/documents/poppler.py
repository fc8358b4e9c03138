"""What poppler reads of a PDF: the tree of its structure with the text of each element, and the plain text."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

MISSING = [name for name in ("pdfinfo", "pdftotext") if shutil.which(name) is None]
needs_poppler = pytest.mark.skipif(bool(MISSING), reason="no poppler: install poppler-utils to check the PDFs twice")

# What poppler 22 says of files that are as they should be: it knows neither a boolean in /Suspects nor one colour for each side.
_KNOWN = ("Suspects object is wrong type (boolean)", "Attribute BorderColor value is of wrong type (array)")
_LONGEST_WHOLE, _SHOWN_OF_LONGER = 24, 12
_ELEMENT = re.compile(r"([A-Z][A-Za-z0-9]*)(?: <([^>]*)>)?")


@dataclass
class Element:
    """One element: its kind, its id, its attributes, its own text and the elements below it."""

    kind: str
    id: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    below: list[Element] = field(default_factory=list)
    text: str = ""

    def every(self, *kinds: str) -> list[Element]:
        """Elements of these kinds below this one, in reading order."""
        return [one for one in self.walk() if one.kind in kinds]

    def walk(self) -> Iterator[Element]:
        for one in self.below:
            yield one
            yield from one.walk()

    @property
    def spoken(self) -> str:
        """All text of the element in reading order; pieces of one element belong together."""
        return self.text if self.kind == "text" else "".join(one.spoken for one in self.below)


def structure(pdf: Path) -> Element:
    """The tree of tags. Fails on any complaint of poppler's that is not known."""
    root = Element("root")
    path = [(-1, root)]
    for line in _run("pdfinfo", "-enc", "UTF-8", "-struct-text", str(pdf)).split("\n"):
        bare = line.lstrip(" ")
        depth = len(line) - len(bare)
        if not bare:
            continue
        while path[-1][0] >= depth:
            path.pop()
        _read(bare, depth, path)
    return root


def _read(bare: str, depth: int, path: list[tuple[int, Element]]) -> None:
    parent = path[-1][1]
    if bare.startswith('"'):
        parent.below.append(Element("text", text=bare[1:-1]))
    elif bare.startswith("/"):
        name, _, value = bare[1:].partition(" ")
        parent.attributes[name] = value
    elif named := _ELEMENT.match(bare):
        parent.below.append(Element(named[1], named[2] or ""))
        path.append((depth, parent.below[-1]))


def shown(words: str) -> str:
    """As much of a statement as the tree shows: a word that may break within ends there for poppler, and its piece of text with it."""
    told = words.split(" ")
    for place, word in enumerate(told):
        if len(word) > _LONGEST_WHOLE:
            return " ".join([*told[:place], word[:_SHOWN_OF_LONGER]])
    return words


def head(pdf: Path) -> dict[str, str]:
    """Title, Tagged, Pages and so on."""
    rows = (line.partition(":") for line in _run("pdfinfo", "-enc", "UTF-8", str(pdf)).splitlines())
    return {name.strip(): value.strip() for name, _, value in rows}


def plain_text(pdf: Path) -> str:
    """The text as it stands in the file, page after page."""
    return _run("pdftotext", "-enc", "UTF-8", "-raw", str(pdf), "-")


def _run(*command: str) -> str:
    # the titles that poppler shows beside an element are in whatever coding the file has; the text itself is UTF-8
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=True)
    odd = [line for line in done.stderr.splitlines() if not line.endswith(_KNOWN)]
    assert not odd, odd
    return done.stdout
