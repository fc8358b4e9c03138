"""The public surface is chosen and described; error codes and commands are documented."""

from __future__ import annotations

import re
from pathlib import Path

import surefoot
from surefoot.cli import build_parser

ROOT = Path(__file__).resolve().parents[2]


def words_in(name: str) -> str:
    return (ROOT / "docs" / "reference" / name).read_text("utf-8")


def test_every_public_name_is_exported_and_described() -> None:
    described = set(re.findall(r"`([A-Za-z_]+)", words_in("api.md")))
    assert set(surefoot.__all__) <= described
    assert all(hasattr(surefoot, name) for name in surefoot.__all__)


def test_every_command_is_described() -> None:
    actions = next(action for action in build_parser()._actions if action.choices)
    assert all(f"| `{name}" in words_in("commands.md") for name in actions.choices or ())


def test_every_error_code_is_listed_once() -> None:
    used = {
        code for path in (ROOT / "src").rglob("*.py") for code in re.findall(r"SF-[A-Z]\d{3}", path.read_text("utf-8"))
    }
    listed = re.findall(r"^\| (SF-[A-Z]\d{3})", words_in("errors.md"), re.MULTILINE)
    assert sorted(listed) == sorted(set(listed))
    assert used == set(listed)


def test_links_between_documents_lead_somewhere() -> None:
    broken = []
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text("utf-8")):
            if not target.startswith(("http", "mailto")) and not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)} -> {target}")
    assert not broken
