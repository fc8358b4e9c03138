"""Every row of every page on a physical test; every test has its page, and every page says what must be said of a test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from surefoot.cases import case_faults
from surefoot.knowledge import load
from surefoot.knowledge.expression import references
from tests.spec.trials import FOLDER, TrialRow, by_plain_reader, by_table_reader, pages, rows

KNOWLEDGE = load()
ROWS = [(path, at, row) for path in pages() for at, row in enumerate(rows(path))]
TESTS = list(KNOWLEDGE.tests.values())
FINDINGS = [rule for rule in KNOWLEDGE.rules.values() if rule.kind == "finding"]


@pytest.mark.parametrize(("path", "at", "row"), ROWS, ids=[str(row) for _, _, row in ROWS])
def test_trials_score_and_answer_as_the_page_says(path: Path, at: int, row: TrialRow) -> None:
    assert by_plain_reader(row, KNOWLEDGE) == row.expected
    findings = {id_: said for id_, said in row.expected.items() if id_ in KNOWLEDGE.rules}
    assert by_table_reader(path)[at] == findings


@pytest.mark.parametrize(("path", "at", "row"), ROWS, ids=[str(row) for _, _, row in ROWS])
def test_every_row_is_a_case_that_can_be(path: Path, at: int, row: TrialRow) -> None:
    assert case_faults(row.case, KNOWLEDGE) == []


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.id)
def test_every_test_has_its_page(test: Any) -> None:
    assert (FOLDER / f"{test.id}.md").exists()
    said = [row.row.given["trials"] for row in rows(FOLDER / f"{test.id}.md")]
    assert any("unable" in trials for trials in said), "what an attempt that failed means"
    assert any("help" in trials for trials in said), "what hands-on help means"
    assert any(trials.startswith("not done") for trials in said), "what it means that it was not done"
    assert "" in said, "what it means that nobody names the test"


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.id)
def test_every_score_and_every_finding_of_a_test_stands_on_its_page(test: Any) -> None:
    scores = {score["id"] for score in test["scores"]}
    reads = {rule.id for rule in FINDINGS if scores & set(references(rule.node))}
    columns = {id_ for row in rows(FOLDER / f"{test.id}.md") for id_ in row.expected}
    assert scores | reads <= columns


@pytest.mark.parametrize("rule", FINDINGS, ids=lambda rule: rule.id)
def test_every_finding_that_reads_a_test_is_answered_in_all_three_ways(rule: Any) -> None:
    scores = {score["id"] for test in TESTS for score in test["scores"]}
    if scores & set(references(rule.node)):
        said = {row.expected[rule.id] for _, _, row in ROWS if rule.id in row.expected}
        assert said == {"yes", "no", "not known"}
