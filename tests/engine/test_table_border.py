"""What the table reader refuses, each with its code, its column and what to do."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from surefoot.engine.read_table import TableReader
from surefoot.errors import Refused
from tests.spec.tiny import FIRST_DAY, tiny

FACTS = {"time": "number", "fell": "yes_no", "setting": ["office", "home"]}
NAN, INF = float("nan"), float("inf")


@pytest.fixture(scope="module")
def reader() -> TableReader:
    knowledge = tiny({"facts": FACTS, "rules": {"result": "fell"}})
    return TableReader(knowledge, knowledge.as_of(date.fromisoformat(FIRST_DAY)))


@pytest.mark.parametrize(
    ("cases", "code", "where"),
    [
        ({"tme": [1.0]}, "SF-T002", "column tme"),
        ({"time": ["14.2"]}, "SF-T003", "column time"),
        ({"fell": [1]}, "SF-T003", "column fell"),
        ({"setting": [True]}, "SF-T003", "column setting"),
        ({"time": [1.0, NAN]}, "SF-T004", "column time"),
        ({"time": [INF]}, "SF-T004", "column time"),
        ({"time": [-INF]}, "SF-T004", "column time"),
        ({"setting": ["office", "ofice"]}, "SF-T005", "column setting"),
        ({"result": [True]}, "SF-T002", "column result"),
    ],
)
def test_one_fault_is_named(reader: TableReader, cases: dict[str, list[object]], code: str, where: str) -> None:
    with pytest.raises(Refused) as refused:
        reader.read(pl.DataFrame(cases))
    assert [(fault.code, fault.where) for fault in refused.value.faults] == [(code, where)]


def test_a_column_to_keep_that_is_not_there_is_a_fault(reader: TableReader) -> None:
    with pytest.raises(Refused, match="SF-T001"):
        reader.read(pl.DataFrame({"time": [1.0]}), keep=["case_id"])


def test_all_faults_are_told_at_once_and_none_shows_what_a_patient_said(reader: TableReader) -> None:
    with pytest.raises(Refused) as refused:
        reader.read(pl.DataFrame({"time": [NAN, NAN, 1.0], "setting": ["Elm Street 4", None, "home"]}))
    assert [fault.code for fault in refused.value.faults] == ["SF-T004", "SF-T005"]
    assert "2 rows" in refused.value.faults[0].says
    assert "Elm" not in str(refused.value)


def test_a_misspelt_column_names_its_nearest_fact(reader: TableReader) -> None:
    with pytest.raises(Refused, match='Nearest: "setting"'):
        reader.read(pl.DataFrame({"seting": ["office"]}))


def test_a_lazy_frame_is_refused_before_anything_is_read(reader: TableReader) -> None:
    with pytest.raises(Refused, match="SF-T004"):
        reader.read(pl.LazyFrame({"time": [NAN]}))


def test_a_column_to_keep_cannot_be_called_as_an_answer_is(reader: TableReader) -> None:
    with pytest.raises(Refused, match="SF-T006"):
        reader.read(pl.DataFrame({"fell": [True], "result": ["mine"]}), keep=["result"])


def test_a_group_of_answers_there_is_not_is_told_with_the_other_faults(reader: TableReader) -> None:
    with pytest.raises(Refused, match="levels, suggestions") as refused:
        reader.read(pl.DataFrame({"time": ["14.2"]}), give=["levels", "advice"])
    assert [(fault.code, fault.where) for fault in refused.value.faults] == [
        ("SF-T007", "give advice"),
        ("SF-T003", "column time"),
    ]


def test_a_fact_that_no_answer_asked_for_rests_on_is_checked_all_the_same(reader: TableReader) -> None:
    with pytest.raises(Refused, match="SF-T004"):
        reader.read(pl.DataFrame({"time": [NAN]}), give=["suggestions"])


def test_a_fact_that_is_kept_is_still_held_to_its_type(reader: TableReader) -> None:
    with pytest.raises(Refused, match="SF-T003"):
        reader.read(pl.DataFrame({"fell": ["yes"]}), keep=["fell"])
