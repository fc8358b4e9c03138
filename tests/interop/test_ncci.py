"""The published edit tables are imported whole or not at all, keyed by the day of service."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surefoot import assess
from surefoot.billing.edits import edit_table, pairs_on
from surefoot.cli import main
from surefoot.cli.home import installed
from surefoot.errors import Refused
from surefoot.interop.ncci import edition_of, pairs_of
from tests.interop import ncci_files
from tests.interop.claims import case_with


def imported(home: Path, *arguments: str | Path) -> int:
    return main(["ncci", "import", "--home", str(home), *map(str, arguments)])


def gates(case: dict[str, Any], home: Path) -> dict[str, str]:
    return {one["id"]: one["gate"] for one in assess(case, installed(home))["billing"]["payer"]["gates"]}


def with_code(code: str) -> dict[str, Any]:
    return case_with(other_services=[{"code": code, "minutes": 15}], settled=[])


@pytest.fixture
def home(tmp_path: Path) -> Path:
    files = ncci_files.parts(tmp_path)
    assert imported(tmp_path / "home", *files, "--units", ncci_files.units(tmp_path / "mue-practitioner.csv")) == 0
    return tmp_path / "home"


@pytest.mark.parametrize(
    ("name", "setting", "quarter"),
    [
        ("medicare-ncci-2026q4-practitioner-ptp-edits-ccipra-v323r0-f1.zip", "practitioner", "2026q4"),
        ("ccipra-v322r0-f1.txt", "practitioner", "2026q3"),
        ("ccioph-v300r0-f2.zip", "hospital_outpatient", "2024q1"),
    ],
)
def test_the_name_tells_setting_and_quarter(name: str, setting: str, quarter: str) -> None:
    edition = edition_of([Path(name)])
    assert (edition.setting, edition.name) == (setting, quarter)


def test_the_days_of_a_quarter() -> None:
    assert [(one.first, one.last) for one in (edition_of([Path(f"ccipra-v32{quarter}r0")]) for quarter in (0, 3))] == [
        (date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 10, 1), date(2026, 12, 31)),
    ]


def test_an_import_decides_by_the_day_of_service(home: Path) -> None:
    table = edit_table(installed(home), "office", date(2026, 11, 20))
    assert table is not None
    assert table.id == "ncci_practitioner_2026q4_import"
    assert set(pairs_on(table, date(2026, 11, 20))) == {"97161", "97530", "95851", "97116"}
    assert set(pairs_on(table, date(2026, 6, 30))) == {"97161", "97530", "95851"}
    assert set(pairs_on(table, date(2003, 9, 30))) == {"95851", "97110"}
    assert set(pairs_on(table, date(2003, 10, 1))) == {"95851"}


def test_an_import_answers_for_the_visit(home: Path) -> None:
    assert gates(with_code("97116"), home) == {"same_day_edit": "block"}
    assert gates(with_code("97161"), home) == {"same_day_edit": "block"}
    assert gates(with_code("97112"), home) == {}  # its indicator is 9: no edit
    assert gates(with_code("95851"), home) == {"other_code_not_paid": "warn"}
    assert gates(with_code("88888"), home) == {}


def test_a_whole_table_leaves_no_code_unchecked_and_no_quarter_open(home: Path) -> None:
    reviews = {one["id"] for one in assess(with_code("88888"), installed(home))["billing"]["reviews"]}
    assert not reviews & {"edit_not_checked", "edits_outside_quarter"}
    before = {one["id"] for one in assess(with_code("88888"), installed(home / "nowhere"))["billing"]["reviews"]}
    assert {"edit_not_checked", "edits_outside_quarter"} <= before


def test_after_the_quarter_a_review_stands_again(home: Path) -> None:
    knowledge = installed(home)
    table = edit_table(knowledge, "office", date(2027, 2, 1))
    assert table is not None
    assert table.id == "ncci_practitioner_2026q4_import"
    assert table["until"] < "2027-02-01"


def test_the_other_setting_keeps_its_built_in_table(home: Path) -> None:
    table = edit_table(installed(home), "hospital_outpatient", date(2026, 11, 20))
    assert table is not None
    assert table.id == "ncci_hospital_2024q3"


def test_text_and_spreadsheet_give_the_same(tmp_path: Path) -> None:
    text = tmp_path / "ccipra-v323r0.txt"
    text.write_bytes(ncci_files.text_of(ncci_files.PAIRS))
    sheet = ncci_files.sheet(tmp_path / "ccipra-v323r0.xlsx", ncci_files.PAIRS)
    assert pairs_of("97750", [text]) == pairs_of("97750", [sheet])


def test_a_missing_part_is_refused(tmp_path: Path) -> None:
    files = ncci_files.parts(tmp_path)
    with pytest.raises(Refused) as refused:
        pairs_of("97750", [files[0], files[2]])
    assert "f2, f4" in str(refused.value)


@pytest.mark.parametrize(
    "row",
    [
        ("97161", "97750", "", "20261301", "*", "0"),
        ("97161", "97750", "", "2020", "*", "0"),
        ("97161", "97750", "", "20200101", "never", "0"),
        ("97161", "97750", "", "20200101", "*", "7"),
        ("97161", "97750", "", "20200101"),
    ],
)
def test_a_damaged_row_refuses_the_table_and_leaves_the_home_as_it_was(row: tuple[str, ...], home: Path) -> None:
    before = {path: path.read_bytes() for path in home.rglob("*.yaml")}
    bad = home.parent / "bad"
    bad.mkdir()
    assert imported(home, *ncci_files.parts(bad, [*ncci_files.PAIRS, row, row])) == 2
    assert {path: path.read_bytes() for path in home.rglob("*.yaml")} == before


@pytest.mark.parametrize("content", [b"", b"not a table\r\n", b"PK\x03\x04broken", bytes(range(256)) * 20])
def test_what_is_no_table_is_refused(content: bytes, tmp_path: Path) -> None:
    for name in ("ccipra-v323r0.txt", "ccipra-v323r0.zip", "ccipra-v323r0.xlsx"):
        path = tmp_path / name
        path.write_bytes(content)
        assert imported(tmp_path / "home", path) == 2
    assert not (tmp_path / "home" / "knowledge").exists()


def test_a_limit_of_units_that_is_none_is_refused(tmp_path: Path) -> None:
    files = ncci_files.parts(tmp_path)
    for limit in ("", "eight", "-1", "8.5"):
        assert imported(tmp_path / "home", *files, "--units", ncci_files.units(tmp_path / "mue.csv", limit)) == 2
    assert imported(tmp_path / "home", *files, "--units", ncci_files.units(tmp_path / "mue.csv", "6")) == 0
    table = edit_table(installed(tmp_path / "home"), "office", date(2026, 11, 20))
    assert table is not None
    assert table["units_limit"] == 6


def test_names_that_do_not_say_ask(tmp_path: Path) -> None:
    path = tmp_path / "table.txt"
    path.write_bytes(ncci_files.text_of(ncci_files.PAIRS))
    assert imported(tmp_path / "home", path) == 2
    assert imported(tmp_path / "home", path, "--setting", "practitioner", "--quarter", "2026q5") == 2
    assert imported(tmp_path / "home", path, "--setting", "hospital", "--quarter", "2026q4") == 0


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused_and_never_crashes(data: st.DataObject, tmp_path: Path) -> None:
    whole = ncci_files.text_of(ncci_files.PAIRS)
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    path = tmp_path / "ccipra-v323r0.txt"
    path.write_bytes(whole[:start] + data.draw(st.binary(max_size=20)) + whole[end:])
    try:
        pairs = pairs_of("97750", [path])
    except Refused:
        return
    assert all(pair.last is None or pair.first <= pair.last or pair.last for pair in pairs)
