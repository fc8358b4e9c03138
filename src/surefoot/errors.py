"""The exception tree. Every error says what is wrong, where, and what to do, under a code that never changes.

SurefootError
├── Refused              the input is at fault; carries every fault found (exit code 2)
│   ├── CaseRefused      a case
│   └── KnowledgeRefused a knowledge file
└── MissingExtra         an optional part is not installed (exit code 2)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with the input.

    `code` is stable (SF-C… case, SF-D… drawings, SF-K… knowledge, SF-N… documents, SF-T… tables, SF-W… web, SF-X… commands), `where` a path or file and line, `says` what is wrong,
    `do` what to do about it. `says` may show a value from the input; logs keep `code` and `where` alone.
    """

    code: str
    where: str
    says: str
    do: str

    def __str__(self) -> str:
        return f"{self.code}  {self.says}\n  where  {self.where}\n  do     {self.do}"

    def as_json(self) -> dict[str, str]:
        return {"code": self.code, "where": self.where, "says": self.says, "do": self.do}


class SurefootError(Exception):
    """Anything this library raises on purpose."""


class Refused(SurefootError):
    """The input is at fault. `faults` holds all of them, in the order of the file."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class CaseRefused(Refused):
    """A case cannot be read as it stands."""


class KnowledgeRefused(Refused):
    """The knowledge cannot be loaded as it stands."""


class MissingExtra(SurefootError):
    """An optional part of the product is not installed."""

    def __init__(self, extra: str, needed_for: str) -> None:
        self.extra = extra
        self.fault = Fault(
            "SF-X001",
            f"surefoot[{extra}]",
            f"{needed_for} needs a part that is not installed.",
            f'Install it with: pip install "surefoot[{extra}]"',
        )
        super().__init__(str(self.fault))
