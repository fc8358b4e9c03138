"""What the table reader takes and gives: shapes, order, lazy and eager alike."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from surefoot.engine.read_table import GROUPS, TableReader
from surefoot.engine.table_border import frame_of
from surefoot.knowledge import load
from surefoot.values import Fact
from tests.engine.agree import assert_agree
from tests.spec.tiny import FIRST_DAY, tiny

PAGE = {
    "facts": {
        "time": "number",
        "fell": "yes_no",
        "patient.age_years": "number",
        "patient.sex": ["female", "male", "other", "unknown"],
    },
    "values": {"limit": 12},
    "score": {"a": 2, "b": 1},
    "table": [{"age": [60, 69], "female": 5, "male": 6}, {"age": [70, 79], "all": 4}],
    "rules": {"slow": {"at_least": ["time", "limit"]}, "short": {"below": ["time", {"lookup": "norm"}]}},
    "levels": {"risk": {"applies": {"known": "fell"}, "rows": [["slow", "high"]], "otherwise": "low"}},
    "offer": {"for": ["slow"]},
}
DAY = date.fromisoformat(FIRST_DAY)


@pytest.fixture(scope="module")
def reader() -> TableReader:
    knowledge = tiny(PAGE)
    return TableReader(knowledge, knowledge.as_of(DAY))


def test_it_gives_a_column_for_every_rule_score_level_and_offer(reader: TableReader) -> None:
    answers = reader.read(
        pl.DataFrame({"case_id": ["a", "b"], "time": [12.0, None], "fell": [True, False]}), ["case_id"]
    )
    assert answers.to_dicts() == [
        {
            "case_id": "a",
            "form.score:low": float("-inf"),
            "form.score:high": float("inf"),
            "risk.applies": True,
            "risk.r1": True,
            "slow": True,
            "short": None,
            "factor_slow": True,
            "risk": "high",
            "offer": True,
        },
        {
            "case_id": "b",
            "form.score:low": float("-inf"),
            "form.score:high": float("inf"),
            "risk.applies": True,
            "risk.r1": None,
            "slow": None,
            "short": None,
            "factor_slow": None,
            "risk": "not_known",
            "offer": False,
        },
    ]
    assert tuple(answers.columns) == ("case_id", *reader.columns)


def test_a_lazy_frame_gives_a_lazy_frame_with_the_same_answers(reader: TableReader) -> None:
    cases = pl.DataFrame({"time": [11.9, 12.0, None], "form.a": [True, None, False]})
    lazy = reader.read(cases.lazy())
    assert isinstance(lazy, pl.LazyFrame)
    assert_frame_equal(lazy.collect(engine="streaming"), reader.read(cases))


def test_rows_keep_their_order_in_a_stream(reader: TableReader) -> None:
    rows = 200_000
    cases = pl.LazyFrame({"case_id": range(rows)}).with_columns(
        (pl.col("case_id") % 41 + 55).alias("patient.age_years"),
        pl.when(pl.col("case_id") % 3 == 0).then(pl.lit("male")).alias("patient.sex"),
        (pl.col("case_id") % 8).alias("time"),
    )
    answers = reader.read(cases, keep=["case_id"]).collect(engine="streaming")
    assert answers["case_id"].to_list() == list(range(rows))


def test_an_absent_column_was_asked_of_nobody(reader: TableReader) -> None:
    absent = reader.read(pl.DataFrame({"time": [13.0]}))
    empty = reader.read(pl.DataFrame({"time": [13.0], "fell": [None], "patient.age_years": [None]}))
    assert_frame_equal(absent, empty)


def test_whole_numbers_and_categories_are_taken_as_they_are(reader: TableReader) -> None:
    words = pl.Series("patient.sex", ["female", None], pl.Categorical)
    answers = reader.read(pl.DataFrame([words, pl.Series("patient.age_years", [60, 60]), pl.Series("time", [5, 5])]))
    assert answers["short"].to_list() == [False, None]


def test_before_its_first_day_a_value_decides_nothing() -> None:
    knowledge = tiny(PAGE)
    before = TableReader(knowledge, knowledge.as_of(date(2019, 12, 31)))
    answers = before.read(pl.DataFrame({"time": [30.0, 1.0], "patient.age_years": [70, 70]}))
    assert answers["slow"].to_list() == [None, None]
    assert answers["short"].to_list() == [None, None]


def test_no_rows_give_no_rows(reader: TableReader) -> None:
    assert reader.read(pl.DataFrame(schema={"time": pl.Float64})).shape == (0, len(reader.columns))


def test_a_fact_may_pass_through_beside_the_answers(reader: TableReader) -> None:
    answers = reader.read(pl.DataFrame({"time": [12, None], "note": ["x", "y"]}), keep=["time", "note"])
    assert answers.select("time", "note", "slow").rows() == [(12.0, "x", True), (None, "y", None)]


GIVEN = {
    "scores": ["form.score:low", "form.score:high"],
    "rows": ["risk.applies", "risk.r1"],
    "findings": ["slow", "short"],
    "factors": ["factor_slow"],
    "levels": ["risk"],
    "suggestions": ["offer"],
}


@pytest.mark.parametrize(
    "asked", [*((group,) for group in GROUPS), ("suggestions", "levels"), ("factors", "factors"), (), GROUPS]
)
def test_it_gives_the_groups_asked_for_and_the_same_answers(reader: TableReader, asked: tuple[str, ...]) -> None:
    cases = pl.DataFrame({"case_id": ["a", "b", "c"], "time": [12.0, None, 3.0], "fell": [True, None, False]})
    names = ["case_id", *(name for group in GROUPS if group in asked for name in GIVEN[group])]
    everything = reader.read(cases, ["case_id"])
    assert_frame_equal(reader.read(cases, ["case_id"], give=asked), everything.select(names))


def test_the_packaged_levels_and_suggestions_are_the_same_when_nothing_else_is_asked_for() -> None:
    knowledge = load()
    packaged = TableReader(knowledge, knowledge.as_of(date(2026, 11, 20)))
    age = list(range(50, 100))
    cases = pl.DataFrame({"patient.age_years": age, "stay_independent.unsteady_walking": [True, None] * 25})
    asked = [*knowledge.algorithms, *knowledge.interventions]
    assert_frame_equal(packaged.read(cases, give=["levels", "suggestions"]), packaged.read(cases).select(asked))


def test_what_no_answer_asked_for_rests_on_is_not_worked_out(reader: TableReader) -> None:
    cases = pl.LazyFrame({"time": [12.0], "fell": [True]})
    assert '"short"' in reader.read(cases).explain()
    assert '"short"' not in reader.read(cases, give=["levels", "suggestions"]).explain()


def test_a_limit_by_age_and_sex_is_the_plain_readers_at_each_end_of_each_band() -> None:
    bands = [{"age": [60, 69], "female": 5, "male": 6}, {"age": [75, 79], "all": 4}, {"age": [80, 84], "female": 3}]
    knowledge = tiny({**PAGE, "table": bands})
    ages = [None, -1.0, 0.0, 59.0, 59.9, 60.0, 69.0, 69.9, 70.0, 74.9, 75.0, 79.5, 80.0, 84.9, 85.0, 130.0, 1e300]
    cases = [
        {"patient.age_years": Fact(age), "patient.sex": Fact(sex), "time": Fact(time)}
        for age in ages
        for sex in (None, "female", "male", "other", "unknown")
        for time in (2.9, 3.0, 4.0, 4.9, 5.0, 5.5, 6.0)
    ]
    assert_agree(knowledge, knowledge.as_of(DAY), cases)


def test_packaged_tables_have_bands_of_whole_years_as_the_reader_needs() -> None:
    tables = load().as_of(date(2026, 11, 20)).tables
    ends = [end for table in tables.values() for row in table.rows for end in (row.first_age, row.last_age)]
    assert ends
    assert all(end.is_integer() for end in ends)


def test_no_step_of_the_packaged_rules_waits_for_the_last_row(tmp_path: Path) -> None:
    """Memory stays flat only while every step streams: Polars draws a step that gathers whole columns as a multiplexer."""
    knowledge = load()
    packaged = TableReader(knowledge, knowledge.as_of(date(2026, 11, 20)))
    cases = tmp_path / "cases.parquet"
    frame_of([{}], packaged.facts).write_parquet(cases)
    assert "multiplexer" not in _plan(packaged.read(pl.scan_parquet(cases)))
    gathering = pl.scan_parquet(cases).with_columns(pl.col("patient.age_years").sort().alias("x"))
    assert "multiplexer" in _plan(gathering)


def _plan(frame: pl.LazyFrame) -> str:
    graph = frame.show_graph(engine="streaming", plan_stage="physical", raw_output=True)
    assert graph is not None
    return graph
