"""Rules of the house that a machine can hold."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = sorted((ROOT / "src" / "surefoot").rglob("*.py"))
ALL_CODE = sorted(
    [*(ROOT / "src").rglob("*.py"), *(ROOT / "tests").rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py")]
)
MIGRATIONS = "migrations"

STRUCTURAL = {-1, 0, 1, 2}  # positions, ends, halves: never a cut-off
ALLOWED: dict[str, set[float]] = {
    # file: numbers that are not clinical, each for the reason said
    "units.py": {4096},  # how many written numbers are remembered
    "cases/read.py": {1_000_000},  # the size of a case, from the contract
    "cases/parts.py": {20000, 1440},  # longest text; minutes of a day
    "cases/claim.py": {30, 35, 55, 60},  # longest names of the claim formats
    "cases/check.py": {3, 4},  # positions in a path
    "knowledge/shape.py": {6, 0.5, 57, 60},  # widths and how alike two words are
    "cli/__init__.py": {3, 130, 900},  # exit codes
    "cli/report.py": {10, 12},  # lines and characters shown
    "cli/claim.py": {9, 10, 24, 60, 3600},  # digits of a control number; seconds of a day
    "audit/records.py": {8},  # bytes of a digest
    "audit/report.py": {3, 40, 100},  # widths, rows shown, percent
    "cli/audit.py": {100},  # how often progress is told
    "cli/own_knowledge.py": {0o700},  # a folder its owner alone may read
    "billing/time.py": {60},  # seconds of a minute
    "billing/units.py": {24, 60},  # hours of a day, minutes of an hour
    "billing/facts_visit.py": {4},  # digits of a year
    "billing/performers.py": {100},  # percent
    "assessment/changes/errors.py": {6},  # decimals kept of a difference
    "assessment/changes/scores.py": {6, 100},  # the same, and percent
    "assessment/levels.py": {100},  # percent
    "risk/post_test.py": {100},  # percent
    "instruments/medicines/paste.py": {20000},  # longest pasted text
    "instruments/medicines/similar.py": {
        4,
        5,
        40,
        0.6,
        0.8,
        0.85,
        1000,
    },  # how alike two names are, how many are offered
    "billing/assistant.py": {100},  # percent
}
LAYOUT = (  # page measures, glyph tables and widths of a format; what a document says comes from the assessment
    "note/",
    "interop/",
    "pictures/",  # measures of a chart; every value, limit and error comes from the assessment
    "drawings/",  # places of shapes; the one length that is drawn comes from the protocol (tests/drawings)
)


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT / "src" / "surefoot"))


@pytest.mark.parametrize("path", [path for path in LIBRARY if not relative(path).startswith(LAYOUT)], ids=relative)
def test_no_clinical_number_stands_in_code(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    allowed = STRUCTURAL | ALLOWED.get(relative(path), set())
    found = [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool)
    ]
    strays = [f"line {line}: {value}" for line, value in found if value not in allowed]
    assert not strays, f"{relative(path)} holds numbers that belong in a knowledge file: {strays}"


@pytest.mark.parametrize(
    "path", [path for path in ALL_CODE if MIGRATIONS not in path.parts], ids=lambda path: str(path.relative_to(ROOT))
)
def test_a_file_stays_under_500_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 500


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "src").rglob("*.py")
        if MIGRATIONS not in path.parts and not _says(path)
    ]
    assert not silent


def _says(path: Path) -> bool:
    text = path.read_text("utf-8")
    return not text.strip() or bool(ast.get_docstring(ast.parse(text)))


def test_every_dependency_says_why_it_is_there() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    core = text.split("dependencies = [", 1)[1].split("[dependency-groups]")[0]
    lines = [line for line in core.splitlines() if line.strip().startswith('"') and "surefoot[" not in line]
    assert lines
    assert not [line for line in lines if "#" not in line]
