"""The one typeface of every document: Source Sans Pro, under the SIL Open Font License (see OFL.txt beside it)."""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path

FAMILY = "Source Sans Pro"
FOLDER = Path(__file__).parent
FILES = tuple(FOLDER / f"SourceSansPro-{style}.otf" for style in ("Regular", "Bold", "It"))


@cache
def covered() -> frozenset[int]:
    """The code points that every style can print, read from the fonts' own character maps."""
    return frozenset.intersection(*(_code_points(file.read_bytes()) for file in FILES))


def _code_points(font: bytes) -> frozenset[int]:
    """The code points of the map of the Basic Multilingual Plane (OpenType `cmap`, format 4)."""
    start = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    for index in range(count):
        (offset,) = struct.unpack_from(">I", font, start + 4 + 8 * index + 4)
        (form,) = struct.unpack_from(">H", font, start + offset)
        if form == 4:
            return frozenset(_segments(font, start + offset))
    raise ValueError("the bundled font has no character map of format 4")


def _table(font: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for index in range(count):
        name, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * index)
        if name == tag:
            return int(offset)
    raise ValueError(f"the bundled font has no table {tag!r}")


def _segments(font: bytes, start: int) -> list[int]:
    (twice,) = struct.unpack_from(">H", font, start + 6)
    many = twice // 2
    ends = struct.unpack_from(f">{many}H", font, start + 14)
    firsts = struct.unpack_from(f">{many}H", font, start + 16 + twice)
    deltas = struct.unpack_from(f">{many}H", font, start + 16 + 2 * twice)
    offsets_at = start + 16 + 3 * twice
    found: list[int] = []
    for index, (first, last) in enumerate(zip(firsts, ends, strict=True)):
        (offset,) = struct.unpack_from(">H", font, offsets_at + 2 * index)
        for point in range(first, min(last, 0xFFFE) + 1):
            if offset:
                at = offsets_at + 2 * index + offset + 2 * (point - first)
                glyph = struct.unpack_from(">H", font, at)[0]
            else:
                glyph = (point + deltas[index]) & 0xFFFF
            if glyph:
                found.append(point)
    return found
