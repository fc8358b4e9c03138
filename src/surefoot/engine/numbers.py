"""Numbers inside a rule: facts, values, tables by age and sex, sums with open parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import add
from typing import NamedTuple

from surefoot.knowledge import Knowledge, View, once_per_state
from surefoot.knowledge.model import Row, Table
from surefoot.units import plain, written
from surefoot.values import UNKNOWN, Fact, Facts, Interval, Known, Tri


class Number(NamedTuple):
    """A number with its bounds and where it comes from."""

    bounds: Interval
    says: str
    unit: str | None = None
    source: tuple[str, ...] = ()
    confidence: str | None = None
    missing: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    about: str = ""

    @property
    def shown(self) -> str:
        """The number as a person reads it, or why there is none."""
        known = self.bounds.known
        if known is not None:
            return written(known, self.unit) if self.unit else plain(known)
        if self.bounds == UNKNOWN:
            return self.says
        high = written(self.bounds.high, self.unit) if self.unit else plain(self.bounds.high)
        return f"{plain(self.bounds.low)} to {high}"


@once_per_state
def value_numbers(knowledge: Knowledge, view: View) -> Mapping[str, Number]:
    """Every value of the knowledge as a number; one that is not in force on the day may lie anywhere."""
    found = {
        id_: Number(UNKNOWN, f"{data['label']}: not in force on this day") for id_, data in knowledge.values.items()
    }
    for id_, value in view.values.items():
        found[id_] = Number(
            Interval.of(value.value), value.label, value.unit, value.cited.source, value.cited.confidence
        )
    return found


def from_fact(id_: str, fact: Fact, unit: str | None, label: str) -> Number:
    """A measured or answered number, or one that may lie anywhere."""
    evidence = (fact.evidence,) if fact.evidence else ()
    if isinstance(fact.value, float | int) and not isinstance(fact.value, bool):
        return Number(Interval.of(fact.value), label, unit, evidence=evidence)
    return Number(UNKNOWN, f"{label} {fact.why or 'not known'}", unit, missing=(id_,), evidence=evidence)


def from_table(table: Table, facts: Facts) -> Number:
    """The table's number for this age and sex; between both sexes' numbers while the sex is not known; none outside its ages."""
    age, sex = facts["patient.age_years"].value, facts["patient.sex"].value
    source, sure = table.cited.source, table.cited.confidence
    if not isinstance(age, float | int):
        return Number(UNKNOWN, "age not known", table.unit, source, sure, ("patient.age_years",))
    row = next((row for row in table.rows if row.first_age <= age < row.last_age + 1), None)
    if row is None:
        ages = f"{plain(table.rows[0].first_age)} to {plain(table.rows[-1].last_age)}"
        return Number(UNKNOWN, f"no limit for age {plain(age)}: the table covers {ages}", table.unit, source, sure)
    band = f"{plain(row.first_age)} to {plain(row.last_age)}"
    return _by_sex(row, str(sex), band, table)


def _by_sex(row: Row, sex: str, band: str, table: Table) -> Number:
    source, sure = table.cited.source, table.cited.confidence
    exact = {"female": row.female, "male": row.male}.get(sex) if row.all is None else row.all
    if exact is not None:
        who = band if row.all is not None else f"{sex}, {band}"
        return Number(Interval.of(exact), table.label, table.unit, source, sure, about=f"({who})")
    if row.female is None or row.male is None:
        return Number(UNKNOWN, "no limit for this sex", table.unit, source, sure, ("patient.sex",))
    bounds = Interval.of(row.female).hull(Interval.of(row.male))
    return Number(bounds, table.label, table.unit, source, sure, ("patient.sex",), about=f"(sex not known, {band})")


def weighted(parts: list[tuple[Tri, float]], chosen: Iterable[Interval] = ()) -> Interval:
    """Sum the weights of the yes answers and the points chosen; an open answer may or may not add its own.

    Added one by one: from Python 3.12 on `sum` rounds floats otherwise than the table reader does.
    """
    low = reduce(add, (weight for answer, weight in parts if answer is Tri.YES), 0.0)
    high = low + reduce(add, (weight for answer, weight in parts if answer is Tri.NOT_KNOWN), 0.0)
    return reduce(add, chosen, Interval(low, high))


def points_of(word: Known | None, points: tuple[tuple[str, float], ...]) -> Interval:
    """The points of the choice made; anything between the fewest and the most while none is."""
    by_word = dict(points)
    if isinstance(word, str) and word in by_word:
        return Interval.of(by_word[word])
    return Interval(min(by_word.values()), max(by_word.values()))
