"""The packaged code table. It holds codes alone, no description; `revalidation/icd10cm.py` makes it."""

from __future__ import annotations

import lzma
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

FILE = "icd10cm-2026-04.txt.xz"
_NOT_READ = "!"
_CATEGORY = len("R26")


@dataclass(frozen=True)
class CodeTable:
    """`reported`: codes that can be reported. `side_open`: those that leave a side open. `excludes`: references by category or block."""

    reported: frozenset[str]
    side_open: frozenset[str]
    excludes: Mapping[str, tuple[str, ...]]
    blocks: Mapping[str, tuple[str, str]]

    def is_header(self, code: str) -> bool:
        """Whether codes that can be reported stand below this one, which itself cannot be."""
        return code not in self.reported and any(one.startswith(code) for one in self.reported)

    def exclude(self, first: str, second: str) -> bool:
        """Whether a note above one of the two names the other."""
        return self._names(first, second) or self._names(second, first)

    def note_not_read(self, code: str) -> bool:
        """Whether a note above the code names others in a way that is not read here."""
        return any(_NOT_READ in self.excludes.get(above, ()) for above in self._above(code))

    def _names(self, code: str, other: str) -> bool:
        return any(_matches(ref, other) for above in self._above(code) for ref in self.excludes.get(above, ()))

    def _above(self, code: str) -> Iterator[str]:
        """The code itself, all that it lies below, and its block."""
        for length in range(len(code), _CATEGORY - 1, -1):
            yield code[:length].rstrip(".")
        category = code[:_CATEGORY]
        yield from (block for block, (first, last) in self.blocks.items() if first <= category <= last)


def _matches(ref: str, code: str) -> bool:
    """Whether a reference of a note names a code: `R27.0`, `H81.-`, `E08-E13`, `I69.?93`."""
    if "?" in ref:
        begin, end = ref.split("?")
        return code.startswith(begin) and code.endswith(end)
    first, dash, last = ref.partition("-")
    if dash and last:
        return first[:_CATEGORY] <= code[:_CATEGORY] <= last[:_CATEGORY]
    stem = first.rstrip(".")
    return code == stem or code.startswith(stem)


@cache
def code_table() -> CodeTable:
    """The packaged table, read once."""
    packed = (resources.files("surefoot.billing.icd") / FILE).read_bytes()
    parts: dict[str, list[str]] = {}
    name = ""
    for line in lzma.decompress(packed).decode("ascii").splitlines():
        if line.startswith("# "):
            name = line.removeprefix("# ")
        else:
            parts.setdefault(name, []).append(line)
    notes = {code: tuple(refs) for code, *refs in (line.split() for line in parts["excludes1"])}
    blocks = {code: (code.split("-")[0], code.split("-")[1]) for code in notes if "-" in code}
    codes = {name: frozenset(" ".join(parts[name]).split()) for name in ("reported", "side_open")}
    return CodeTable(codes["reported"], codes["side_open"], notes, blocks)
