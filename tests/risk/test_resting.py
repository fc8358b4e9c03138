"""A level says when nothing that was read in a publication carries it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.knowledge.test_levels_vectors import case_of, rows

from surefoot.assessment import assess
from surefoot.engine import CaseReader
from surefoot.knowledge import load, load_texts
from surefoot.knowledge.loader import Text
from surefoot.risk import read_levels
from surefoot.values import Fact

CASES = {row["id"]: case_of(row) for row in rows()}


@pytest.mark.parametrize(
    ("id_", "resting"),
    [
        ("X1", {"wfg_2022", "wfg_2022_3kq"}),  # low by rows nobody saw
        ("X3", {"steadi_legacy"}),
        ("X5", {"wfg_2022", "wfg_2022_3kq", "steadi_legacy"}),
        ("X8", set()),
        ("X10", set()),  # nothing is known, so nothing rests on anything
    ],
)
def test_which_levels_rest_on_unverified_rows(id_: str, resting: set[str]) -> None:
    levels = assess({"schema": "surefoot-case/1", **CASES[id_]}, load())["levels"]
    assert {name for name, level in levels.items() if level["rests_on_unverified"]} == resting
    assert all(bool(level["unverified_says"]) is level["rests_on_unverified"] for level in levels.values())


PAPER = {"source": "[a-paper]"}


def _knowledge(row: str, value: str, finding: str, basis: str = "published", otherwise: str = "verified") -> Any:
    texts = [
        "kind: sources\nsources: [{id: a-paper, cite: A paper}]",
        "kind: facts\nfacts: [{id: time, type: number, label: time}, {id: told, type: yes_no, label: told}]",
        f"""
kind: values
values: [{{id: limit, label: limit, unit: count, values: [{{from: 2020-01-01, value: 12, source: [a-paper], confidence: {value}}}]}}]
""",
        f"""
kind: findings
findings: [{{id: slow, label: slow, rule: {{at_least: [time, limit]}}, basis: {basis}, source: [a-paper], confidence: {finding}}}]
""",
        f"""
kind: algorithm
id: scheme
title: Scheme
version: "1"
levels: [{{id: high, label: high, says: High.}}, {{id: low, label: low, says: Low.}}]
applies: {{known: time}}
table: [{{id: A, if: {{any_of: [slow, told]}}, then: high, source: [a-paper], confidence: {row}}}]
otherwise: {{id: B, then: low, source: [a-paper], confidence: {otherwise}}}
source: [a-paper]
confidence: verified
""",
    ]
    return load_texts(Text(f"{number}.yaml", text) for number, text in enumerate(texts))


@pytest.mark.parametrize(
    ("row", "value", "finding", "time", "told", "resting", "why"),
    [
        ("verified", "verified", "verified", 12.0, False, False, "all was read"),
        ("unverified", "verified", "verified", 12.0, False, True, "the row was not"),
        ("verified", "unverified", "verified", 12.0, False, True, "the only number was not"),
        ("verified", "verified", "unverified", 12.0, False, True, "the only finding was not"),
        ("verified", "unverified", "unverified", 12.0, True, False, "an answer carries it as well"),
        ("verified", "unverified", "unverified", 11.0, True, False, "an answer alone carries it"),
        ("verified", "secondary", "secondary", 12.0, False, False, "read in somebody else's text"),
        ("verified", "unverified", "verified", 11.0, False, True, "low, and the only row above was turned away by such a number"),
        ("unverified", "verified", "verified", 11.0, False, True, "low, and the only row above is unverified"),
        ("verified", "verified", "verified", 11.0, False, False, "low, all read"),
    ],
)  # fmt: skip
def test_what_carries_a_level(
    row: str, value: str, finding: str, time: float, told: bool, resting: bool, why: str
) -> None:
    knowledge = _knowledge(row, value, finding)
    facts = {"time": Fact(time), "told": Fact(told)}
    level = read_levels(CaseReader(knowledge, knowledge.as_of(date(2026, 1, 1)), facts))["scheme"]
    assert level.rests_on_unverified is resting, why


def test_a_low_that_is_itself_unverified() -> None:
    knowledge = _knowledge("verified", "verified", "verified", otherwise="unverified")
    facts = {"time": Fact(1.0), "told": Fact(False)}
    assert read_levels(CaseReader(knowledge, knowledge.as_of(date(2026, 1, 1)), facts))["scheme"].rests_on_unverified


def test_a_level_not_known_says_which_are_open() -> None:
    knowledge = _knowledge("verified", "verified", "verified")
    level = read_levels(CaseReader(knowledge, knowledge.as_of(date(2026, 1, 1)), {"time": Fact(1.0)}))["scheme"]
    assert (level.level, level.open_levels) == ("not_known", ("high", "low"))
    assert level.says == "Not known: high or low, depending on what is missing."
    assert not level.rests_on_unverified
