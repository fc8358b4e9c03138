"""Every whole paper for a patient reads at sixth grade or below in English and fairly easily in Spanish; none of its passages is hard."""

from __future__ import annotations

from pathlib import Path

from tests.note.reading_level import measured

GRADE, PASSAGE_GRADE = 6, 6.5
EASE, PASSAGE_EASE = 70, 65
EXPLAINED = Path(__file__).parents[2] / "docs" / "explanation" / "documents.md"


def test_every_paper_is_easy_to_read() -> None:
    hard = {}
    for name, figures in measured().items():
        (grade, hardest), (ease, lowest) = figures["en"], figures["es"]
        if grade > GRADE or hardest > PASSAGE_GRADE or ease < EASE or lowest < PASSAGE_EASE:
            hard[name] = figures
    assert hard == {}


def test_the_figures_written_down_are_those_measured() -> None:
    """To half a grade and three points; `python -m tests.note.reading_level` gives new ones."""
    rows = [line.strip("| ").split(" | ") for line in EXPLAINED.read_text("utf-8").splitlines() if line.count("|") == 6]
    written = {row[0]: [float(one) for one in row[1:]] for row in rows if row[1].replace(".", "").isdigit()}
    figures = measured()
    found = {name: written[name] for name in figures if name in written}
    assert set(found) >= {
        "handout, contract",
        "handout in large print, contract",
        "home-safety checklist",
        "exercise log",
    }
    for name, (grade, hardest, ease, lowest) in found.items():
        english, spanish = figures[name]["en"], figures[name]["es"]
        assert max(abs(grade - english[0]), abs(hardest - english[1])) <= 0.5, name
        assert max(abs(ease - spanish[0]), abs(lowest - spanish[1])) <= 3, name
