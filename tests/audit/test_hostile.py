"""Tables and claim files that are damaged: read or refused with a clear fault, never a crash; what cannot be read is not known."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surefoot.audit import audit_claims, read_claims, read_records
from surefoot.audit.judge import verdicts
from surefoot.errors import Refused
from surefoot.interop.x12.v5010 import write_837p
from tests.audit.tables import KNOWLEDGE, LINE, NOTE, audited, written
from tests.interop.claims import WHOLE, claim_from
from tests.interop.test_x12 import EXCHANGE

ANY_FOLDER = [HealthCheck.function_scoped_fixture]
ROWS = [LINE, LINE | {"claim_id": "C2", "patient_id": "P2", "units": 3}, LINE | {"code": "97161", "units": 1}]
PIECE = st.one_of(st.binary(max_size=20), st.sampled_from([b"\0" * 9, b'"', b"\r\n", b",,,,", b"\xff\xfe", b"\xc3"]))


def damaged(data: st.DataObject, whole: bytes) -> bytes:
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.one_of(st.just(start), st.just(len(whole)), st.integers(start, len(whole))))
    return whole[:start] + data.draw(PIECE) + whole[end:]


def whole_files(folder: Path) -> tuple[Path, Path]:
    notes = [NOTE, NOTE | {"patient_id": "P2", "start": "2024-08-15T09:00:00Z", "end": "2024-08-15T09:24:00Z"}]
    notes[0] |= {"start": None, "end": None}
    return written(folder / "claims.csv", ROWS), written(folder / "notes.csv", notes)


def as_parquet(path: Path) -> Path:
    table = path.with_suffix(".parquet")
    pl.read_csv(path, infer_schema=False).write_parquet(table)
    return table


@pytest.mark.parametrize("form", ["csv", "parquet"])
@pytest.mark.parametrize("which", [0, 1], ids=["claims", "notes"])
@settings(max_examples=40, deadline=None, suppress_health_check=ANY_FOLDER)
@given(data=st.data())
def test_a_damaged_table_is_read_or_refused(form: str, which: int, data: st.DataObject, tmp_path: Path) -> None:
    files = list(whole_files(tmp_path))
    if form == "parquet":
        files[which] = as_parquet(files[which])
    files[which].write_bytes(damaged(data, files[which].read_bytes()))
    try:
        claims, _ = read_claims(files[0])
        records = read_records(files[1], KNOWLEDGE)
    except Refused as refused:
        assert {fault.code for fault in refused.faults} <= {"SF-A001", "SF-A002"}
        return
    assert set(audit_claims(claims, records, KNOWLEDGE).lines["verdict"]) <= set(verdicts())


@settings(max_examples=40, deadline=None, suppress_health_check=ANY_FOLDER)
@given(data=st.data())
def test_a_damaged_claim_file_is_read_or_refused(data: st.DataObject, tmp_path: Path) -> None:
    path = tmp_path / "claims.837"
    path.write_bytes(damaged(data, write_837p([claim_from(WHOLE)], EXCHANGE).encode()))
    try:
        claims, _ = read_claims(path)
    except Refused as refused:
        assert {fault.code for fault in refused.faults} <= {"SF-A001", "SF-A003"}
        return
    records = read_records(whole_files(tmp_path)[1], KNOWLEDGE)
    assert set(audit_claims(claims, records, KNOWLEDGE).lines["verdict"]) <= set(verdicts())


@settings(max_examples=80, deadline=None, suppress_health_check=ANY_FOLDER)
@given(cell=st.text(max_size=12), column=st.sampled_from(sorted({*LINE, *NOTE} - {"patient_id", "day"})))
def test_no_cell_makes_a_line_supported_that_was_not(cell: str, column: str, tmp_path: Path) -> None:
    """A cell that says nothing more than the whole record says cannot turn a line for the better."""
    worse = [LINE | {"units": 9}]
    line = worse[0] | ({column: cell} if column in LINE and column not in ("units", "code") else {})
    note = NOTE | ({column: cell} if column in NOTE and column != "minutes" else {})
    found = audited(tmp_path, [line], [note]).lines
    assert "supported" not in found["verdict"].to_list()
