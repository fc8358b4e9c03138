"""What shows only across lines: overlapping time of one provider, the same words for different patients, minutes just above a border."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from surefoot.audit.claims import LINE
from surefoot.audit.records import Records
from surefoot.audit.rules import counting
from surefoot.knowledge import Knowledge

JUST_ABOVE = 2  # the first whole minutes at a border: so many of a unit's, if minutes were spread evenly


@dataclass(frozen=True)
class Patterns:
    """`by_line`: flags of each line. `overlaps`: pairs of stretches. `same_words`: groups. `borders`: share of lines by provider.

    None of them is a verdict on a person: each is a place to look.
    """

    by_line: pl.DataFrame
    overlaps: pl.DataFrame
    same_words: pl.DataFrame
    borders: pl.DataFrame


def patterns_of(own: pl.DataFrame, records: Records, knowledge: Knowledge) -> Patterns:
    """Patterns of the 97750 lines in `own`."""
    overlaps = _overlaps(records.spans)
    words = _same_words(own, records)
    return Patterns(_by_line(own, overlaps, words), overlaps, _groups(words), _borders(own, records, knowledge))


def _overlaps(spans: pl.DataFrame) -> pl.DataFrame:
    """Stretches of one provider that share a moment with an earlier one of another patient: provider_id, day, patients, from, until."""
    known = spans.filter(pl.col("provider_id").is_not_null() & (pl.col("start") < pl.col("end")))
    ordered = known.sort("provider_id", "start", "end")
    # The furthest end so far, and whose it is; an earlier stretch of the same patient is none of another's.
    before = pl.col("end").cum_max().shift(1).over("provider_id")
    suspects = ordered.with_columns(before.alias("reached")).filter(pl.col("start") < pl.col("reached"))
    pairs = suspects.join(ordered, on=("provider_id", "day"), suffix="_other").filter(
        (pl.col("patient_id") != pl.col("patient_id_other"))
        & (pl.col("start") < pl.col("end_other"))
        & (pl.col("start_other") < pl.col("end"))
        & (pl.col("start_other") <= pl.col("start"))
    )
    return pairs.select(
        "provider_id",
        "day",
        "patient_id",
        "patient_id_other",
        pl.max_horizontal("start", "start_other").alias("from"),
        pl.min_horizontal("end", "end_other").alias("until"),
    ).unique(maintain_order=True)


def _same_words(own: pl.DataFrame, records: Records) -> pl.DataFrame:
    """patient_id, day, provider_id, text of lines whose words stand in another patient's note too."""
    written = (
        own.select(LINE, "patient_id", "day", "provider_id")
        .join(records.days.select("patient_id", "day", "texts"), on=("patient_id", "day"))
        .explode("texts")
        .drop_nulls("texts")
    )
    shared = written.group_by("texts").agg(pl.col("patient_id").n_unique() > 1).filter("patient_id").select("texts")
    return written.join(shared, on="texts", how="semi")


def _groups(words: pl.DataFrame) -> pl.DataFrame:
    """One row for each text: in how many lines and for how many patients and providers it stands, the most used first."""
    return (
        words.group_by("texts")
        .agg(
            pl.col(LINE).n_unique().alias("lines"),
            pl.col("patient_id").n_unique().alias("patients"),
            pl.col("provider_id").n_unique().alias("providers"),
        )
        .sort("patients", "lines", "texts", descending=(True, True, False))
        .drop("texts")
    )


def _borders(own: pl.DataFrame, records: Records, knowledge: Knowledge) -> pl.DataFrame:
    """By provider: lines with known minutes of one unit or more, and how many of them lie in the first minutes at a border."""
    rules = counting(knowledge, own["day"].drop_nulls().unique())
    lines = own.select("patient_id", "day", "provider_id")
    timed = lines.join(records.days.select("patient_id", "day", "minutes"), on=("patient_id", "day")).join(
        rules, on="day"
    )
    beyond = pl.col("minutes").floor().cast(pl.Int64) - pl.col("first_unit")
    counted = timed.filter(beyond >= 0).with_columns((beyond % pl.col("unit") < JUST_ABOVE).alias("just_above"))
    return (
        counted.group_by("provider_id")
        .agg(
            pl.len().alias("lines"),
            pl.col("just_above").sum().alias("just_above"),
            (JUST_ABOVE / pl.col("unit").first()).alias("even_share"),
        )
        .sort("just_above", "provider_id", descending=(True, False))
    )


def _by_line(own: pl.DataFrame, overlaps: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    both = pl.concat(
        [overlaps.select("day", "patient_id"), overlaps.select("day", pl.col("patient_id_other").alias("patient_id"))]
    ).unique()
    whole = pl.all_horizontal(pl.col("patient_id", "day").is_not_null())
    twice = whole & (pl.len().over("patient_id", "day", pl.col("modifiers").fill_null("")) > 1)
    return (
        own.select(LINE, "patient_id", "day", twice.alias("twice"))
        .join(both.with_columns(pl.lit(True).alias("overlaps")), on=("day", "patient_id"), how="left")
        .join(words.select(LINE).unique().with_columns(pl.lit(True).alias("same_words")), on=LINE, how="left")
        .select(LINE, "twice", "overlaps", "same_words")
    )
