"""The audit as a document for a compliance officer, and as text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from surefoot.note.document import Cell, Column, Document, Heading, KeyValue, Paragraph, Sentence, Table, Title

Data = Mapping[str, Any]
LIMITS = (
    "A claim is read against what the record shows, by the same rules that decide a visit. A pattern is a place to look and no verdict on a person. "
    "What was not sent cannot be told. No sum of money stands here."
)
_SHOWN = 40  # rows of a table on paper; the file of lines has them all


def audit_document(found: Data, day: date) -> Document:
    """The summary as a document that `render_pdf` typesets."""
    blocks = [
        Title("Audit of CPT 97750 claims", "", f"{found['lines']} lines, audited on {day.isoformat()}"),
        Paragraph((Sentence(LIMITS),)),
        Heading("Lines by verdict"),
        KeyValue(tuple((word.capitalize(), Sentence(str(number))) for word, number in found["verdicts"].items())),
        Heading("Units claimed"),
        KeyValue(tuple((word.capitalize(), Sentence(str(number))) for word, number in found["units"].items())),
        *_table("By provider", ("provider_id", "Provider"), _PROVIDER, found["providers"]),
        *_table("What is missing", ("says", "Missing"), {"lines": "Lines"}, found["missing"]),
        *_table("What speaks against", ("says", "Reason"), {"lines": "Lines"}, found["against"]),
        *_table("Remarks", ("says", "Remark"), {"lines": "Lines"}, found["remarks"]),
        Heading("Patterns"),
        Paragraph((Sentence(f"Stretches of one provider that overlap another patient's: {found['overlaps']}."),)),
        *_table("The same words for several patients", ("patients", "Patients"), _WORDS, found["same_words"]),
        *_table(
            "Minutes in the first two at a border of units",
            ("provider_id", "Provider"),
            _BORDERS,
            _shares(found["borders"]),
        ),
    ]
    name = "Audit of CPT 97750 claims"
    return Document("note", name, "en", day.isoformat(), "", "", "Surefoot audit", tuple(blocks))


_PROVIDER = {
    "lines": "Lines",
    "supported": "Supported",
    "not supported": "Not supported",
    "cannot tell": "Cannot tell",
    "units over": "Units over",
}
_WORDS = {"lines": "Lines", "providers": "Providers"}
_BORDERS = {"lines": "Lines", "just_above": "In the first two", "share": "Share", "even": "If spread evenly"}


def _shares(borders: Iterable[Data]) -> list[dict[str, Any]]:
    return [
        {**one, "share": f"{100 * one['just_above'] / one['lines']:.0f} %", "even": f"{100 * one['even_share']:.0f} %"}
        for one in borders
    ]


def _table(
    caption: str, head: tuple[str, str], columns: Mapping[str, str], rows: Iterable[Data]
) -> list[Heading | Table | Paragraph]:
    listed = list(rows)
    if not listed:
        return [Heading(caption, 2), Paragraph((Sentence("None."),))]
    header = (Column(head[1], share=3.0), *(Column(label) for label in columns.values()))
    cells = tuple(tuple(Cell((Sentence(str(row[key])),)) for key in (head[0], *columns)) for row in listed[:_SHOWN])
    more = len(listed) - _SHOWN
    rest = [Paragraph((Sentence(f"{more} more rows are in the file of lines."),))] if more > 0 else []
    return [Table(caption, header, cells), *rest]
