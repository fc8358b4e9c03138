"""The medically unlikely edit of one code: the most units of a day."""

from __future__ import annotations

from pathlib import Path

from surefoot.errors import Fault, Refused
from surefoot.interop.ncci.rows import rows_of

_VALUE = 1


def units_limit_of(code: str, file: Path) -> int:
    """The limit of `code` in one published file. Raises Refused when it is not there, not a number, or there twice."""
    found = {row[_VALUE] for _, row in rows_of(file) if len(row) > _VALUE and row[0] == code}
    if len(found) != 1:
        says = f"{code} is not in it." if not found else f"{code} stands in it with more than one limit."
        raise Refused([Fault("SF-B046", file.name, says, "Send the file of medically unlikely edits, as published.")])
    value = found.pop()
    if not (value.isascii() and value.isdigit()):
        says = f'"{value}" is no number of units.'
        raise Refused([Fault("SF-B046", file.name, says, "Send the file of medically unlikely edits, as published.")])
    return int(value)
