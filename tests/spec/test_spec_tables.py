"""Every row of every specification page, on both readers; and every operation has its page, with every case it must state."""

from __future__ import annotations

from itertools import product

import pytest

from surefoot.knowledge.expression import OPERATIONS
from tests.spec.tables import FOLDER, SpecRow, by_plain_reader, by_table_reader, pages, rows_of

ROWS = [row for folder in ("operations", "rules") for page in pages(folder) for row in rows_of(page)]
OVER_ANSWERS = [name for name, signature in OPERATIONS.items() if set(signature.takes) == {"yes_no"}]


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_both_readers_answer_as_the_table_says(row: SpecRow) -> None:
    assert by_plain_reader(row) == row.expected
    assert by_table_reader(row) == row.expected


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_has_its_table(name: str) -> None:
    assert rows_of(FOLDER / "operations" / f"{name}.md"), f"tests/spec/operations/{name}.md has no table"


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_table_says_what_a_missing_part_does(name: str) -> None:
    rows = rows_of(FOLDER / "operations" / f"{name}.md")
    facts = {fact for row in rows for fact in row.given}
    never_missing = {fact for fact in facts if all(row.given.get(fact, "x") for row in rows)}
    assert not never_missing


@pytest.mark.parametrize("name", OVER_ANSWERS)
def test_operations_over_answers_state_all_nine_cases(name: str) -> None:
    rows = rows_of(FOLDER / "operations" / f"{name}.md")
    sides = list(rows[0].given)
    stated = {tuple(row.given[side] for side in sides) for row in rows if list(row.given) == sides}
    assert stated >= set(product(("yes", "no", ""), repeat=len(sides)))
    assert len(sides) == (1 if name == "not" else 2)
