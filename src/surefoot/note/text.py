"""A document as plain text, 88 signs wide."""

from __future__ import annotations

import textwrap

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
    Pictures,
    Reply,
    Sentence,
    Signature,
    SmallPrint,
    Table,
    Title,
)
from surefoot.note.signs import clean

_WIDTH = 88


def render_text(document: Document) -> str:
    """The whole document as text; tables become one labelled paragraph a row."""
    parts = [document.stamp_above.upper(), *(_block(document, block) for block in document.blocks)]
    if document.references:
        sources = [f"[{item.number}] {clean(item.cite)} {item.link}".rstrip() for item in document.references]
        parts.append("\n".join(["SOURCES", *(_wrap(line, "    ") for line in sources)]))
    parts.append(_wrap(document.footer))
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(document: Document, block: Block) -> str:
    match block:
        case Title():
            lines = [clean(block.above), clean(block.text).upper(), clean(block.below)]
            return "\n".join(line for line in lines if line)
        case Heading():
            head = clean(block.text)
            return head.upper() if block.level == 1 else head
        case Paragraph() | SmallPrint():
            return _wrap(" ".join(_sentence(document, item) for item in block.sentences))
        case Listing():
            box = "[ ]" if block.kind == "tick" else "-"
            return "\n".join(_wrap(f"{box} {_sentence(document, item)}", "    ") for item in block.items)
        case KeyValue():
            return "\n".join(_wrap(f"{name}: {_sentence(document, value)}", "    ") for name, value in block.pairs)
        case Table():
            return _table(document, block)
        case Chart():
            return _wrap(f"{block.caption}. {clean(block.alternative)}")
        case Action():
            aside = f" {clean(block.aside)}" if block.aside else ""
            return _wrap(f"[ ] {block.number}. {_sentence(document, block.text)}{aside}", "    ")
        case Pictures():
            box = "[ ]" if block.kind == "tick" else "-"
            return "\n".join(_wrap(f"{box} {_sentence(document, item.text)}", "    ") for item in block.items)
        case Days():
            _day, *heads = block.heads
            boxes = "  ".join(f"[ ] {head}" for head in heads)
            return "\n".join(f"{day}: {boxes}" for day in block.days)
        case Reply():
            return _reply(block)
        case Signature():
            lines = [block.says, clean(block.name), clean(block.credential), block.at, _wrap(clean(block.statement))]
            return "\n".join(line for line in lines if line)


def _reply(block: Reply) -> str:
    boxes = "  ".join(f"[ ] {one}" for one in block.boxes)
    parts = [_wrap(block.says)]
    for row in block.rows:
        code = f" ({block.code_says} {row.code})" if row.code else ""
        parts.append(f"{_wrap(f'- {row.text}{code}', '  ')}\n  {boxes}")
    return "\n".join([*parts, *(f"{one}: {'_' * 40}" for one in block.lines)])


def _table(document: Document, table: Table) -> str:
    return "\n".join([f"{table.caption}:", *(_row(document, table, row) for row in table.rows)])


def _row(document: Document, table: Table, row: tuple[Cell, ...]) -> str:
    texts = [" / ".join(_sentence(document, line) for line in cell.lines) for cell in row]
    first, *rest = texts
    lines = [f"  {first}"]
    for column, text in zip(table.header[1:], rest, strict=True):
        lines.append(_wrap(f"    {column.label}: {text}", "      "))
    return "\n".join(lines)


def _sentence(document: Document, sentence: Sentence) -> str:
    cited = document.cited(sentence.evidence)
    return clean(sentence.text) + sentence.mark + (f" [{cited}]" if cited else "")


def _wrap(text: str, below: str = "") -> str:
    return textwrap.fill(text, _WIDTH, subsequent_indent=below, break_on_hyphens=False, break_long_words=False)
