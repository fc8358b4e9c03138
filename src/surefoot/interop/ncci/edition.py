"""Which table a published file belongs to, by its name: the setting, the quarter, the part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from surefoot.errors import Fault, Refused

PRACTITIONER, HOSPITAL = "practitioner", "hospital_outpatient"
_SETTINGS = {"practitioner": PRACTITIONER, "ccipra": PRACTITIONER, "hospital": HOSPITAL, "ccioph": HOSPITAL}
_QUARTER = re.compile(r"(20\d\d)[-_ ]?q([1-4])", re.IGNORECASE)
_VERSION = re.compile(r"v(\d\d)([0-3])r\d", re.IGNORECASE)
_PART = re.compile(r"[-_]?f(\d)(?=\D|$)", re.IGNORECASE)
_FIRST_YEAR = 1994  # version 32 is of the year 2026
_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Edition:
    """One quarter of one setting's table. `first` and `last` are its days."""

    setting: str
    year: int
    quarter: int

    @property
    def name(self) -> str:
        return f"{self.year}q{self.quarter}"

    @property
    def first(self) -> date:
        return date(self.year, _MONTHS * (self.quarter - 1) + 1, 1)

    @property
    def last(self) -> date:
        following = _MONTHS * self.quarter + 1
        end = (
            date(self.year + 1, 1, 1)
            if self.quarter * _MONTHS == len("JFMAMJJASOND")
            else date(self.year, following, 1)
        )
        return end - timedelta(days=1)


def edition_of(files: Sequence[Path], setting: str | None = None, quarter: str | None = None) -> Edition:
    """The edition all these files belong to, by their names or as told. Raises Refused with every fault.

    `quarter` as 2026q4. The pair tables come in numbered parts; all from f1 on have to be there, four at least.
    """
    names = [path.name.lower() for path in files]
    settings = {setting} if setting else {_SETTINGS[key] for name in names for key in _SETTINGS if key in name}
    quarters = {_told(quarter)} if quarter else {found for name in names if (found := _named(name)) is not None}
    faults = [
        *_one(settings, "setting", "--setting practitioner/hospital"),
        *_one(quarters, "quarter", "--quarter 2026q4"),
    ]
    if faults:
        raise Refused(faults)
    year, number = next(iter(quarters))
    return Edition(next(iter(settings)), year, number)


def missing_parts(files: Sequence[Path]) -> list[int]:
    """The numbered parts of a pair table that are not among the files; a file without a number is the whole table."""
    found = [_PART.search(path.stem.lower()) for path in files]
    if not all(found):
        return []
    parts = {int(match[1]) for match in found if match}
    return sorted(set(range(1, max(*parts, 4) + 1)) - parts)


def _told(quarter: str) -> tuple[int, int]:
    match = _QUARTER.fullmatch(quarter)
    if match is None:
        fault = Fault("SF-B041", "--quarter", f'"{quarter}" is no quarter.', "Write it as 2026q4.")
        raise Refused([fault])
    return int(match[1]), int(match[2])


def _named(name: str) -> tuple[int, int] | None:
    if match := _QUARTER.search(name):
        return int(match[1]), int(match[2])
    if match := _VERSION.search(name):
        return int(match[1]) + _FIRST_YEAR, int(match[2]) + 1
    return None


def _one(found: set[str] | set[tuple[int, int]], what: str, option: str) -> list[Fault]:
    if len(found) == 1:
        return []
    says = (
        f"The names of the files do not say of which {what} they are."
        if not found
        else f"The files are of more than one {what}."
    )
    return [Fault("SF-B041", what, says, f"Send one table at a time, or add {option}.")]
