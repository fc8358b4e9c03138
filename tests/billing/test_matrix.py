"""Runs the decision matrix: 290 visits, what each must be answered, and the source it rests on."""

from __future__ import annotations

import pytest

from surefoot.billing import ledger_faults
from tests.billing.cases import KNOWLEDGE, decided, gates
from tests.billing.matrix_changes import visit_and_suggestions
from tests.billing.tables import pairs, tables

ROWS = [row for table in tables("matrix.md") for row in table if "may_submit" in row]
SCENES = 290
NOT_YES = 150


def test_the_matrix_is_whole():
    ids = [row["id"] for row in ROWS]
    assert len(ids) == len(set(ids)) == SCENES
    assert sum(row["may_submit"] != "yes" for row in ROWS) > NOT_YES


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['id']} {row['what']}")
def test_decision(row):
    case, suggestions = visit_and_suggestions(row["change"])
    assert ledger_faults(case) == []
    answer = decided(case, suggestions)
    found = {
        "may_submit": answer["may_submit"],
        "units": "" if answer["units"] is None else str(answer["units"]),
        "modifiers": " ".join(answer["payer"]["modifiers"]),
        "gates": gates(answer),
    }
    assert found == {key: row[key] for key in ("may_submit", "units", "modifiers")} | {"gates": pairs(row["gates"])}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_every_row_rests_on_a_source_of_the_knowledge(row):
    named = {source.strip() for source in row["rests on"].split(",")}
    assert named - {"derived"} <= set(KNOWLEDGE.sources)
    assert named != {"derived"}
