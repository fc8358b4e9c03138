"""Small pieces of Markdown: headings, tables, cited sources. A cell never breaks its table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from surefoot.knowledge.model import Data


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a table, or none when there is no row."""
    lines = [line(row) for row in rows]
    if lines:
        yield from ("", line(heads), line(["---"] * len(heads)), *lines)


def line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell(text) for text in cells)} |"


def cell(text: str) -> str:
    """Text on one line, with its bars kept as bars."""
    return " ".join(text.split()).replace("|", "\\|")


def section(title: str) -> tuple[str, str]:
    return "", f"## {title}"


def subsection(title: str) -> tuple[str, str]:
    return "", f"### {title}"


def cited(data: Data) -> str:
    """The sources of a statement, each a link to its place in the list of sources."""
    return ", ".join(f"[{source}](#{anchor(source)})" for source in data["source"])


def anchor(source: str) -> str:
    return f"source-{source}"


def file_title(data: Data, file: str) -> str:
    """What to call a file: its own title, or its path in words."""
    return str(data["title"]) if "title" in data else file.removesuffix(".yaml").replace("/", ": ").replace("_", " ")
