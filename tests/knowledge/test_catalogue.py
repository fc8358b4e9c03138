"""The catalogue: its form on a small knowledge, and the committed page, which is what the command prints."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.knowledge.tiny import tiny

from surefoot.cli import main
from surefoot.knowledge import Knowledge
from surefoot.knowledge.catalogue import catalogue
from surefoot.knowledge.markdown import cell

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "catalogue.md"
LINK = "[tug-2017](#source-tug-2017)"


def test_a_value_has_a_line_for_each_state_with_day_source_certainty_and_rules() -> None:
    page = catalogue(tiny())
    assert f"| **A limit \\| a bar** `limit`: adults | 12 s | 2017-01-01 | {LINK} | secondary | `slow` |" in page
    assert f"|  | 11 s | 2030-01-01 | {LINK} | verified |  |" in page
    assert f"| **A number nobody reads** `spare` | 40% | 2017-01-01 | {LINK} | unverified | no rule |" in page
    assert "| values | 1 | 1 | 1 |" in page


def test_factors_and_interventions_stand_with_effects_and_grade() -> None:
    page = catalogue(tiny())
    assert f"| **Slowness** `slowness` | Slowness and falls | OR 2.1 (1.5 to 3) |  |  | {LINK} | secondary |" in page
    assert f"Grade: Scheme B; {LINK}, secondary." in page
    assert f"| Fewer falls | RaR 0.76 (0.7 to 0.81) | for |  | {LINK} | secondary |" in page
    assert f"| No difference in fractures |  | none |  | {LINK} | secondary |" in page


def test_a_kind_that_is_not_there_has_no_heading() -> None:
    headings = re.findall(r"^## (.*)$", catalogue(tiny()), re.MULTILINE)
    assert headings == ["Values of no instrument", "Fall-risk factors", "Decision tables", "Interventions", "Sources"]


def test_every_number_norm_and_requirement_is_on_the_page(knowledge: Knowledge) -> None:
    page = catalogue(knowledge)
    norms = [norm["id"] for test in knowledge.tests.values() for norm in test.get("norms", ())]
    entries = (*knowledge.values, *knowledge.tables, *norms, *knowledge.factors, *knowledge.interventions)
    assert [id_ for id_ in entries if f"`{id_}`" not in page] == []
    assert [id_ for id_ in knowledge.requirements if f"**{id_}**" not in page] == []


def test_every_row_of_every_table_and_every_ratio_is_on_the_page(knowledge: Knowledge) -> None:
    page = catalogue(knowledge)
    for algorithm in knowledge.algorithms.values():
        rows = [step.id for step in algorithm.steps]
        assert f"`{algorithm.id}`" in page
        assert [id_ for id_ in rows if f"\n| {id_} | " not in page] == []
    entries = [entry for file in knowledge.likelihoods.values() for entry in file["likelihoods"]]
    assert [entry["id"] for entry in entries if f"`{entry['id']}`" not in page] == []
    assert "fits: `error_fits_community`" in page


def test_accuracy_notes_reliability_and_edits_stand_with_their_source(knowledge: Knowledge) -> None:
    page = catalogue(knowledge)
    said = [
        one["says"]
        for test in knowledge.tests.values()
        for one in (
            *test.get("reliability", ()),
            *(one for limit in test.get("limits", ()) for one in limit.get("accuracy", ())),
        )
    ]
    notes = [state["note"] for value in knowledge.values.values() for state in value["values"] if "note" in state]
    assert [text for text in (*said, *notes) if cell(text) not in page] == []
    assert [edits.id for edits in knowledge.edits.values() if f"`{edits.id}`" not in page] == []


def test_every_table_is_whole_and_every_link_has_its_place(knowledge: Knowledge) -> None:
    page = catalogue(knowledge)
    width = 0
    for line in page.splitlines():
        cells = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else 0
        assert not (width and cells) or cells == width, line
        width = cells
    linked = set(re.findall(r"\]\(#([^)]+)\)", page))
    assert linked <= set(re.findall(r'<a id="([^"]+)">', page))


def test_the_committed_page_is_what_the_command_prints(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["knowledge", "catalogue"]) == 0
    printed = capsys.readouterr().out
    committed = PAGE.read_text("utf-8") if PAGE.exists() else ""
    assert committed == printed, "Make the page anew: surefoot knowledge catalogue > docs/reference/catalogue.md"
