"""Synthetic tables in the form in which the quarterly files are published."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl

Row = Sequence[str]
NOTICE = "A notice of copyright stands here and goes on\r\nover several lines, with, commas\tand tabs.\r\n"
HEADS = "Column 1/Column 2 Edits\r\n\t\t*=in existence\t\tDeletion\tModifier\tPTP Edit Rationale\r\nColumn 1\tColumn 2\tprior to 1996\tDate\tDate\t0=not allowed\t\r\n"

PAIRS: tuple[Row, ...] = (
    ("97161", "97750", "", "20200101", "*", "0", "a reason"),
    ("97530", "97750", "", "20050101", "*", "1", "a reason"),
    ("97750", "95851", "*", "19960101", "*", "0", "a reason"),
    ("97750", "97110", "", "20000101", "20030930", "1", "a reason"),
    ("97112", "97750", "", "20100101", "20100101", "9", "a reason"),
    ("97116", "97750", "", "20260701", "*", "0", "a reason"),
    ("11055", "11720", "", "20200101", "*", "1", "a reason"),
)


def text_of(rows: Iterable[Row]) -> bytes:
    return (NOTICE + HEADS + "".join("\t".join(row) + "\r\n" for row in rows)).encode("latin-1")


def parts(folder: Path, rows: Sequence[Row] = PAIRS, *, name: str = "ccipra-v323r0") -> list[Path]:
    """Four zipped parts, the rows spread over them; each holds a pair of other codes too."""
    other = ("10021", "10004", "", "20190101", "*", "1", "a reason")
    files = []
    for number in range(4):
        path = folder / f"{name}-f{number + 1}.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr(f"{name}-f{number + 1}.TXT", text_of([other, *rows[number::4]]))
        files.append(path)
    return files


def sheet(path: Path, rows: Iterable[Row]) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    page.append(["A notice"])
    for row in rows:
        page.append([int(cell) if cell.isdigit() and len(cell) == 5 and cell[0] != "0" else cell for cell in row])
    kept = io.BytesIO()
    book.save(kept)
    path.write_bytes(kept.getvalue())
    return path


def units(path: Path, limit: str = "8") -> Path:
    head = '"A notice\nover two lines"\r\n"HCPCS/CPT Code","Practitioner Services MUE Values","MUE Adjudication Indicator","MUE Rationale"\r\n'
    path.write_text(
        head + f'97750,{limit},"3 Date of Service Edit: Clinical","a reason"\r\n97110,6,"3 Date","a reason"\r\n',
        "latin-1",
    )
    return path
