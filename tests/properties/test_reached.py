"""Everything the knowledge can say is said of some case: nothing in it is idle. Cases are read from their JSON, as a clinic sends them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from surefoot.engine import CaseReader
from surefoot.engine.read_table import TableReader
from surefoot.engine.table_border import frame_of
from surefoot.instruments import case_facts
from surefoot.knowledge import load
from surefoot.plan import suggest
from surefoot.plan.suggestions import cautions
from surefoot.risk import read_levels
from surefoot.values import Facts, Tri
from tests.properties.moves import DAY
from tests.properties.random_cases import random_cases, rare_cases

CASES, RARE = 1000, 60
EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "cases"
KNOWLEDGE = load()
# What no case reaches, each with the reason. Empty is what is wanted.
UNREACHED: Mapping[str, str] = {}


@cache
def facts() -> list[Facts]:
    """Of the example cases, of random ones, and of some that chance seldom makes."""
    examples = [json.loads(path.read_text("utf-8")) for path in sorted(EXAMPLES.glob("*.json"))]
    drawn = (*random_cases(KNOWLEDGE, 3, CASES), *rare_cases(KNOWLEDGE, 3, RARE))
    return [case_facts(case, KNOWLEDGE) for case in (*examples, *drawn)]


@cache
def answers() -> pl.DataFrame:
    reader = TableReader(KNOWLEDGE, KNOWLEDGE.as_of(DAY))
    return reader.read(frame_of(facts(), reader.facts))


@pytest.mark.parametrize("kind", ["findings", "factors"])
def test_every_answer_is_yes_for_some_case_and_not_for_another(kind: str) -> None:
    ids = getattr(KNOWLEDGE, kind)
    never = [id_ for id_ in ids if not answers()[id_].any() and id_ not in UNREACHED]
    always = [id_ for id_ in ids if answers()[id_].fill_null(False).all()]
    assert (never, always) == ([], [])


def test_every_intervention_is_suggested_to_some_on_a_card_or_under_another() -> None:
    suggested: set[str] = set()
    for one in facts():
        reader = CaseReader(KNOWLEDGE, KNOWLEDGE.as_of(DAY), one)
        read_levels(reader)
        for card in suggest(reader, {id_: reader.answer(id_) for id_ in KNOWLEDGE.factors}):
            suggested |= {card.id, *(way.id for way in card.covers)}
    assert not KNOWLEDGE.interventions.keys() - suggested - UNREACHED.keys()


@pytest.mark.parametrize("id_", KNOWLEDGE.algorithms)
def test_every_level_is_reached(id_: str) -> None:
    assert set(answers()[id_]) >= {*KNOWLEDGE.algorithms[id_].levels, "not_known", "not_applicable"} - UNREACHED.keys()


def test_every_row_of_every_level_is_the_first_that_holds_for_some_case() -> None:
    idle = [
        step.rule
        for algorithm in KNOWLEDGE.algorithms.values()
        for number, step in enumerate(algorithm.steps)
        if step.rule is not None and step.rule not in UNREACHED
        if not _first(algorithm.applies, [before.rule or "" for before in algorithm.steps[:number]], step.rule).any()
    ]
    assert not idle


def _first(applies: str, before: list[str], rule: str) -> pl.Series:
    holds = answers()[applies].fill_null(False) & answers()[rule].fill_null(False)
    for earlier in before:
        holds &= ~answers()[earlier].fill_null(False)
    return holds


def test_every_caution_is_given_to_some_and_a_ruled_one_is_spared_to_others() -> None:
    ruled = {
        (id_, says): when for id_, listed in cautions(KNOWLEDGE).items() for says, when in listed if when is not None
    }
    given, spared = set[tuple[str, str]](), set[tuple[str, str]]()
    for one in facts():
        reader = CaseReader(KNOWLEDGE, KNOWLEDGE.as_of(DAY), one)
        read_levels(reader)
        for caution, when in ruled.items():
            (spared if reader.read(when).answer is Tri.NO else given).add(caution)
    assert (ruled.keys() - given, ruled.keys() - spared) == (set(), set())
