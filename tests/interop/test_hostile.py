"""Files that are damaged, made to harm or not what they say: read or refused with a clear fault, never a crash, never in part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surefoot.cli import main
from surefoot.errors import Refused
from surefoot.interop.ncci import pairs_of, rows, units_limit_of
from surefoot.interop.x12.v5010 import read_837p, read_acknowledgements, write_837p
from tests.interop import ncci_files
from tests.interop.claims import WHOLE, case_with, claim_from
from tests.interop.test_x12 import EXCHANGE, ISA, KNOWLEDGE

CODE = "97750"
TABLE = ncci_files.text_of(ncci_files.PAIRS)
ANY_FOLDER = [HealthCheck.function_scoped_fixture]


def packed(content: bytes, name: str = "ccipra-v323r0.TXT", how: int = zipfile.ZIP_DEFLATED) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", how) as archive:
        archive.writestr(zipfile.ZipInfo(name), content, how)
    return kept.getvalue()


@cache
def sheet() -> bytes:
    with TemporaryDirectory() as folder:
        return ncci_files.sheet(Path(folder) / "whole.xlsx", ncci_files.PAIRS).read_bytes()


FORMS: dict[str, Callable[[], bytes]] = {
    "ccipra-v323r0.txt": lambda: TABLE,
    "ccipra-v323r0.csv": lambda: TABLE.replace(b"\t", b","),
    "ccipra-v323r0.zip": lambda: packed(TABLE),
    "ccipra-v323r0.xlsx": sheet,
}
WHOLE_PAIRS = 6


def damaged(data: st.DataObject, whole: bytes) -> bytes:
    """Cut short, with a piece taken out, with a piece put in, or with single bytes turned."""
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.one_of(st.just(start), st.just(len(whole)), st.integers(start, len(whole))))
    piece = data.draw(
        st.one_of(st.binary(max_size=30), st.sampled_from([b"\0" * 9, b'"', b"\r", b"\xff\xfe", b"\t" * 50]))
    )
    return whole[:start] + piece + whole[end:]


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=60, deadline=None, suppress_health_check=ANY_FOLDER)
@given(data=st.data())
def test_a_damaged_table_is_read_or_refused(name: str, data: st.DataObject, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(damaged(data, FORMS[name]()))
    try:
        pairs = pairs_of(CODE, [path])
    except Refused:
        return
    assert 0 < len(pairs) <= WHOLE_PAIRS


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=3, deadline=None, suppress_health_check=ANY_FOLDER)
@given(data=st.data())
def test_what_is_refused_leaves_the_home_untouched(name: str, data: st.DataObject, tmp_path: Path) -> None:
    path, home = tmp_path / name, tmp_path / "home"
    path.write_bytes(damaged(data, FORMS[name]()))
    before = sorted(home.rglob("*.yaml"))
    told = main(["ncci", "import", str(path), "--home", str(home)])
    assert told in (0, 2)
    after = sorted(home.rglob("*.yaml"))
    assert after == before if told else len(after) == len(("edits", "source"))
    for one in after:
        one.unlink()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_table_saved_in_another_encoding_is_the_same_or_refused(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "ccipra-v323r0.txt"
    path.write_bytes(TABLE)
    whole = pairs_of(CODE, [path])
    path.write_bytes(TABLE.decode("latin-1").encode(encoding))
    assert pairs_of(CODE, [path]) == whole


@pytest.mark.parametrize("encoding", ["cp037", "utf-7"])
def test_an_encoding_of_another_world_is_refused_or_the_same(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "ccipra-v323r0.txt"
    path.write_bytes(TABLE.decode("latin-1").encode(encoding))
    try:
        assert len(pairs_of(CODE, [path])) == WHOLE_PAIRS
    except Refused as refused:
        assert refused.faults


def refused(tmp_path: Path, content: bytes, name: str = "ccipra-v323r0.txt") -> set[str]:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Refused) as told:
        pairs_of(CODE, [path])
    return {fault.code for fault in told.value.faults}


@pytest.mark.parametrize(
    "turned",
    [
        lambda row: (row[1], row[0], row[2], row[4], row[3], row[5]),
        lambda row: (*row[:3], "20300101", "20200101", row[5]),
        lambda row: (*row[:3], row[5], row[3], row[4]),
        lambda row: (*row[:2], row[3], row[4], row[5]),
    ],
    ids=["dates swapped", "deleted before it began", "indicator in front", "a column left out"],
)
def test_columns_in_another_order_are_refused(
    turned: Callable[[ncci_files.Row], ncci_files.Row], tmp_path: Path
) -> None:
    assert refused(tmp_path, ncci_files.text_of([*ncci_files.PAIRS, turned(ncci_files.PAIRS[0])])) == {"SF-B045"}


def test_a_head_that_names_the_second_column_first_is_refused(tmp_path: Path) -> None:
    swapped = TABLE.replace(b"Column 1\tColumn 2\tprior", b"Column 2\tColumn 1\tprior")
    assert refused(tmp_path, swapped) == {"SF-B045"}


def test_the_same_row_twice_is_one_pair(tmp_path: Path) -> None:
    path = tmp_path / "ccipra-v323r0.txt"
    path.write_bytes(ncci_files.text_of([*ncci_files.PAIRS, *ncci_files.PAIRS]))
    assert len(pairs_of(CODE, [path])) == WHOLE_PAIRS


@pytest.mark.parametrize(
    "row",
    [
        ("97161", CODE, "", "20200101", "*", "1"),
        ("97161", CODE, "", "20220101", "*", "1"),
        (CODE, "97161", "", "20210101", "*", "0"),
        ("97161", CODE, "", "20190101", "20200301", "1"),
    ],
)
def test_two_rows_of_a_pair_that_contradict_each_other_are_refused(row: tuple[str, ...], tmp_path: Path) -> None:
    assert refused(tmp_path, ncci_files.text_of([*ncci_files.PAIRS, (*row, "a reason")])) == {"SF-B045"}


def test_a_pair_that_changed_keeps_its_history(tmp_path: Path) -> None:
    path = tmp_path / "ccipra-v323r0.txt"
    before = ("97161", CODE, "", "20150101", "20191231", "1", "a reason")
    never = ("97161", CODE, "", "20210101", "20210101", "9", "a reason")
    path.write_bytes(ncci_files.text_of([*ncci_files.PAIRS, before, never]))
    assert len(pairs_of(CODE, [path])) == WHOLE_PAIRS + 2


def test_a_quotation_mark_swallows_no_row(tmp_path: Path) -> None:
    rows_with = [(*row[:6], '"a reason') for row in ncci_files.PAIRS[:3]] + list(ncci_files.PAIRS[3:])
    path = tmp_path / "ccipra-v323r0.txt"
    path.write_bytes(ncci_files.text_of(rows_with))
    assert len(pairs_of(CODE, [path])) == WHOLE_PAIRS
    assert refused(tmp_path, ncci_files.text_of(rows_with).replace(b"\t", b","), "ccipra-v323r0.csv") == {"SF-B042"}


@pytest.mark.parametrize("filler", [b"x", b"\t", b'"', b"\0"])
def test_a_field_or_a_line_without_end_is_refused_or_read(filler: bytes, tmp_path: Path) -> None:
    huge = TABLE + b"97161\t97750\t\t20200101\t*\t0\t" + filler * 3_000_000 + b"\r\n"
    assert refused(tmp_path, huge) == {"SF-B042"}
    assert refused(tmp_path, packed(huge), "ccipra-v323r0.zip") == {"SF-B042"}


@pytest.mark.parametrize("name", ["inside.TXT", "inside.xlsx"])
def test_an_archive_that_unpacks_to_too_much_is_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "LIMIT_BYTES", 100_000)
    monkeypatch.setattr(rows, "LIMIT_SHEET_BYTES", 100_000)
    assert refused(tmp_path, packed(b"0" * 200_000, name), "ccipra-v323r0.zip") == {"SF-B042"}


def test_a_spreadsheet_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = sheet()
    monkeypatch.setattr(rows, "LIMIT_SHEET_BYTES", 1_000)
    assert refused(tmp_path, whole, "ccipra-v323r0.xlsx") == {"SF-B042"}
    assert refused(tmp_path, packed(whole, "inside.xlsx"), "ccipra-v323r0.zip") == {"SF-B042"}


def test_an_archive_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    whole = packed(TABLE)
    lying = whole.replace(len(TABLE).to_bytes(4, "little"), (len(TABLE) // 2).to_bytes(4, "little"))
    assert lying != whole
    assert refused(tmp_path, lying, "ccipra-v323r0.zip") == {"SF-B042"}


@settings(max_examples=60, deadline=None, suppress_health_check=ANY_FOLDER)
@given(data=st.data())
def test_a_damaged_list_of_limits_gives_the_limit_or_is_refused(data: st.DataObject, tmp_path: Path) -> None:
    path = ncci_files.units(tmp_path / "mue-practitioner.csv")
    path.write_bytes(damaged(data, path.read_bytes()))
    try:
        assert units_limit_of(CODE, path) >= 0
    except Refused as told:
        assert told.faults


CLAIM_FILE = write_837p([claim_from(WHOLE), claim_from(case_with(claim__id="SYN-2"))], EXCHANGE)
KEYS = {"claim_id", "patient_id", "provider_id", "setting", "day", "code", "units", "modifiers"}


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_damaged_claim_file_is_read_or_refused(data: st.DataObject) -> None:
    text = damaged(data, CLAIM_FILE.encode()).decode("latin-1")
    try:
        lines = list(read_837p(text))
    except Refused as told:
        assert {fault.code for fault in told.faults} == {"SF-A003"}
        return
    assert all(set(line) == KEYS for line in lines)
    assert all(line["units"] is None or line["units"] >= 0 for line in lines)


@pytest.mark.parametrize("units", ["1e300", "9" * 400, "nan", "inf", "-1", "1.5", "", "٣", "0x2", "1_0", " 2"])
def test_units_that_are_none_are_not_known(units: str) -> None:
    (line, _) = read_837p(CLAIM_FILE.replace("*UN*2*", f"*UN*{units}*", 1))
    assert line["units"] is None


ANSWER_999 = ISA + (
    "GS*FA*RECEIVERID*SUBMITTERID*20261125*1200*9*X*005010X231A1~ST*999*0001*005010X231A1~AK1*HC*7*005010X222A1~"
    "AK2*837*0007*005010X222A1~IK3*CLM*22**8~CTX*CLM01:SYN-0001~IK4*2*782*1~IK5*R*5~AK9*R*1*1*0~SE*9*0001~GE*1*9~IEA*1*000000009~"
)


def test_a_999_tells_segment_and_code() -> None:
    (read,) = read_acknowledgements(ANSWER_999, KNOWLEDGE)
    assert (read["result"], read["segments"]) == (
        "rejected",
        [{"segment": "CLM", "position": "22", "codes": ["8", "1"]}],
    )


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_damaged_999_is_read_or_refused(data: st.DataObject) -> None:
    text = damaged(data, ANSWER_999.encode()).decode("latin-1")
    try:
        answers = read_acknowledgements(text, KNOWLEDGE)
    except Refused as told:
        assert {fault.code for fault in told.faults} == {"SF-B031"}
        return
    assert {one["result"] for one in answers} <= {"accepted", "accepted, with errors", "rejected", "not known"}


@pytest.mark.parametrize("cut", ["IK5*R*5~", "IK5*R", "*R*5"])
def test_a_999_without_its_verdict_is_not_known(cut: str) -> None:
    (read,) = read_acknowledgements(ANSWER_999.replace(cut, ""), KNOWLEDGE)
    assert read["result"] == "not known"


def test_a_hospitals_claim_file_is_refused() -> None:
    hospital = CLAIM_FILE.replace("SV1*HC:97750", "SV2*0420*HC:97750")
    with pytest.raises(Refused, match="institutional"):
        list(read_837p(hospital))
