"""The audit in a few numbers: by verdict, by provider, by reason. Counts of lines and units, never money."""

from __future__ import annotations

from typing import Any

import polars as pl

from surefoot.audit.judge import Audit, verdicts

NO_PROVIDER = "not named"


def summary(audit: Audit) -> dict[str, Any]:
    """Everything that is printed, as plain data: `lines`, `units`, `providers`, `reasons`, `patterns`."""
    lines = audit.lines
    return {
        "claimed_lines": audit.claimed_lines,
        "lines": lines.height,
        "verdicts": _counts(lines, "verdict", tuple(verdicts())),
        "units": _counts(lines, "units_verdict", ("right", "over", "under", "not known")),
        "providers": _providers(lines),
        "missing": _reasons(lines, "missing"),
        "against": _reasons(lines, "against"),
        "remarks": _reasons(lines, "remarks"),
        "overlaps": audit.patterns.overlaps.height,
        "same_words": audit.patterns.same_words.to_dicts(),
        "borders": audit.patterns.borders.with_columns(pl.col("provider_id").fill_null(NO_PROVIDER)).to_dicts(),
    }


def _counts(lines: pl.DataFrame, column: str, order: tuple[str, ...]) -> dict[str, int]:
    found = dict(lines[column].value_counts().rows())
    return {word: int(found.get(word, 0)) for word in order}


def _providers(lines: pl.DataFrame) -> list[dict[str, Any]]:
    counted = [(pl.col("verdict") == word).sum().alias(word) for word in verdicts()]
    over = (pl.col("units_verdict") == "over").sum().alias("units over")
    named = lines.with_columns(pl.col("provider_id").fill_null(NO_PROVIDER))
    by_provider = named.group_by("provider_id").agg(pl.len().alias("lines"), *counted, over)
    return by_provider.sort("lines", "provider_id", descending=(True, False)).to_dicts()


def _reasons(lines: pl.DataFrame, column: str) -> list[dict[str, Any]]:
    """Each reason with its lines; of one that names codes, the codes stay in the lines."""
    listed = lines.select(pl.col(column).explode()).drop_nulls()
    general = pl.col(column).str.replace(r"( beside) .*$", "${1} another code of the day")
    counted = listed.with_columns(general.alias(column)).group_by(column).len()
    return [
        {"says": says, "lines": number} for says, number in counted.sort("len", column, descending=(True, False)).rows()
    ]
