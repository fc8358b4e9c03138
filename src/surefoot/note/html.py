"""A document as one HTML page: semantic, self-contained, made for screen and paper. Everything from the data is escaped."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files

from surefoot.drawings import svg as drawn
from surefoot.note.anchors import reachable
from surefoot.note.document import (
    Action,
    Block,
    Cell,
    Chart,
    Days,
    Document,
    Heading,
    KeyValue,
    Listing,
    Paragraph,
    Picture,
    Pictures,
    Reply,
    Sentence,
    Signature,
    SmallPrint,
    Table,
    Title,
)
from surefoot.note.labels import LABELS
from surefoot.note.picture import svg
from surefoot.note.signs import clean


def render_html(document: Document) -> str:
    """The whole page, stylesheet and pictures within it; no script, and no other file is asked for.

    Raises `MissingExtra` where the document holds a chart and vl-convert is not installed.
    """
    document = reachable(document)
    body = "\n".join(_grouped(document))
    return (
        f'<!doctype html>\n<html lang="{document.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{_safe(document.title)}</title>\n'
        f"<style>\n{_file('templates', 'note.css')}</style>\n</head>\n"
        f'<body class="{document.kind}">\n{_framed(document, body)}</body>\n</html>\n'
    )


def _framed(document: Document, body: str) -> str:
    """The page within its frame; a stamp stands on top of it, on paper on top of each sheet."""
    main = f"<main>\n{body}\n{_sources(document)}{_footer(document)}</main>\n"
    if not document.stamp_above:
        return main
    return f'<div class="sheet"><p class="sheet__stamp">{_safe(document.stamp_above)}</p>\n<div class="sheet__body">{main}</div></div>\n'


def render_fragment(document: Document, *, below: int = 0) -> str:
    """The blocks alone, to stand in a page that has its own frame and style; its title is a heading `below` levels under the first.

    Raises as `render_html`.
    """
    return "\n".join(_grouped(reachable(document), below))


def _grouped(document: Document, below: int = 0) -> list[str]:
    """The blocks in order; actions that follow each other share one list."""
    parts: list[str] = []
    for index, block in enumerate(document.blocks):
        before = document.blocks[index - 1] if index else None
        after = document.blocks[index + 1] if index + 1 < len(document.blocks) else None
        opens = isinstance(block, Action) and not isinstance(before, Action)
        closes = isinstance(block, Action) and not isinstance(after, Action)
        parts.append(
            ('<ol class="actions">' if opens else "") + _block(document, block, below) + ("</ol>" if closes else "")
        )
    return parts


def _block(document: Document, block: Block, below: int) -> str:
    match block:
        case Title():
            return _title(block, below)
        case Heading():
            page = ' class="page"' if block.new_page else ""
            level = block.level + 1 + below
            return f"<h{level}{page}>{_safe(block.text)}</h{level}>"
        case Paragraph():
            mark = f' class="{block.tone}"' if block.tone != "plain" else ""
            return f"<p{mark}>{_sentences(document, block.sentences)}</p>"
        case SmallPrint():
            return f'<p class="small">{_sentences(document, block.sentences)}</p>'
        case Listing():
            return _listing(document, block)
        case KeyValue():
            pairs = (f"<dt>{_safe(name)}</dt><dd>{_sentence(document, value)}</dd>" for name, value in block.pairs)
            return f"<dl>{''.join(pairs)}</dl>"
        case Table():
            return _table(document, block)
        case Chart():
            return _chart(block)
        case Action():
            return _action(document, block)
        case Pictures():
            return _pictures(document, block)
        case Days():
            return _days(block)
        case Reply():
            return _reply(block)
        case Signature():
            return _signature(block)


def _title(block: Title, below: int) -> str:
    above = f"<p>{_safe(block.above)}</p>" if block.above else ""
    under = f"<p>{_safe(block.below)}</p>" if block.below else ""
    level = 1 + below
    return f"<header>{above}<h{level}>{_safe(block.text)}</h{level}>{under}</header>"


def _listing(document: Document, block: Listing) -> str:
    if block.kind == "tick":
        items = (f"<li>{_BOX}<span>{_sentence(document, item)}</span></li>" for item in block.items)
        return f'<ul class="tick">{"".join(items)}</ul>'
    return f"<ul>{''.join(f'<li>{_sentence(document, item)}</li>' for item in block.items)}</ul>"


def _table(document: Document, table: Table) -> str:
    head = "".join(
        f'<th scope="col">{_safe(column.label)}{f" ({_safe(column.unit)})" if column.unit else ""}</th>'
        for column in table.header
    )
    rows = "".join(_row(document, row) for row in table.rows)
    label = _safe(table.caption)
    return (
        f'<div class="wide" role="region" aria-label="{label}" tabindex="0"><table><caption>{label}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(document: Document, row: tuple[Cell, ...]) -> str:
    first, *rest = row
    head = f'<th scope="row">{_lines(document, first)}</th>'
    return f"<tr>{head}{''.join(f'<td>{_lines(document, cell)}</td>' for cell in rest)}</tr>"


def _lines(document: Document, cell: Cell) -> str:
    return "".join(f"<div>{_sentence(document, line)}</div>" for line in cell.lines)


def _chart(block: Chart) -> str:
    picture = f'<div class="picture" role="img" aria-label="{_safe(block.alternative)}">{svg(block)}</div>'
    return f"<figure>{picture}<figcaption>{_safe(block.caption)}.</figcaption></figure>"


def _action(document: Document, block: Action) -> str:
    drawing = _file("drawings", f"{block.drawing}.svg")
    aside = f'<p class="aside">{_safe(block.aside)}</p>' if block.aside else ""
    text = f"<div><strong>{block.number}.</strong> {_sentence(document, block.text)}{aside}</div>"
    return f'<li>{_BOX}<span class="drawing" aria-hidden="true">{drawing}</span>{text}</li>'


def _pictures(document: Document, block: Pictures) -> str:
    box = _BOX if block.kind == "tick" else ""
    items = (f"<li>{_scene(one)}<span>{box} {_sentence(document, one.text)}</span></li>" for one in block.items)
    return f'<ul class="pictures">{"".join(items)}</ul>'


def _days(block: Days) -> str:
    head = "".join(f'<th scope="col">{_safe(one)}</th>' for one in block.heads)
    cells = f"<td>{_BOX}</td>" * len(block.heads[1:])
    rows = "".join(f'<tr><th scope="row">{_safe(day)}</th>{cells}</tr>' for day in block.days)
    return (
        f"<table><caption>{_safe(block.caption)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _reply(block: Reply) -> str:
    boxes = "".join(f"<span>{_BOX} {_safe(one)}</span>" for one in block.boxes)
    rows = "".join(
        f'<li><p><strong>{_safe(row.text)}</strong>{_code(block, row.code)}</p><p class="reply__boxes">{boxes}</p></li>'
        for row in block.rows
    )
    lines = "".join(f'<p class="reply__line">{_safe(one)}</p>' for one in block.lines)
    return f'<div class="reply"><p>{_safe(block.says)}</p><ul>{rows}</ul>{lines}</div>'


def _code(block: Reply, code: str) -> str:
    return f' · {_safe(block.code_says)} <strong class="reply__code">{_safe(code)}</strong>' if code else ""


def _scene(one: Picture) -> str:
    if not one.drawing:
        return ""
    scene = drawn(one.drawing, theme="print")
    return f'<span class="scene" role="img" aria-label="{_safe(one.alternative)}">{scene}</span>'


_BOX = '<span class="box" aria-hidden="true"></span>'


def _signature(block: Signature) -> str:
    if not block.signed:
        return f'<div class="signature"><p class="unsigned">{_safe(block.says)}</p></div>'
    who = f"<strong>{_safe(block.name)}</strong>, {_safe(block.credential)}"
    stated = f"<p>{_safe(block.statement)}</p>" if block.statement else ""
    return f'<div class="signature"{_id(block.anchor)}>{who}<br>{_safe(block.says)}: {_safe(block.at)}{stated}</div>'


def _id(anchor: str) -> str:
    return f' id="{_safe(anchor)}"' if anchor else ""


def _sources(document: Document) -> str:
    if not document.references:
        return ""
    items = "".join(
        f'<li id="source-{item.number}">{_safe(item.cite)} {_link(item.link)}</li>' for item in document.references
    )
    return f'<h2>{LABELS[document.language]["sources"]}</h2>\n<ol class="sources">{items}</ol>\n'


def _link(link: str) -> str:
    """A link only where it leads to the web; anything else stays text."""
    return f'<a href="{_safe(link)}">{_safe(link)}</a>' if link.startswith(("https://", "http://")) else _safe(link)


def _footer(document: Document) -> str:
    stamp = f" · {_safe(document.stamp)}" if document.stamp else ""
    return f"<footer>{_safe(document.footer)}{stamp}</footer>\n"


def _sentences(document: Document, sentences: tuple[Sentence, ...]) -> str:
    return " ".join(_sentence(document, sentence) for sentence in sentences)


def _sentence(document: Document, sentence: Sentence) -> str:
    text = f"<bdi{_id(sentence.anchor)}>{_safe(sentence.text)}</bdi>{sentence.mark}"
    if sentence.to:
        text = f'<a href="#{_safe(sentence.to)}">{text}</a>'
    if sentence.tone in ("missing", "draft", "value", "strong"):
        text = f'<span class="{sentence.tone}">{text}</span>'
    numbers = document.numbers(sentence.evidence)
    links = ", ".join(f'<a href="#source-{number}">{number}</a>' for number in numbers)
    return f'{text} <span class="refs">[{links}]</span>' if links else text


def _safe(text: str) -> str:
    return escape(clean(text), quote=True)


@cache
def _file(folder: str, name: str) -> str:
    return (files("surefoot.note") / folder / name).read_text(encoding="utf-8")
