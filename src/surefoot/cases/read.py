"""Read a file of cases: one case, an array of cases, or one case a line. A case is at most 1 MB; lines are streamed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from surefoot.errors import CaseRefused, Fault

LIMIT_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Read:
    """One case of a file, or the faults that kept it from being read. `one_of_many`: the file is an array or lines."""

    where: str
    case: Any = None
    faults: tuple[Fault, ...] = ()
    one_of_many: bool = True


def read_cases(path: Path) -> Iterator[Read]:
    """Every case of a file. Raises CaseRefused when the file as a whole cannot be read."""
    size = _size(path)
    if path.suffix in (".ndjson", ".jsonl") or _case_a_line(path):
        yield from _lines(path)
        return
    if size > LIMIT_BYTES:
        raise CaseRefused([_too_large(str(path), size)])
    data = parse(path.read_bytes(), str(path))
    if isinstance(data, list):
        yield from (Read(f"{path} case {index + 1}", case) for index, case in enumerate(data))
    else:
        yield Read(str(path), data, one_of_many=False)


def parse(text: bytes, where: str) -> Any:
    """JSON read strictly: UTF-8, no key twice, no NaN. Raises CaseRefused."""
    try:
        return json.loads(text.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_constant)
    except UnicodeDecodeError:
        fault = Fault("SF-C001", where, "The file is not UTF-8 text.", "Save it as UTF-8 JSON.")
    except json.JSONDecodeError as error:
        at_end = error.pos >= len(error.doc.rstrip())
        says = (
            "The file ends in the middle: it is truncated."
            if at_end and error.doc.strip()
            else f"This is not JSON: {error.msg}."
        )
        fault = Fault(
            "SF-C001", f"{where} line {error.lineno} column {error.colno}", says, "Send the whole file again, as JSON."
        )
    except RecursionError:
        fault = Fault("SF-C001", where, "The JSON is nested too deep to be a case.", "See `surefoot schema case`.")
    except ValueError as error:
        fault = _value_fault(error, where)
    raise CaseRefused([fault])


def _value_fault(error: ValueError, where: str) -> Fault:
    if isinstance(error, _NotOnce):
        return Fault("SF-C015", where, str(error), "Keep one of the two.")
    if isinstance(error, _NoNumber):
        return Fault("SF-C004", where, str(error), "Leave the value out if it was not measured.")
    return Fault("SF-C001", where, "A number in the file is too long to be one.", "Send the file again, as JSON.")


class _NotOnce(ValueError):
    pass


class _NoNumber(ValueError):
    pass


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    built: dict[str, Any] = {}
    for key, value in pairs:
        if key in built:
            raise _NotOnce(f'The key "{key}" stands twice in one object.')
        built[key] = value
    return built


def _no_constant(name: str) -> Any:
    raise _NoNumber(f"{name} is no measurement.")


def _size(path: Path) -> int:
    try:
        if not path.is_file():
            raise OSError
        return path.stat().st_size
    except (OSError, ValueError):
        fault = Fault(
            "SF-C016",
            str(path),
            "There is no such file, or it cannot be opened.",
            "Check the path and that you may read it.",
        )
        raise CaseRefused([fault]) from None


def _too_large(where: str, size: int) -> Fault:
    says = f"{size / 1_000_000:.1f} MB is more than the {LIMIT_BYTES // 1_000_000} MB a case may have."
    return Fault("SF-C017", where, says, "Send one case a file, or many cases one a line (.ndjson).")


def _case_a_line(path: Path) -> bool:
    """Does the file hold a whole object on its first line and begin another below it?"""
    with path.open("rb") as file:
        first = file.readline(LIMIT_BYTES + 1).strip()
        second = file.readline(LIMIT_BYTES + 1).strip()
    return first.startswith(b"{") and first.endswith(b"}") and second.startswith(b"{")


def _lines(path: Path) -> Iterator[Read]:
    with path.open("rb") as file:
        number = 0
        while line := file.readline(LIMIT_BYTES + 1):
            number += 1
            where = f"{path} line {number}"
            if len(line) > LIMIT_BYTES:
                size = len(line)
                while line and not line.endswith(b"\n"):
                    line = file.readline(LIMIT_BYTES)
                    size += len(line)
                yield Read(where, faults=(_too_large(where, size),))
                continue
            if line.strip():
                yield _line(line, where)


def _line(line: bytes, where: str) -> Read:
    try:
        return Read(where, parse(line, where))
    except CaseRefused as refused:
        return Read(where, faults=refused.faults)
