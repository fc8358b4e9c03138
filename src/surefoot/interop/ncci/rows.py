"""Rows of a published table: text parted by tabs or commas, plain or in a zip, or a spreadsheet. Streamed, with a limit on what is unpacked."""

from __future__ import annotations

import csv
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from surefoot.errors import Fault, MissingExtra, Refused

Row = list[str]
LIMIT_BYTES = 2 * 1024**3  # what one file may unpack to
LIMIT_SHEET_BYTES = 512 * 1024**2  # a spreadsheet is held as a whole
LIMIT_LINE = 1024**2  # signs of one line; a row has some hundred
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
    except _DAMAGED as error:
        says = f"The file cannot be read: {(isinstance(error, OSError) and error.strerror) or 'it is damaged'}."
        raise _refused(path.name, says) from None


_DAMAGED = (OSError, zipfile.BadZipFile, RuntimeError, EOFError, csv.Error, zlib.error, lzma.LZMAError)


def _refused(where: str, says: str) -> Refused:
    return Refused([Fault("SF-B042", where, says, "Download it again, and send it as it was published.")])


def _limited(files: Iterable[zipfile.ZipInfo], limit: int, where: str) -> None:
    if sum(one.file_size for one in files) > limit:
        raise _refused(where, "It unpacks to more than such a table has.")


def _of_zip(path: Path) -> Iterator[tuple[str, Row]]:
    with zipfile.ZipFile(path) as packed:
        inside = [one for one in packed.infolist() if one.filename.lower().endswith((*_TEXT, _SHEET))]
        _limited(inside, LIMIT_BYTES, path.name)
        texts = [one for one in inside if one.filename.lower().endswith(_TEXT)]
        if not inside:
            raise _refused(path.name, "No table is in it: neither text nor a spreadsheet.")
        if not texts:
            _limited(inside, LIMIT_SHEET_BYTES, path.name)
        for one in texts or inside:  # the text and the spreadsheet hold the same rows
            with packed.open(one) as file:
                where = f"{path.name}/{one.filename}"
                yield from _of_text(file, where) if one in texts else _of_sheet(file.read(), where)


def _of_text(file: IO[bytes], where: str) -> Iterator[tuple[str, Row]]:
    """Parted by commas, a cell may stand in quotation marks; parted by tabs, such a mark is a sign like any other."""
    lines = _whole(io.TextIOWrapper(file, encoding="latin-1", newline=""), where)
    if where.lower().endswith(".csv"):
        table = csv.reader(lines, strict=True)
    else:
        table = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    for number, row in enumerate(table, 1):
        yield f"{where} line {number}", [cell.strip() for cell in row]


def _whole(text: IO[str], where: str) -> Iterator[str]:
    """Lines without the NUL signs that a damaged file may hold, none of them without end."""
    while line := text.readline(LIMIT_LINE):
        if len(line) == LIMIT_LINE:
            raise _refused(where, "A line in it is longer than a row of such a table.")
        yield line.replace("\0", "")


def _of_sheet(content: bytes, where: str) -> Iterator[tuple[str, Row]]:
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError as error:
        raise MissingExtra("spreadsheets", "A spreadsheet") from error
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _limited(packed.infolist(), LIMIT_SHEET_BYTES, where)
    try:
        sheets = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in sheets.sheet_names:
            for number, row in enumerate(sheets.get_sheet_by_name(name).to_python(), 1):
                yield f"{where} {name} row {number}", [_cell(cell) for cell in row]
    except CalamineError:
        raise _refused(where, "The spreadsheet cannot be read: it is damaged.") from None


def _cell(cell: object) -> str:
    """A cell as the text file would write it: a code that became a number is one again."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
