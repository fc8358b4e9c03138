"""Why algorithms part: the inputs named are those their own tables turn on, on every cross-algorithm case of the reference and on odd ones."""

from __future__ import annotations

import random
import re
from datetime import date
from typing import Any

import pytest
from tests.engine.generate import borders, packaged_case
from tests.knowledge.test_levels_vectors import case_of, rows

from surefoot.engine import CaseReader
from surefoot.engine.table_border import fact_columns
from surefoot.instruments.facts import case_facts
from surefoot.knowledge import Knowledge, load, load_texts
from surefoot.knowledge.loader import Text, packaged_texts
from surefoot.risk import Difference, differences, read_levels
from surefoot.values import Fact

DAY = date(2026, 11, 20)
CASES = {row["id"]: case_of(row) for row in rows()}


def parted(case: dict[str, Any], knowledge: Knowledge | None = None) -> list[Difference]:
    knowledge = knowledge or load()
    reader = CaseReader(knowledge, knowledge.as_of(DAY), case_facts(case, knowledge))
    return differences(read_levels(reader), reader)


def between(case: dict[str, Any], more: str, less: str) -> Difference | None:
    """What parts two algorithms, the first of which asks for more."""
    found = [
        one
        for one in parted(case)
        if more in {level.algorithm.id for level in one.more} and less in {level.algorithm.id for level in one.less}
    ]
    assert len(found) <= 1
    return found[0] if found else None


@pytest.mark.parametrize(
    ("id_", "more", "less", "inputs", "says"),
    [
        ("X1", "steadi_2019", "wfg_2022", {"tug.time_s"}, "Timed Up and Go 11 s is not above the limit of 15 s"),
        ("X1", "wfg_hicks_2024", "wfg_2022", {"tug.time_s"}, "above the limit of 10 s (Hicks 2024), but not above the limit of 15 s (World Falls Guidelines)"),
        ("X2", "steadi_2019", "wfg_2022", {"tug.time_s"}, "“A fall in the past 12 months” yes"),
        ("X2", "steadi_legacy", "wfg_2022", {"tug.time_s"}, "Timed Up and Go 14 s is at or above the limit of 12 s (CDC STEADI), but not above the limit of 15 s"),
        ("X4", "steadi_2019", "wfg_2022", {"stay_independent.score", "fall_history.falls_12m"}, "Stay Independent score 4 points is at or above the limit of 4 points"),
        ("X4", "steadi_2019", "wfg_hicks_2024", {"stay_independent.score", "tug.time_s"}, "Timed Up and Go 8 s is not above the limit of 10 s"),
        ("X5", "wfg_hicks_2024", "wfg_2022", {"tug.time_s", "fall_history.falls_12m"}, "“A fall in the past 12 months” no"),
        ("X5", "wfg_hicks_2024", "steadi_2019", {"tug.time_s", "stay_independent.score"}, "Stay Independent score 3 points is below the limit of 4 points"),
        ("X9", "steadi_2019", "wfg_2022", {"gait_speed.speed_mps"}, "Usual gait speed 0.81 m/s is above the limit of 0.8 m/s"),
    ],
)  # fmt: skip
def test_the_inputs_that_part_them_are_named(id_: str, more: str, less: str, inputs: set[str], says: str) -> None:
    found = between(CASES[id_], more, less)
    assert found is not None
    assert inputs <= set(found.inputs)
    assert says in found.says


def test_one_limit_for_all_is_not_blamed() -> None:
    """Both found no sign of severity: it does not part them."""
    found = between(CASES["X1"], "wfg_hicks_2024", "wfg_2022")
    assert found is not None
    assert found.inputs == ("tug.time_s",)


@pytest.mark.parametrize("id_", ["X3", "X3o", "X6", "X7", "X8", "X8o", "G1"])
def test_where_all_ask_for_more_than_advice_nothing_parts_screens(id_: str) -> None:
    assert between(CASES[id_], "steadi_2019", "wfg_2022") is None


@pytest.mark.parametrize("id_", ["X1o", "X2o", "X10", "G2"])
def test_a_level_not_known_parts_nobody(id_: str) -> None:
    assert between(CASES[id_], "steadi_2019", "wfg_2022") is None


def test_nothing_is_asked_of_an_empty_case() -> None:
    assert parted({"patient": {}, "visit": {"date": DAY.isoformat()}}) == []


def test_a_two_step_table_is_not_graded_against_three() -> None:
    """At risk by STEADI and intermediate by the guidelines is no difference; low is."""
    fell = CASES["X8"]
    assert between(fell, "wfg_2022", "steadi_2019") is None
    assert between(fell, "steadi_2019", "wfg_2022") is None


def test_knowledge_that_does_not_say_what_a_level_asks_for_parts_nobody() -> None:
    """A pack of an earlier release: its tables have no such words."""

    def bare(text: Text) -> Text:
        return Text(text.name, re.sub(r"asks_for: \w+, ", "", text.text))

    knowledge = load_texts(bare(text) for text in packaged_texts())
    assert parted(CASES["X2"], knowledge) == []


def test_random_cases_are_told_without_contradiction() -> None:
    """Every pair that asks for different things is told once, the one that asks for more on its own side, with an input and whole words."""
    knowledge = load()
    view, facts = knowledge.as_of(DAY), fact_columns(knowledge)
    limits, chance = borders(knowledge, view), random.Random(7)  # noqa: S311 - cases, not secrets
    told = 0
    for number in range(150):
        case = packaged_case(facts, limits, chance, (0.5, 0.9, 1.0)[number % 3])
        case = {**case, "patient.age_years": Fact(75.0), "visit.setting": Fact("office")}
        reader = CaseReader(knowledge, view, case)
        found = differences(read_levels(reader), reader)
        pairs = [(more.algorithm.id, less.algorithm.id) for one in found for more in one.more for less in one.less]
        assert len(pairs) == len(set(pairs))
        assert not {(less, more) for more, less in pairs} & set(pairs)
        for one in found:
            told += 1
            assert one.inputs
            assert all(more.asks_for != less.asks_for for more in one.more for less in one.less)
            assert not [mark for mark in ("None", "  ", ": .", "..", "inf") if mark in one.says], one.says
    assert told > 20


def test_the_words_do_not_depend_on_the_order_of_the_levels() -> None:
    knowledge = load()
    reader = CaseReader(knowledge, knowledge.as_of(DAY), case_facts(CASES["X5"], knowledge))
    levels = read_levels(reader)
    there, back = (differences(one, reader) for one in (levels, dict(reversed(levels.items()))))
    assert {_sides(one) for one in there} == {_sides(one) for one in back}


def _sides(one: Difference) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    more, less = (frozenset(level.algorithm.id for level in side) for side in (one.more, one.less))
    return more, less, frozenset(one.inputs)
