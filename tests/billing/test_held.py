"""The page that says which test holds what is true: every test and every row it names is there."""

from __future__ import annotations

import ast
import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from surefoot.billing.edits import edit_table
from tests.billing.cases import KNOWLEDGE
from tests.billing.tables import tables
from tests.billing.test_matrix import ROWS

ROOT = Path(__file__).parents[2]
HELD = [row for table in tables("held.md") for row in table]
IDS = {row["id"] for row in ROWS}
_NAMED = re.compile(r"`([^`]+)::([^`]+)`|\b([A-Z][0-9]{2})\b")
FIRST_UNIT_S, UNIT_S = 8 * 60, 15 * 60


@cache
def defined(file: str) -> set[str]:
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("row", HELD, ids=lambda row: row["what must hold"][:60])
def test_what_is_named_is_there(row: dict[str, str]) -> None:
    named = _NAMED.findall(row["held by"])
    assert named
    for file, test, scene in named:
        assert scene in IDS if scene else test in defined(file), (file, test, scene)


def test_every_requirement_of_kind_rule_is_on_the_page() -> None:
    rules = {id_ for id_, entry in KNOWLEDGE.requirements.items() if entry["kind"] == "rule"}
    assert rules <= set(re.findall(r"R\d\d", " ".join(row["what must hold"] for row in HELD)))


def seconds(change: str) -> int | None:
    found = re.search(r"\bminutes=(\d+)(?::(\d\d))?(?= |$)", change)
    return int(found[1]) * 60 + int(found[2] or 0) if found else None


@pytest.mark.parametrize("policy", ["ama", "cms"])
def test_the_matrix_stands_on_both_sides_of_every_border_up_to_the_unit_limit(policy: str) -> None:
    """One second before each border, and on it, for every unit up to the limit and for the one above it."""
    asked = {seconds(row["change"]) for row in ROWS if ("policy=ama" in row["change"]) is (policy == "ama")}
    table = edit_table(KNOWLEDGE, "office", date(2024, 8, 15))
    assert table is not None
    for unit in range(table["units_limit"] + 1):
        border = FIRST_UNIT_S + unit * UNIT_S
        assert {border - 1, border} <= asked, border
