"""The list of patients who are due, as a CSV file that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date

from surefoot.cli.spreadsheet import as_text

from .due import Due

HEAD = (
    "patient number",
    "family name",
    "given name",
    "language",
    "last seen",
    "due on",
    "overdue",
    "level",
    "reminded on",
    "reminded how",
    "result of the call",
)


def recall_csv(rows: Iterable[Due], day: date) -> str:
    """One line a patient; a cell that a spreadsheet would take for a formula begins with an apostrophe."""
    out = io.StringIO()
    write = csv.writer(out)
    write.writerow(HEAD)
    for row in rows:
        person, reminded = row.patient, row.reminded
        cells = (
            person.identifier,
            person.family_name,
            person.given_name,
            person.language,
            row.seen_on.isoformat(),
            row.due_on.isoformat(),
            "yes" if row.overdue(day) else "no",
            row.level_says,
            reminded.at.date().isoformat() if reminded else "",
            str(reminded.get_how_display()) if reminded else "",
            str(reminded.get_result_display()) if reminded else "",
        )
        write.writerow(map(as_text, cells))
    return out.getvalue()
