"""The border of the table reader: which columns it takes, and one clear fault for each that it cannot."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

import polars as pl

from surefoot.errors import Fault, Refused
from surefoot.knowledge import Knowledge
from surefoot.knowledge.names import declared
from surefoot.values import NOT_ASKED, Fact, Facts, Known

_DTYPES: Mapping[str, pl.DataType] = {"yes_no": pl.Boolean(), "number": pl.Float64(), "choice": pl.String()}
_WORDED: Mapping[str, str] = {
    "yes_no": "true, false or null",
    "number": "numbers or null",
    "choice": "words or null",
}


@dataclass(frozen=True, slots=True)
class FactColumn:
    """One column the reader takes: a fact id, its type (yes_no, number, choice) and, for a choice, its words."""

    id: str
    type: str
    choices: frozenset[str] = frozenset()

    @property
    def dtype(self) -> pl.DataType:
        """Boolean, Float64 or String."""
        return _DTYPES[self.type]


def fact_columns(knowledge: Knowledge) -> dict[str, FactColumn]:
    """Every fact a table may hold, by id. What the rules work out themselves is not among them."""
    worked_out = knowledge.rules.keys() | knowledge.values.keys() | knowledge.algorithms.keys()
    found = (declaration for data in knowledge.files.values() for declaration in declared(data))
    return {
        id_: FactColumn(id_, type_, choices)
        for _, id_, type_, choices in found
        if type_ in _DTYPES and id_ not in worked_out
    }


def frame_of(cases: Iterable[Facts], columns: Mapping[str, FactColumn]) -> pl.DataFrame:
    """Cases already read as facts: one row each, a column for every fact, so that a case with nothing known keeps its row."""
    rows = list(cases)
    return pl.DataFrame(
        [
            pl.Series(id_, [_cell(row.get(id_, NOT_ASKED), column.type) for row in rows], column.dtype)
            for id_, column in columns.items()
        ]
    )


def _cell(fact: Fact, type_: str) -> Known:
    value = fact.value
    if type_ == "yes_no":
        return value if isinstance(value, bool) else None
    if type_ == "choice":
        return value if isinstance(value, str) else None
    return float(value) if isinstance(value, float | int) and not isinstance(value, bool) else None


def admit(
    frame: pl.LazyFrame,
    columns: Mapping[str, FactColumn],
    keep: Collection[str],
    gives: Collection[str],
    found: Iterable[Fault] = (),
) -> pl.LazyFrame:
    """The frame with every fact as its own type, absent ones as null. Raises Refused with every fault of every column.

    `keep` are columns that pass through, `gives` the names the reader needs for its answers, `found` the faults of what was asked.
    One pass over the data looks for NaN, infinity and words that are no choice, before any rule is read.
    """
    schema = frame.collect_schema()
    faults = [*found, *_schema_faults(schema, columns, keep, gives)]
    if not faults:
        given = [column for id_, column in columns.items() if id_ in schema]
        others = [name for name in keep if name not in columns]
        frame = frame.select(*others, *(pl.col(column.id).cast(column.dtype) for column in given))
        faults = list(_value_faults(frame, given))
    if faults:
        raise Refused(faults)
    absent = [column for id_, column in columns.items() if id_ not in schema]
    return frame.with_columns(pl.lit(None, column.dtype).alias(column.id) for column in absent)


def _schema_faults(
    schema: pl.Schema, columns: Mapping[str, FactColumn], keep: Collection[str], gives: Collection[str]
) -> Iterator[Fault]:
    for name in keep:
        if name not in schema:
            yield Fault("SF-T001", f"column {name}", f'The column "{name}" is to be kept and is not there.', "Add it.")
        elif name in gives:
            yield Fault("SF-T006", f"column {name}", f'An answer is called "{name}" too.', "Rename the column.")
    for name, dtype in schema.items():
        if name in columns:
            if not _fits(dtype, columns[name].type):
                wanted = _WORDED[columns[name].type]
                yield Fault("SF-T003", f"column {name}", f"The column holds {dtype}.", f"Give it {wanted}.")
        elif name not in keep:
            near = get_close_matches(name, columns, n=1)
            do = f'Nearest: "{near[0]}".' if near else "Name it after a fact, or leave it out."
            yield Fault("SF-T002", f"column {name}", f'No fact is called "{name}".', do)


def _fits(dtype: pl.DataType, type_: str) -> bool:
    if dtype == pl.Null:
        return True
    if type_ == "number":
        return dtype.is_numeric()
    return dtype == pl.Boolean if type_ == "yes_no" else dtype in (pl.String, pl.Categorical, pl.Enum)


def _value_faults(frame: pl.LazyFrame, given: list[FactColumn]) -> Iterator[Fault]:
    checks = {column.id: _wrong(column) for column in given if column.type == "number" or column.choices}
    if not checks:
        return
    counts = frame.select(check.sum().alias(id_) for id_, check in checks.items()).collect(engine="streaming")
    for id_, count in counts.row(0, named=True).items():
        if not count:
            continue
        column = next(column for column in given if column.id == id_)
        yield _number_fault(id_, count) if column.type == "number" else _word_fault(column, count)


def _wrong(column: FactColumn) -> pl.Expr:
    value = pl.col(column.id)
    return ~value.is_finite() if column.type == "number" else ~value.is_in(sorted(column.choices))


def _number_fault(id_: str, count: int) -> Fault:
    do = "Leave the cell empty (null) where the number is not known."
    return Fault("SF-T004", f"column {id_}", f"NaN or infinity stands in {_rows(count)}.", do)


def _word_fault(column: FactColumn, count: int) -> Fault:
    do = f"Use one of: {', '.join(sorted(column.choices))}; leave the cell empty (null) where it is not known."
    return Fault("SF-T005", f"column {column.id}", f"A word that is no choice stands in {_rows(count)}.", do)


def _rows(count: int) -> str:
    return f"{count} row{'' if count == 1 else 's'}"
