"""Text that a spreadsheet would work out as a formula, made plain text: an apostrophe goes in front."""

from __future__ import annotations

import re

FORMULA = r"^(?:\s*[=+\-@]|[\t\r])"


def as_text(cell: str) -> str:
    """The cell as a spreadsheet will show it and not run it.

    >>> as_text(" =1+1"), as_text("Ana")
    ("' =1+1", 'Ana')
    """
    return f"'{cell}" if re.match(FORMULA, cell) else cell
