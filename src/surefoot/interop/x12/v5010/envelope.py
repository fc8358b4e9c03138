"""The outer shape of every X12 file: ISA says which signs part it."""

from __future__ import annotations

from collections.abc import Iterator

from surefoot.errors import Fault, Refused

ISA_LENGTH = 106


def segments_of(text: str, code: str, do: str) -> Iterator[list[str]]:
    """Segments as lists of elements. Raises Refused, under `code` and with `do`, for what is no X12 file."""
    text = text.lstrip("\ufeff \r\n\t")
    if not text.startswith("ISA") or len(text) < ISA_LENGTH:
        raise Refused([Fault(code, "the file", "The file does not begin with an ISA segment.", do)])
    element, end = text[len("ISA")], text[ISA_LENGTH - 1]
    if element.isalnum() or end.isalnum() or element == end:
        raise Refused([Fault(code, "the file", "The ISA segment does not say how the file is parted.", do)])
    for segment in text.split(end):
        if segment.strip():
            yield segment.strip("\r\n ").split(element)


def at(elements: list[str], place: int) -> str | None:
    """What stands at a place of a list, or None where that is empty or absent."""
    return elements[place] or None if place < len(elements) else None
