"""Runs the decision matrix: 457 visits, what each must be answered, and the source it rests on."""

from __future__ import annotations

import pytest

from surefoot.billing import ledger_faults
from tests.billing.cases import KNOWLEDGE, decided, gates
from tests.billing.matrix_changes import knowledge_of, visit_and_suggestions
from tests.billing.tables import pairs, tables

PAGES = ("matrix.md", "matrix_payer.md")
ROWS = [row for page in PAGES for table in tables(page) for row in table if "may_submit" in row]
SCENES = 457
NOT_YES = 200


def test_the_matrix_is_whole():
    ids = [row["id"] for row in ROWS]
    assert len(ids) == len(set(ids)) == SCENES
    assert sum(row["may_submit"] != "yes" for row in ROWS) > NOT_YES


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['id']} {row['what']}")
def test_decision(row):
    case, suggestions = visit_and_suggestions(row["change"])
    assert ledger_faults(case) == []
    answer = decided(case, suggestions, knowledge_of(row["change"]))
    found = {
        "may_submit": answer["may_submit"],
        "units": "" if answer["units"] is None else str(answer["units"]),
        "modifiers": " ".join(answer["payer"]["modifiers"]),
        "gates": gates(answer),
    }
    assert found == {key: row[key] for key in ("may_submit", "units", "modifiers")} | {"gates": pairs(row["gates"])}


@pytest.mark.parametrize("row", [row for row in ROWS if row.get("lines")], ids=lambda row: f"{row['id']} {row['what']}")
def test_lines(row):
    case, suggestions = visit_and_suggestions(row["change"])
    lines = decided(case, suggestions, knowledge_of(row["change"]))["payer"]["lines"]
    assert "; ".join(" ".join([str(line["units"]), *line["modifiers"]]) for line in lines) == row["lines"]


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row.get("reviews")], ids=lambda row: f"{row['id']} {row['what']}"
)
def test_reviews(row):
    case, suggestions = visit_and_suggestions(row["change"])
    raised = {one["id"] for one in decided(case, suggestions, knowledge_of(row["change"]))["reviews"]}
    named = row["reviews"].split()
    assert {one for one in named if not one.startswith("-")} <= raised
    assert not {one[1:] for one in named if one.startswith("-")} & raised


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_every_row_rests_on_a_source_of_the_knowledge(row):
    named = {source.strip() for source in row["rests on"].split(",")}
    assert named - {"derived", "own-payer-letter"} <= set(KNOWLEDGE.sources)
    assert named != {"derived"}
