"""The figures of a clinic as a CSV file that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date

from surefoot.cli.spreadsheet import as_text

from .figures import Group

HEAD = ("from", "to", "group", "figure", "count", "of", "percent", "definition")


def figures_csv(groups: Iterable[Group], first: date, last: date) -> str:
    """One line a figure; where there are few, the percentage is left empty. A cell like a formula begins with an apostrophe."""
    out = io.StringIO()
    write = csv.writer(out)
    write.writerow(HEAD)
    for group in groups:
        for one in group.figures:
            share = "" if one.share is None else str(one.share)
            counts = (str(one.count), str(one.total), share)
            cells = (first.isoformat(), last.isoformat(), group.title, one.name, *counts, group.means)
            write.writerow(map(as_text, cells))
    return out.getvalue()
