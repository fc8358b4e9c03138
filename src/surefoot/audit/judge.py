"""Each 97750 line against the record: supported, not supported, cannot tell; units right, over, under, not known; and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import polars as pl

from surefoot.audit.claims import LINE
from surefoot.audit.elements import RECORD
from surefoot.audit.patterns import Patterns, patterns_of
from surefoot.audit.records import Records
from surefoot.audit.rules import counting, edits, timed_codes
from surefoot.billing.policy import DEFAULT_POLICY, pooling_policies
from surefoot.billing.services import CODE
from surefoot.knowledge import Knowledge

SUPPORTED, NOT_SUPPORTED, CANNOT_TELL = "supported", "not supported", "cannot tell"
RIGHT, OVER, UNDER, NOT_KNOWN = "right", "over", "under", "not known"
_DISTINCT = r"\b(59|X[ESPU])\b"

# What each line is given, in this order.
COLUMNS = (
    LINE,
    "claim_id",
    "patient_id",
    "provider_id",
    "day",
    "units",
    "verdict",
    "units_supported",
    "units_verdict",
    "missing",
    "against",
    "remarks",
)


@dataclass(frozen=True)
class Audit:
    """`lines`: one row for each 97750 line, in the order of the claims (`COLUMNS`); what shows only across lines stands in `patterns`."""

    lines: pl.DataFrame
    patterns: Patterns
    claimed_lines: int


def audit_claims(claims: pl.DataFrame, records: Records, knowledge: Knowledge, policy: str = DEFAULT_POLICY) -> Audit:
    """Audit every 97750 line. `policy` serves lines that name none; other lines are read for same-day edits alone."""
    own = claims.filter(pl.col("code") == CODE).with_columns(pl.col("payer_policy").fill_null(policy))
    patterns = patterns_of(own, records, knowledge)
    found = (
        _claimed(own)
        .join(records.days, on=("patient_id", "day"), how="left", maintain_order="left")
        .join(counting(knowledge, own["day"].drop_nulls().unique()), on="day", how="left", maintain_order="left")
        .join(_same_day(own, claims, knowledge), on=LINE, how="left", maintain_order="left")
        .join(patterns.by_line, on=LINE, how="left", maintain_order="left")
    )
    lines = _verdicts(_units(found, pooling_policies(knowledge))).select(COLUMNS).sort(LINE)
    return Audit(lines, patterns, claims.height)


def _claimed(own: pl.DataFrame) -> pl.DataFrame:
    """With the units that a line's day claims: those of all its lines where each has modifiers of its own."""
    day = ("patient_id", "day")
    whole = pl.all_horizontal(pl.col(day).is_not_null())
    apart = pl.len().over(day) == pl.col("modifiers").fill_null("").n_unique().over(day)
    known = pl.col("units").is_not_null().all().over(day)
    total = pl.when(known).then(pl.col("units").sum().over(day))
    return own.with_columns(pl.when(whole & apart).then(total).otherwise("units").alias("claimed"))


def _same_day(own: pl.DataFrame, claims: pl.DataFrame, knowledge: Knowledge) -> pl.DataFrame:
    """By line: codes never paid beside ours, codes that need a modifier ours lacks, whether another timed code stands beside it."""
    others = claims.filter(pl.col("code") != CODE).select("patient_id", "day", other="code").unique()
    beside = own.select(LINE, "patient_id", "day", "setting", "modifiers").join(others, on=("patient_id", "day"))
    if beside.is_empty():
        empty: dict[str, Any] = {"never": pl.List(pl.String), "no_modifier": pl.List(pl.String), "pooled": pl.Boolean}
        return pl.DataFrame(schema={LINE: own.schema[LINE], **empty})
    keys = beside.select("day", "setting").unique().rows()
    table = edits(knowledge, keys)
    timed = timed_codes(knowledge, {day for day, _ in keys}, beside["other"].unique())
    matched = beside.join(table, on=("day", "setting", "other"), how="left", nulls_equal=True).join(
        timed.with_columns(pl.lit(True).alias("timed")), on=("day", "other"), how="left"
    )
    shown = pl.col("modifiers").fill_null("").str.contains(_DISTINCT)
    return matched.group_by(LINE).agg(
        pl.col("other").filter(pl.col("never").fill_null(False)).sort().alias("never"),
        pl.col("other").filter(~pl.col("never").fill_null(True) & ~shown).sort().alias("no_modifier"),
        pl.col("timed").fill_null(False).any().alias("pooled"),
    )


def _units(found: pl.DataFrame, pooling: list[str]) -> pl.DataFrame:
    """Units the record supports: the decision's own where there is one, else by whole minutes; null is not known."""
    whole = pl.col("minutes").floor().cast(pl.Int64)
    earned = ((whole + pl.col("unit") - pl.col("first_unit")) // pl.col("unit")).clip(lower_bound=0)
    by_minutes = pl.when(pl.col("one_on_one").eq(False)).then(0).otherwise(earned)  # null is not known
    counted = pl.when(pl.col("decision").is_null()).then(by_minutes).otherwise("decided_units")
    found = found.with_columns(
        pl.when(whole.is_null() & pl.col("decision").is_null()).then(None).otherwise(counted).alias("most")
    )
    pooled = pl.col("payer_policy").is_in(pooling) & pl.col("pooled").fill_null(False) & pl.col("decision").is_null()
    over, same = pl.col("claimed") > pl.col("most"), pl.col("claimed") == pl.col("most")
    verdict = (
        pl.when(pl.col("most").is_null() | pl.col("claimed").is_null())
        .then(pl.lit(NOT_KNOWN))
        .when(over)
        .then(pl.lit(OVER))
        .when(pooled)
        .then(pl.lit(NOT_KNOWN))
        .when(same)
        .then(pl.lit(RIGHT))
        .otherwise(pl.lit(UNDER))
    )
    return found.with_columns(verdict.alias("units_verdict"), pl.col("most").alias("units_supported"))


def _verdicts(found: pl.DataFrame) -> pl.DataFrame:
    no_record = pl.col("missing").is_null()
    missing = pl.when(no_record).then(pl.lit([RECORD])).otherwise("missing")
    against = pl.concat_list(
        pl.col("against").fill_null([]),
        _named("units above what the record supports", pl.col("units_verdict") == OVER),
        _named("no unit is reached", pl.col("most") == 0),
        _named("not one on one", pl.col("one_on_one").eq(False)),  # null is not known
        pl.col("never").fill_null([]).list.eval(pl.format("never paid beside {}", pl.element())),
    )
    open_ = pl.concat_list(
        missing,
        pl.col("no_modifier").fill_null([]).list.eval(pl.format("modifier beside {}", pl.element())),
        _named(
            "units under pooling with another timed code",
            (pl.col("units_verdict") == NOT_KNOWN) & ~no_record & pl.col("most").is_not_null(),
        ),
        _named("which of two like lines of the day is meant", pl.col("twice").fill_null(False)),
        _named("time of its own: another patient's overlaps it", pl.col("overlaps").fill_null(False)),
        _named("the counting rule of the day", pl.col("first_unit").is_null()),
        _named("patient or day of the line", pl.any_horizontal(pl.col("patient_id", "day", "units").is_null())),
    )
    found = found.with_columns(against.alias("against"), open_.alias("missing"))
    refused = (pl.col("against").list.len() > 0) | (pl.col("decision") == "no").fill_null(False)
    unsure = (pl.col("missing").list.len() > 0) | (pl.col("decision") == "not_known").fill_null(False)
    verdict = (
        pl.when(refused).then(pl.lit(NOT_SUPPORTED)).when(unsure).then(pl.lit(CANNOT_TELL)).otherwise(pl.lit(SUPPORTED))
    )
    remarks = pl.concat_list(
        _named("same words in other patients' notes", pl.col("same_words").fill_null(False)),
        _named("entered later", pl.col("entered_later").fill_null(False)),
        _named("every sentence as the software offered it, untouched", pl.col("as_offered").fill_null(False)),
    )
    return found.with_columns(verdict.alias("verdict"), remarks.alias("remarks"))


def _named(says: str, holds: pl.Expr) -> pl.Expr:
    """A list with the words where it holds, else an empty one."""
    return pl.when(holds.fill_null(False)).then(pl.lit([says])).otherwise(pl.lit([], pl.List(pl.String)))


def verdicts() -> Iterable[str]:
    """The three answers, in order."""
    return (SUPPORTED, NOT_SUPPORTED, CANNOT_TELL)
