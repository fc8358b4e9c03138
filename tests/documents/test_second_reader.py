"""Tags, title, language, alternative text and reading order of every kind of PDF, as poppler and pikepdf read them."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.documents.made import KINDS, Made
from tests.documents.poppler import Element, head, needs_poppler, plain_text, shown, structure

pytestmark = needs_poppler
SOURCE = Path(__file__).parents[2] / "src"
FOOT = r"[Pp](?:age|ágina)\d+(?:of|de)\d+"
_HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
_UNSEEN = re.compile("[\u200b\u00ad\u2060\ufeff]")


@dataclass(frozen=True)
class Read:
    made: Made
    file: Path
    tree: Element


@pytest.fixture(scope="module", params=KINDS)
def read(request: Any, tmp_path_factory: pytest.TempPathFactory) -> Read:
    folder = tmp_path_factory.mktemp("pdf")
    made = KINDS[request.param](folder)
    file = folder / "made.pdf"
    file.write_bytes(made.pdf)
    return Read(made, file, structure(file))


def squeezed(words: str) -> str:
    """Without blanks and breaks: where a line ends is no matter of reading order."""
    return re.sub(r"\s+", "", _UNSEEN.sub("", words))


def in_order(words: tuple[str, ...], text: str) -> None:
    """Each of the words stands in the text behind the one before it."""
    place = 0
    for one in words:
        found = text.find(squeezed(one), place)
        assert found >= 0, f'"{one}" is not behind "…{text[max(0, place - 60) : place]}"'
        place = found + len(squeezed(one))


def test_it_is_tagged_under_its_title(read: Read) -> None:
    told = head(read.file)
    assert told["Tagged"] == "yes"
    assert told["Title"] == read.made.title
    assert [one.kind for one in read.tree.below] == ["Document"]


def test_headings_are_tagged_and_skip_no_level(read: Read) -> None:
    found = [(int(one.kind[1:]), squeezed(one.spoken)) for one in read.tree.every(*_HEADINGS)]
    assert found == [(level, squeezed(words)) for level, words in read.made.headings]
    for (before, _), (level, words) in zip([(0, ""), *found], found, strict=False):
        assert level <= before + 1, words


def test_every_statement_is_read_in_its_order(read: Read) -> None:
    in_order(tuple(shown(words) for words in read.made.says), squeezed(read.tree.spoken))


def test_plain_text_holds_every_statement_between_the_feet_of_its_pages(read: Read) -> None:
    whole = squeezed(plain_text(read.file))
    pages = re.split(re.escape(squeezed(read.made.foot)) + FOOT, whole)
    assert len(pages) == int(head(read.file)["Pages"]) + 1
    in_order(tuple(words for words in read.made.says if words not in read.made.floats), "".join(pages))
    assert all(squeezed(caption) in whole for caption in read.made.floats)


def test_the_foot_of_a_page_is_not_read_out(read: Read) -> None:
    assert not re.search(FOOT, squeezed(read.tree.spoken))


def test_each_cell_names_the_head_of_its_column(read: Read) -> None:
    tables = read.tree.every("Table")
    assert len(tables) == read.made.tables
    for table in tables:
        heads = [one for part in table.every("THead") for one in part.every("TH")]
        assert heads
        assert all(one.spoken.strip() and one.attributes["Scope"] == "/Column" for one in heads)
        for row in (row for part in table.every("TBody") for row in part.every("TR")):
            assert [one.attributes["Headers"] for one in row.below] == [f"[({one.id})]" for one in heads]


def test_lists_hold_items_with_a_body(read: Read) -> None:
    for one in read.tree.every("L"):
        assert {item.kind for item in one.below} == {"LI"}
        assert all(item.every("LBody") for item in one.below)


def test_a_picture_has_its_alternative_and_stands_in_the_order(read: Read) -> None:
    assert len(read.tree.every("Figure")) == len(read.made.alternatives)
    with pikepdf.open(read.file) as file:
        told = [str(one.Alt) for one in tags(file.Root.StructTreeRoot) if str(one.S) == "/Figure"]
    assert [squeezed(one) for one in told] == [squeezed(one) for one in read.made.alternatives]


def test_the_language_is_told_and_no_part_denies_it(read: Read) -> None:
    with pikepdf.open(read.file) as file:
        own = {str(one.Lang)[:2] for one in tags(file.Root.StructTreeRoot) if "/Lang" in one}
        assert str(file.Root.Lang)[:2] == read.made.language
    assert own <= {read.made.language}


def tags(node: Any) -> list[Any]:
    """All structure elements below a node, in their order."""
    found = [node] if "/S" in node else []
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            found += tags(kid)
    return found


def builders() -> set[str]:
    """Every public function of the source that gives a document, and every page template."""
    found = {path.name for path in SOURCE.rglob("*.typ")}
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            gives = ast.unparse(node.returns) if isinstance(node, ast.FunctionDef) and node.returns else ""
            if gives == "Document" and not node.name.startswith("_"):
                found.add(node.name)
    return found


def test_no_kind_of_document_is_left_out() -> None:
    assert builders() == {
        "document.typ",
        "form.typ",
        "paper.typ",  # the form on paper: read back in tests/web/test_form_paper.py
        "build_falls_calendar",
        "build_note",
        "build_handout",
        "build_home_checklist",
        "build_exercise_log",
        "build_letter",
        "build_audit_sheet",
        "with_audit_sheet",
        "with_later",
        "audit_document",
        "document_from",
        "reachable",
    }  # the last two read a document back, and take ways out that lead nowhere
