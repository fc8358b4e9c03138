"""What the knowledge holds, as frozen values. Descriptive parts stay the plain data the schema has already checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from surefoot.knowledge.expression import Node

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Cited:
    """Where something comes from and how sure it is: `verified`, `secondary` or `unverified`."""

    source: tuple[str, ...]
    confidence: str

    @classmethod
    def of(cls, data: Data) -> Cited:
        return cls(tuple(data["source"]), data["confidence"])


@dataclass(frozen=True, slots=True)
class Source:
    """A publication, listed once."""

    id: str
    cite: str
    url: str | None = None
    doi: str | None = None
    pmid: str | None = None
    publisher: str | None = None
    licence: str | None = None
    note: str | None = None

    def as_json(self) -> dict[str, str | None]:
        return {"cite": self.cite, "url": self.url, "doi": self.doi, "pmid": self.pmid, "publisher": self.publisher}


@dataclass(frozen=True, slots=True)
class Value:
    """One number as of one day."""

    id: str
    label: str
    unit: str
    value: float
    since: date
    cited: Cited
    name: str | None = None
    population: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One age band, both ends included; a number for everybody or by sex."""

    first_age: float
    last_age: float
    all: float | None = None
    female: float | None = None
    male: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A limit by age and sex as of one day."""

    id: str
    label: str
    unit: str
    rows: tuple[Row, ...]
    since: date
    cited: Cited
    name: str | None = None
    population: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A named answer or number that is worked out: a finding, a factor, a score or one row of a decision table."""

    id: str
    kind: str
    label: str
    node: Node
    cited: Cited
    basis: str = "published"


@dataclass(frozen=True, slots=True)
class Step:
    """One row of a decision table."""

    id: str
    rule: str | None  # None: otherwise
    then: str
    cited: Cited


@dataclass(frozen=True, slots=True)
class Algorithm:
    """A published decision table: the first row that holds gives the level."""

    id: str
    title: str
    version: str
    levels: Mapping[str, Data]
    applies: str
    steps: tuple[Step, ...]
    cited: Cited
    caution: str | None = None
    name: str = ""
    standing: Data | None = None
    note: str | None = None

    def asks_for(self, level: str) -> str | None:
        """How much a level asks for beside general advice: general, more (not graded further), tailored, full; None where nobody said."""
        return self.levels[level].get("asks_for") if level in self.levels else None


@dataclass(frozen=True, slots=True)
class Entry:
    """Anything else with an id: an item, a test, a factor, an intervention, a requirement. `data` is its checked data."""

    id: str
    kind: str
    data: Data
    nodes: Mapping[str, Node] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Any:
        return self.data[key]

    def get(self, key: str, default: Any = None) -> Any:
        return self.data.get(key, default)

    @property
    def cited(self) -> Cited:
        return Cited.of(self.data)
