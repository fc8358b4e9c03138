"""The record to audit against: our own cases, each decided by the same rules as ever, or a table of notes from another system."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from surefoot.assessment import assess
from surefoot.audit.columns import collected, passed_over, scan, typed
from surefoot.audit.elements import ELEMENTS, NOTES, TEXTS
from surefoot.cases import read_cases
from surefoot.errors import CaseRefused, Fault
from surefoot.knowledge import Knowledge

Case = Mapping[str, Any]
_TABLES = (".csv", ".parquet")
_UTC = pl.Datetime("us", "UTC")

DAYS: Mapping[str, Any] = {
    "patient_id": pl.String,
    "day": pl.Date,
    "decision": pl.String,
    "decided_units": pl.Int64,
    "missing": pl.List(pl.String),
    "against": pl.List(pl.String),
    "minutes": pl.Float64,
    "one_on_one": pl.Boolean,
    "texts": pl.List(pl.UInt64),
    "entered_later": pl.Boolean,
    "as_offered": pl.Boolean,  # every sentence of the report stands as the software offered it; null where nothing says
}
SPANS: Mapping[str, Any] = {
    "patient_id": pl.String,
    "provider_id": pl.String,
    "day": pl.Date,
    "start": _UTC,
    "end": _UTC,
}


@dataclass(frozen=True)
class Records:
    """One row for each patient and day (`DAYS`), the spans of time (`SPANS`), faults of cases, columns that were not read.

    `decision` is null where the record is a table of notes: then minutes and missing elements decide.
    """

    days: pl.DataFrame
    spans: pl.DataFrame
    faults: tuple[Fault, ...] = ()
    unread: tuple[str, ...] = ()


def read_records(path: Path, knowledge: Knowledge, progress: Callable[[int], None] = lambda done: None) -> Records:
    """Read cases (.json, .ndjson) or a table of notes (.csv, .parquet). Raises Refused for a file that cannot be read."""
    return _of_notes(path) if path.suffix.lower() in _TABLES else _of_cases(path, knowledge, progress)


def _of_notes(path: Path) -> Records:
    """Each note is cut down to what is asked of it while the file streams by; only that is held."""
    table = scan(path)
    notes = typed(table, NOTES, str(path)).select(
        *SPANS,
        *(pl.col(one.column).is_null().alias(f"open {one.column}") for one in ELEMENTS),
        "minutes",
        "one_on_one",
        _text_hash().alias("texts"),
        "entered_later",
    )
    held = collected(notes, path)
    spans = held.select(SPANS.keys()).filter(pl.all_horizontal(pl.col("start", "end").is_not_null()))
    return Records(_days(held), spans, (), tuple(passed_over(table, NOTES)))


def _days(notes: pl.DataFrame) -> pl.DataFrame:
    by_day = notes.group_by("patient_id", "day").agg(
        *(_open(one.column) for one in ELEMENTS),
        pl.col("minutes").sum(),
        pl.col("one_on_one").all(ignore_nulls=False),
        pl.col("texts").drop_nulls(),
        pl.col("entered_later").any(),
    )
    return by_day.select(
        "patient_id",
        "day",
        pl.lit(None, pl.String).alias("decision"),
        pl.lit(None, pl.Int64).alias("decided_units"),
        _missing().alias("missing"),
        pl.lit([], pl.List(pl.String)).alias("against"),
        pl.when(~pl.col("open minutes")).then("minutes").alias("minutes"),
        "one_on_one",
        "texts",
        "entered_later",
        pl.lit(None, pl.Boolean).alias("as_offered"),
    )


def _missing() -> pl.Expr:
    """The elements that no note of the day holds; minutes that one of them lacks are missing as a whole."""
    named = [
        pl.when(pl.col(f"open {one.column}")).then(pl.lit(one.says)).otherwise(pl.lit(None, pl.String))
        for one in ELEMENTS
    ]
    return pl.concat_list(named).list.drop_nulls()


def _open(column: str) -> pl.Expr:
    cell = pl.col(f"open {column}")
    return cell.any() if column in ("minutes", "one_on_one") else cell.all()


def _text_hash() -> pl.Expr:
    """One number for what was written, the same for the same words whatever their spacing and case."""
    written = pl.concat_str([pl.col(name).fill_null("") for name in TEXTS], separator=" ")
    words = written.str.to_lowercase().str.replace_all(r"\s+", " ").str.strip_chars()
    return pl.when(words != "").then(words.hash(0))


def _of_cases(path: Path, knowledge: Knowledge, progress: Callable[[int], None]) -> Records:
    days: list[dict[str, Any]] = []
    spans: list[dict[str, Any]] = []
    faults: list[Fault] = []
    for number, read in enumerate(read_cases(path), 1):
        try:
            if read.faults:
                raise CaseRefused(read.faults)
            days.append(_day(read.case, assess(read.case, knowledge)["billing"]))
            spans += _spans(read.case)
        except CaseRefused as refused:
            faults += [Fault(one.code, f"{read.where} {one.where}", one.says, one.do) for one in refused.faults]
        progress(number)
    stretches = pl.DataFrame(
        spans, schema={**SPANS, "day": pl.String, "start": pl.String, "end": pl.String}
    ).with_columns(pl.col("day").str.to_date(), pl.col("start", "end").str.to_datetime(time_unit="us", time_zone="UTC"))
    table = pl.DataFrame(days, schema={**DAYS, "day": pl.String}).with_columns(pl.col("day").str.to_date())
    return Records(_one_a_day(table), stretches, tuple(faults))


def _one_a_day(table: pl.DataFrame) -> pl.DataFrame:
    """Two cases of one patient and day cannot be added up here: the day is then open."""
    twice = pl.len().over("patient_id", "day") > 1
    several = pl.lit(["one record of the day"])
    return table.with_columns(
        pl.when(twice).then(pl.lit("not_known")).otherwise("decision").alias("decision"),
        pl.when(twice).then(None).otherwise("decided_units").alias("decided_units"),
        pl.when(twice).then(several).otherwise("missing").alias("missing"),
    ).unique(("patient_id", "day"), keep="first", maintain_order=True)


def _day(case: Case, billing: Mapping[str, Any]) -> dict[str, Any]:
    requirements = billing["code_selection"]["requirements"]
    gates = billing["payer"]["gates"]
    report = case.get("report") or {}
    written = " ".join(" ".join(str(report.get(name) or "") for name in TEXTS).lower().split())
    return {
        "patient_id": case["patient"].get("id"),
        "day": case["visit"]["date"],
        "decision": billing["may_submit"],
        "decided_units": billing["units"],
        "missing": [*_in_state(requirements, "missing"), *(one["id"] for one in gates if one["gate"] == "hold")],
        "against": [*_in_state(requirements, "not_met"), *(one["id"] for one in gates if one["gate"] == "block")],
        "minutes": billing["time"]["countable_minutes"],
        "one_on_one": None,
        "texts": [_number(written)] if written else [],
        "entered_later": any(one.get("entered") == "later" for one in case.get("ledger") or ()),
        "as_offered": _as_offered(report),
    }


def _as_offered(report: Mapping[str, Any]) -> bool | None:
    ways = {one["how"] for one in report.get("sentences") or () if one["how"] != "removed"}
    return ways == {"kept"} if ways else None


def _in_state(requirements: Iterable[Mapping[str, Any]], state: str) -> list[str]:
    return [f"{one['id']} {one['name']}" for one in requirements if one["state"] == state]


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def _spans(case: Case) -> Iterator[dict[str, Any]]:
    """One-on-one time with both its ends."""
    for one in case.get("ledger") or ():
        if one.get("one_on_one") is not False and one.get("start") and one.get("end"):
            yield {
                "patient_id": one.get("patient") or case["patient"].get("id"),
                "provider_id": one.get("provider"),
                "day": case["visit"]["date"],
                "start": one["start"],
                "end": one["end"],
            }
