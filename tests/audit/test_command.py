"""The command: claims as CSV, Parquet or 837P; the record as cases or notes; lines, report and summary out."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pikepdf
import polars as pl
import pytest

from surefoot.cli import main
from surefoot.interop.x12.v5010 import write_837p
from tests.audit.tables import LINE, NOTE, written
from tests.interop.claims import WHOLE, case_with, claim_from
from tests.interop.test_x12 import EXCHANGE, spouse

OWN = {
    "claim_id": "SYN-0001",
    "patient_id": "P-001",
    "provider_id": "DPM-7",
    "day": "2026-11-20",
    "code": "97750",
    "units": 2,
    "modifiers": "GP",
}


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main(["audit", *map(str, arguments)])
    out, err = capsys.readouterr()
    return code, out, err


def cases(path: Path, *listed: dict[str, Any]) -> Path:
    path.write_text("\n".join(json.dumps(one) for one in listed) + "\n", "utf-8")
    return path


@pytest.mark.parametrize(
    ("case", "units", "found"),
    [
        (WHOLE, 2, ("supported", "right")),
        (WHOLE, 3, ("not supported", "over")),
        (WHOLE, 1, ("supported", "under")),
        (case_with(report__signed=None), 2, ("cannot tell", "right")),
        (case_with(visit__status="cancelled"), 2, ("not supported", "right")),
        (case_with(other_services=[{"code": "97161"}]), 2, ("not supported", "right")),
    ],
)
def test_our_own_record_decides_as_ever(
    case: dict[str, Any], units: int, found: tuple[str, str], tmp_path: Path, capsys: Any
) -> None:
    claims = written(tmp_path / "claims.csv", [OWN | {"units": units}])
    code, _, _ = run(
        capsys, claims, "--notes", cases(tmp_path / "visits.ndjson", case), "--lines", tmp_path / "lines.csv"
    )
    (row,) = pl.read_csv(tmp_path / "lines.csv").to_dicts()
    assert code == 0
    assert (row["verdict"], row["units_verdict"]) == found


@pytest.mark.parametrize("touched", [False, True])
def test_a_report_that_was_taken_over_untouched_is_a_remark(touched: bool, tmp_path: Path, capsys: Any) -> None:
    sections = ("interpretation", "analysis", "plan_of_care_impact")
    texts = {section: WHOLE["report"][section] for section in sections}
    sentences = [{"section": one, "how": "kept", "text": text, "offered": text} for one, text in texts.items()]
    sentences.append({"section": "analysis", "how": "removed", "offered": "Not known at this visit: vision."})
    if touched:
        sentences[0] |= {"how": "edited", "offered": "Slow."}
    case = case_with(report=WHOLE["report"] | {"sentences": sentences})
    claims = written(tmp_path / "claims.csv", [OWN])
    run(capsys, claims, "--notes", cases(tmp_path / "visits.ndjson", case), "--lines", tmp_path / "lines.csv")
    (row,) = pl.read_csv(tmp_path / "lines.csv").to_dicts()
    assert row["verdict"] == "supported"
    assert row["remarks"] == ("" if touched else "every sentence as the software offered it, untouched")


def test_two_cases_of_one_day_are_left_open(tmp_path: Path, capsys: Any) -> None:
    claims = written(tmp_path / "claims.csv", [OWN])
    run(capsys, claims, "--notes", cases(tmp_path / "visits.ndjson", WHOLE, WHOLE), "--lines", tmp_path / "lines.csv")
    (row,) = pl.read_csv(tmp_path / "lines.csv").to_dicts()
    assert (row["verdict"], row["missing"]) == ("cannot tell", "one record of the day")


def test_the_three_forms_of_claims_agree(tmp_path: Path, capsys: Any) -> None:
    rows = [OWN | {"patient_id": "1EG4TE5MK73", "provider_id": "1234567893", "setting": "office"}]
    written(tmp_path / "claims.csv", rows)
    pl.DataFrame(rows).write_parquet(tmp_path / "claims.parquet")
    (tmp_path / "claims.837").write_text(write_837p([claim_from(WHOLE)], EXCHANGE), "ascii")
    answers = [run(capsys, tmp_path / f"claims.{form}", "--format", "json")[1] for form in ("csv", "parquet", "837")]
    assert answers[0] == answers[1] == answers[2]
    assert json.loads(answers[0])["lines"] == 1


def test_every_line_of_an_837p_is_read(tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "claims.837").write_text(write_837p([claim_from(WHOLE), spouse()], EXCHANGE), "ascii")
    code, _, _ = run(capsys, tmp_path / "claims.837", "--lines", tmp_path / "lines.csv")
    lines = pl.read_csv(tmp_path / "lines.csv")
    assert code == 0
    assert lines["claim_id"].to_list() == ["SYN-0001", "SYN-2"]
    assert lines["units"].to_list() == [2, 2]


@pytest.mark.parametrize("id_", ["=1+1", '=HYPERLINK("http://x")', "@sum", "+1", "-1"])
def test_a_spreadsheet_works_nothing_out_of_a_claims_number(tmp_path: Path, capsys: Any, id_: str) -> None:
    run(capsys, written(tmp_path / "claims.csv", [LINE | {"claim_id": id_}]), "--lines", tmp_path / "lines.csv")
    assert pl.read_csv(tmp_path / "lines.csv", infer_schema=False)["claim_id"].to_list() == [f"'{id_}"]


def test_report_and_check(tmp_path: Path, capsys: Any) -> None:
    claims, notes = (
        written(tmp_path / "claims.csv", [LINE, LINE | {"patient_id": "P2", "provider_id": None}]),
        written(tmp_path / "notes.csv", [NOTE]),
    )
    code, out, _ = run(capsys, claims, "--notes", notes, "--report", tmp_path / "audit.pdf", "--check")
    assert code == 1
    assert "supported" in out
    with pikepdf.open(io.BytesIO((tmp_path / "audit.pdf").read_bytes())) as file:
        assert file.Root.MarkInfo.Marked


def test_no_money_and_no_nudge(tmp_path: Path, capsys: Any) -> None:
    claims, notes = written(tmp_path / "claims.csv", [LINE | {"units": 1}]), written(tmp_path / "notes.csv", [NOTE])
    out = run(capsys, claims, "--notes", notes)[1].lower()
    assert not any(word in out for word in ("$", "usd", "revenue", "lost", "opportunity", "could have"))


def test_columns_that_are_not_read_are_named(tmp_path: Path, capsys: Any) -> None:
    assert "charge" in run(capsys, written(tmp_path / "claims.csv", [LINE | {"charge": "75.00"}]))[2]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("claims.csv", b""),
        ("claims.csv", b"patient_id,day\nP1,2024-08-15\n"),
        ("claims.csv", b"\xff\xfe\x00"),
        ("claims.parquet", b"PAR1 not"),
        ("claims.837", b"ISA*00"),
        ("claims.837", b""),
        ("absent.csv", None),
    ],
)
def test_what_cannot_be_read_is_one_clear_fault(name: str, content: bytes | None, tmp_path: Path, capsys: Any) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    code, out, err = run(capsys, tmp_path / name)
    assert code == 2
    assert not out
    assert err.startswith("SF-A")


def test_a_faulty_case_is_said_and_the_rest_is_audited(tmp_path: Path, capsys: Any) -> None:
    claims = written(tmp_path / "claims.csv", [OWN])
    code, out, err = run(
        capsys, claims, "--notes", cases(tmp_path / "visits.ndjson", {"schema": "surefoot-case/1"}, WHOLE)
    )
    assert code == 2
    assert "1  supported" in out
    assert "line 1" in err
