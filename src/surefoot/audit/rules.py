"""The numbers of each day of service as small tables: the code's own counting rule, and the same-day edits in force."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from typing import Any

import polars as pl

from surefoot.billing import edit_table
from surefoot.billing.edits import pairs_on
from surefoot.billing.services import is_timed
from surefoot.billing.time import clock
from surefoot.knowledge import Knowledge, View

PRACTITIONER = "practitioner"


def counting(knowledge: Knowledge, days: Iterable[date]) -> pl.DataFrame:
    """day, first_unit, unit: minutes of the code's own rule; null on a day for which it is not known."""
    rows = []
    for day, view in _views(knowledge, days).items():
        rule = clock(view, "ama")
        rows.append((day, rule.first_unit_minutes if rule else None, rule.unit_minutes if rule else None))
    schema: dict[str, Any] = {"day": pl.Date, "first_unit": pl.Int64, "unit": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def edits(knowledge: Knowledge, keys: Iterable[tuple[date, str | None]]) -> pl.DataFrame:
    """day, setting, other, never, limit: every pair in which 97750 is not the paid code, for each day and setting asked for.

    `never` says that no modifier helps; `limit` is the most units of a day.
    """
    rows = []
    for day, setting in keys:
        table = edit_table(knowledge, setting or PRACTITIONER, day)
        if table is None:
            continue
        for other, pair in pairs_on(table, day).items():
            if pair["column_of_code"] == "2":
                rows.append((day, setting, other, pair["modifier_indicator"] == "0", table["units_limit"]))
    schema: dict[str, Any] = {
        "day": pl.Date,
        "setting": pl.String,
        "other": pl.String,
        "never": pl.Boolean,
        "limit": pl.Int64,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def timed_codes(knowledge: Knowledge, days: Iterable[date], codes: Iterable[str]) -> pl.DataFrame:
    """day, other: those of the codes whose minutes Medicare pools with ours on that day."""
    asked = list(codes)
    rows = [(day, code) for day, view in _views(knowledge, days).items() for code in asked if is_timed(view, code)]
    return pl.DataFrame(rows, schema={"day": pl.Date, "other": pl.String}, orient="row")


def _views(knowledge: Knowledge, days: Iterable[date]) -> dict[date, View]:
    """What was in force on each day. Between two days on which a value begins nothing changes, so one view serves all days between."""
    listed = (*knowledge.values.values(), *knowledge.tables.values())
    begins = sorted({date.fromisoformat(state["from"]) for data in listed for state in data["values"]})
    return {day: knowledge.as_of(begins[place - 1] if (place := bisect_right(begins, day)) else day) for day in days}
