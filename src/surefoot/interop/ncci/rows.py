"""Rows of a published table: text parted by tabs or commas, plain or in a zip, or a spreadsheet. Streamed, with a limit on what is unpacked."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from surefoot.errors import Fault, MissingExtra, Refused

Row = list[str]
LIMIT_BYTES = 2 * 1024**3  # what one file may unpack to
_TEXT = (".txt", ".csv")
_SHEET = ".xlsx"


def rows_of(path: Path) -> Iterator[tuple[str, Row]]:
    """Each row with the place it stands in. Raises Refused for a file that cannot be read."""
    try:
        if zipfile.is_zipfile(path) and path.suffix.lower() != _SHEET:
            yield from _of_zip(path)
        elif path.suffix.lower() == _SHEET:
            yield from _of_sheet(path.read_bytes(), path.name)
        else:
            with path.open("rb") as file:
                yield from _of_text(file, path.name)
    except (OSError, zipfile.BadZipFile, RuntimeError, EOFError) as error:
        says = f"The file cannot be read: {error.strerror if isinstance(error, OSError) else 'it is damaged'}."
        raise Refused(
            [Fault("SF-B042", path.name, says, "Download it again, and send it as it was published.")]
        ) from None


def _of_zip(path: Path) -> Iterator[tuple[str, Row]]:
    with zipfile.ZipFile(path) as packed:
        inside = [one for one in packed.infolist() if one.filename.lower().endswith((*_TEXT, _SHEET))]
        if sum(one.file_size for one in inside) > LIMIT_BYTES:
            raise Refused(
                [Fault("SF-B042", path.name, "It unpacks to more than such a table has.", "Download it again.")]
            )
        texts = [one for one in inside if one.filename.lower().endswith(_TEXT)]
        if not inside:
            says = "No table is in it: neither text nor a spreadsheet."
            raise Refused([Fault("SF-B042", path.name, says, "Send the file as it was published.")])
        for one in texts or inside:  # the text and the spreadsheet hold the same rows
            with packed.open(one) as file:
                where = f"{path.name}/{one.filename}"
                yield from _of_text(file, where) if one in texts else _of_sheet(file.read(), where)


def _of_text(file: IO[bytes], where: str) -> Iterator[tuple[str, Row]]:
    lines = io.TextIOWrapper(file, encoding="latin-1", newline="")
    parted = "," if where.lower().endswith(".csv") else "\t"
    for number, row in enumerate(csv.reader(_whole(lines), delimiter=parted), 1):
        yield f"{where} line {number}", [cell.strip() for cell in row]


def _whole(lines: Iterable[str]) -> Iterator[str]:
    """Lines without the NUL signs that a damaged file may hold, which no reader of tables takes."""
    return (line.replace("\0", "") for line in lines)


def _of_sheet(content: bytes, where: str) -> Iterator[tuple[str, Row]]:
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError as error:
        raise MissingExtra("spreadsheets", "A spreadsheet") from error
    try:
        sheets = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in sheets.sheet_names:
            for number, row in enumerate(sheets.get_sheet_by_name(name).to_python(), 1):
                yield f"{where} {name} row {number}", [_cell(cell) for cell in row]
    except CalamineError:
        says = "The spreadsheet cannot be read: it is damaged."
        raise Refused([Fault("SF-B042", where, says, "Download it again, and send it as it was published.")]) from None


def _cell(cell: object) -> str:
    """A cell as the text file would write it: a code that became a number is one again."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
