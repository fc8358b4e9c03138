"""The pairs of one code in a table of procedure-to-procedure edits, with their whole history."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations, groupby
from pathlib import Path

from surefoot.errors import Fault, Refused
from surefoot.interop.ncci.edition import missing_parts
from surefoot.interop.ncci.rows import Row, rows_of

_CODE = re.compile(r"[0-9A-Z]{5}")
_DAY = re.compile(r"\d{8}")
_COLUMNS = 6  # first code, second code, before 1996, effective, deleted, modifier indicator; the reason behind them is not kept
_NO_EDIT = "9"
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Pair:
    """One state of one pair: in force from `first` to `last`, both included; `last` None means still in force."""

    other: str
    column_of_code: str
    modifier_indicator: str
    first: date
    last: date | None


def pairs_of(code: str, files: Sequence[Path]) -> list[Pair]:
    """Every state of every pair that names `code`. Raises Refused with every fault, and takes no table in part."""
    parts = missing_parts(files)
    if parts:
        says = f"The table has numbered parts and these are missing: {', '.join(f'f{part}' for part in parts)}."
        raise Refused([Fault("SF-B043", "files", says, "Send all parts of the table together.")])
    found: set[Pair] = set()
    faults: list[Fault] = []
    for path in files:
        before = len(faults)
        rows = 0
        for where, row in rows_of(path):
            if _begins_like_one(row):
                rows += 1
                if code in row[:2]:
                    _take(code, where, row, found, faults)
            elif _swapped(row):
                says = "Its head names the second column first."
                faults.append(Fault("SF-B045", where, says, "Send the table with its columns as published."))
        if rows == 0 and len(faults) == before:
            says = "No pair of codes is in it."
            faults.append(
                Fault("SF-B044", path.name, says, "Send a table of procedure-to-procedure edits, as published.")
            )
    faults += _contradictory(code, found)
    if not found and not faults:
        faults.append(Fault("SF-B044", "files", f"No pair names {code}.", "Check that the table is whole."))
    if faults:
        raise Refused(_first(faults))
    return sorted(found, key=lambda pair: (pair.other, pair.first))


def _begins_like_one(row: Row) -> bool:
    return len(row) > 1 and bool(_CODE.fullmatch(row[0]) and _CODE.fullmatch(row[1]))


def _swapped(row: Row) -> bool:
    return [cell.lower() for cell in row[:2]] == ["column 2", "column 1"]


def _contradictory(code: str, found: Iterable[Pair]) -> Iterator[Fault]:
    """Two states of one pair that are in force on the same day and say something else. An indicator of 9 says nothing."""
    by_code = groupby(
        (pair for pair in in_order(found) if pair.modifier_indicator != _NO_EDIT), lambda pair: pair.other
    )
    for other, states in by_code:
        if any(_together(one, two) and _says(one) != _says(two) for one, two in combinations(list(states), 2)):
            says = f"Two rows of {other} with {code} are in force at once and contradict each other."
            yield Fault("SF-B045", "files", says, "Download the table again.")


def _together(one: Pair, two: Pair) -> bool:
    """On more than the day on which one may end and the other begin."""
    return (one.last is None or two.first < one.last) and (two.last is None or one.first < two.last)


def _says(pair: Pair) -> tuple[str, str]:
    return pair.column_of_code, pair.modifier_indicator


def _take(code: str, where: str, row: Row, found: set[Pair], faults: list[Fault]) -> None:
    says = _wrong(row)
    if says:
        faults.append(Fault("SF-B045", where, says, "Download the table again."))
        return
    first_code, second_code, _, effective, deleted, indicator = row[:_COLUMNS]
    column, other = ("1", second_code) if first_code == code else ("2", first_code)
    found.add(Pair(other, column, indicator, _day(effective), None if deleted in ("", "*") else _day(deleted)))


def _wrong(row: Row) -> str | None:
    """What is wrong with a row, or None."""
    if len(row) < _COLUMNS:
        return f"The row has {len(row)} columns; a pair has {_COLUMNS} at least."
    effective, deleted, indicator = row[3], row[4], row[5]
    if not _is_day(effective) or not (deleted in ("", "*") or _is_day(deleted)):
        return "The row has no day on which the pair begins or ends."
    if deleted not in ("", "*") and deleted < effective:
        return "The pair ends before it begins."
    return None if indicator in ("0", "1", "9") else f'"{indicator}" is no modifier indicator.'


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text)) and bool(_day(text))
    except ValueError:
        return False


def _day(text: str) -> date:
    return datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007  a day has no zone


def _first(faults: list[Fault]) -> Iterable[Fault]:
    yield from faults[:_SHOWN]
    if len(faults) > _SHOWN:
        more = len(faults) - _SHOWN
        yield Fault("SF-B045", "files", f"{more} more rows are wrong.", "Download the table again.")


def in_order(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Pairs by code, then by the day they began."""
    yield from sorted(pairs, key=lambda pair: (pair.other, pair.first, pair.column_of_code))
