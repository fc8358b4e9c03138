"""The table reader gives what `assess` publishes for every example case: findings, factors, levels, suggestions."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from surefoot.assessment import assess
from surefoot.engine.read_table import TableReader
from surefoot.engine.table_border import frame_of
from surefoot.instruments import case_facts
from surefoot.knowledge import load

CASES = sorted((Path(__file__).parents[2] / "examples" / "cases").glob("*.json"))
WORDS = {True: "yes", False: "no", None: "not_known"}


def test_there_are_example_cases() -> None:
    assert len(CASES) >= 5


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_table_of_one_case_says_what_the_assessment_says(path: Path) -> None:
    case, knowledge = json.loads(path.read_text("utf-8")), load()
    published = assess(case, knowledge)
    reader = TableReader(knowledge, knowledge.as_of(date.fromisoformat(case["visit"]["date"])))
    (answers,) = reader.read(frame_of([case_facts(case, knowledge)], reader.facts)).to_dicts()
    assert _answers(published) == {id_: WORDS[answers[id_]] for id_ in (*knowledge.findings, *knowledge.factors)}
    assert {id_: level["level"] for id_, level in published["levels"].items()} == {
        id_: answers[id_] for id_ in knowledge.algorithms
    }
    offered = {suggestion["id"] for suggestion in published["suggestions"]}
    assert offered == {id_ for id_ in knowledge.interventions if answers[id_]}


def _answers(published: dict[str, Any]) -> dict[str, str]:
    return {entry["id"]: entry["answer"] for entry in (*published["findings"], *published["factors"])}
