"""Bad input gets one clear error each: what, where, what to do, under a stable code; all faults of a case at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from surefoot.assessment import assess
from surefoot.assessment.assess import faults_of
from surefoot.cases import read_cases
from surefoot.errors import CaseRefused, Fault
from surefoot.knowledge import Knowledge

Change = Callable[[dict[str, Any]], Any]


def refused(change: Change, case: dict[str, Any], knowledge: Knowledge, today: date | None = None) -> list[Fault]:
    change(case)
    with pytest.raises(CaseRefused) as caught:
        assess(case, knowledge, today=today)
    return list(caught.value.faults)


@pytest.mark.parametrize(
    ("change", "code", "where", "says"),
    [
        (lambda c: c["tests"][0].update(test="tugg"), "SF-C004", "tests[0].test", "tugg"),
        (
            lambda c: c["tests"][0]["trials"][0].update(time_s=1420),
            "SF-C005",
            "tests[0].trials[0].time_s",
            "1420 s is more than",
        ),
        (lambda c: c["tests"][0]["trials"][0].update(time_s=-1), "SF-C005", "tests[0].trials[0].time_s", "less than"),
        (
            lambda c: c["tests"][0].update(trials=[{"time_ms": 14200}]),
            "SF-C002",
            "tests[0].trials[0].time_ms",
            "not known here",
        ),
        (
            lambda c: c["tests"][0]["trials"][0].update(time_s="14.2 s"),
            "SF-C004",
            "tests[0].trials[0].time_s",
            "is not a number",
        ),
        (lambda c: c["patient"].update(birth_date="2027-01-01"), "SF-C007", "visit.date", "before the date of birth"),
        (lambda c: c["patient"].update(birth_date="1948-02-30"), "SF-C006", "patient.birth_date", "calendar"),
        (lambda c: c.update(colour="blue"), "SF-C002", "colour", "not known here"),
        (lambda c: c.update(schema="surefoot-case/2"), "SF-C009", "schema", "surefoot-case/2"),
        (lambda c: c.pop("schema"), "SF-C003", "schema", "does not say what it is"),
        (lambda c: c["visit"].pop("date"), "SF-C003", "visit", "date"),
        (
            lambda c: c["answers"]["fall_history"].update(falls_12m=-2),
            "SF-C005",
            "answers.fall_history.falls_12m",
            "less than",
        ),
        (
            lambda c: c["answers"]["fall_history"].update(falls_12m="two"),
            "SF-C004",
            "answers.fall_history.falls_12m",
            "two",
        ),
        (
            lambda c: c["decisions"].append({"suggestion": "magic", "decision": "accepted"}),
            "SF-C012",
            "decisions[0].suggestion",
            "magic",
        ),
        (
            lambda c: c["tests"][0].update(not_done={"reason": "unsafe"}),
            "SF-C010",
            "tests[0]",
            "also marked as not done",
        ),
        (
            lambda c: c["ledger"][0].update(start="2026-11-20 09:00"),
            "SF-C004",
            "ledger[0].start",
            "moment with its offset",
        ),
    ],
)
def test_each_fault_is_one_clear_error(
    change: Change, code: str, where: str, says: str, contract_case: dict[str, Any], knowledge: Knowledge
) -> None:
    faults = refused(change, contract_case, knowledge)
    assert [(fault.code, fault.where) for fault in faults] == [(code, where)]
    assert says in faults[0].says
    assert faults[0].do


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda c: c["ledger"][1].update(start="2026-11-20T09:03:00-05:00"), id="overlap"),
        pytest.param(lambda c: c["ledger"][0].update(end="2026-11-20T08:59:00-05:00"), id="ends before it starts"),
    ],
)
def test_a_ledger_that_cannot_be_is_refused(
    change: Change, contract_case: dict[str, Any], knowledge: Knowledge
) -> None:
    faults = refused(change, contract_case, knowledge)
    assert len(faults) == 1
    assert faults[0].code.startswith("SF-C1")
    assert "ledger" in faults[0].where
    assert faults[0].do


def test_a_visit_of_the_future_is_refused_by_the_clock_alone(
    contract_case: dict[str, Any], knowledge: Knowledge
) -> None:
    assert not faults_of(contract_case, knowledge)
    faults = refused(lambda c: None, contract_case, knowledge, today=date(2026, 11, 19))
    assert [fault.code for fault in faults] == ["SF-C008"]


def test_all_faults_of_a_case_are_told_at_once(contract_case: dict[str, Any], knowledge: Knowledge) -> None:
    def spoil(case: dict[str, Any]) -> None:
        case["colour"] = "blue"
        case["patient"]["sex"] = "F"
        case["tests"][0]["trials"][0]["time_s"] = 999
        case["ledger"][2]["activity"] = "chat"

    assert len(refused(spoil, contract_case, knowledge)) == 4


@pytest.mark.parametrize(
    "thing",
    [
        None,
        7,
        "case",
        [],
        {"schema": None},
        {"schema": "surefoot-case/1"},
        {"schema": "surefoot-case/1", "patient": [], "visit": 3},
    ],
)
def test_anything_that_is_no_case_is_refused_in_words(thing: Any, knowledge: Knowledge) -> None:
    faults = faults_of(thing, knowledge)
    assert faults
    assert all(fault.code.startswith("SF-C") and fault.says and fault.do for fault in faults)


@pytest.mark.parametrize(
    ("content", "code", "says"),
    [
        (b'{"schema": "surefoot-case/1", "patient": {"id": "P', "SF-C001", ""),
        (b'{"schema": "surefoot-case/1", "visit": {"date": "2026-01-05"}, ', "SF-C001", "truncated"),
        (b"tug 14.2 seconds", "SF-C001", "not JSON"),
        (b"\xff\xfe\x00", "SF-C001", "UTF-8"),
        (b"", "SF-C001", ""),
        (b'{"a": 1, "a": 2}', "SF-C015", '"a" stands twice'),
        (b'{"a": NaN}', "SF-C004", "NaN"),
        (b"[" * 100_000, "SF-C001", ""),
    ],
)
def test_a_file_that_cannot_be_read_says_so(content: bytes, code: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_bytes(content)
    with pytest.raises(CaseRefused) as caught:
        list(read_cases(path))
    (fault,) = caught.value.faults
    assert fault.code == code
    assert says in fault.says
    assert str(path) in fault.where


def test_a_file_of_fifty_megabytes_is_refused_without_reading_it_whole(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_bytes(b'{"schema": "' + b"x" * 50_000_000 + b'"}')
    with pytest.raises(CaseRefused) as caught:
        list(read_cases(path))
    assert [fault.code for fault in caught.value.faults] == ["SF-C017"]


def test_lines_are_streamed_and_each_answers_for_itself(contract_case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "cases.ndjson"
    long = b'{"a": "' + b"x" * 1_100_000 + b'"}\n'
    path.write_bytes(
        json.dumps(contract_case).encode() + b"\n" + b"{broken\n" + long + json.dumps(contract_case).encode()
    )
    reads = list(read_cases(path))
    assert [bool(read.faults) for read in reads] == [False, True, True, False]
    assert reads[2].faults[0].code == "SF-C017"


def test_an_array_of_cases_is_read_one_by_one(contract_case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "cases.json"
    path.write_text(json.dumps([contract_case, contract_case]))
    assert [read.where.rsplit(" ", 1)[1] for read in read_cases(path)] == ["1", "2"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda c: c["patient"].update(birth_date="1800-01-01"), "SF-C005"),
        (lambda c: c["tests"][0]["trials"][0].update(outcome="unable"), "SF-C019"),
        (
            lambda c: c["tests"].append(
                {"test": "gait_speed", "trials": [{"speed_mps": 1.5, "distance_m": 4, "time_s": 5}]}
            ),
            "SF-C019",
        ),
        (lambda c: c["answers"]["stay_independent"].update(holds_furniture="unsure\n"), "SF-C004"),
        (lambda c: c["visit"].update(reason="\ud800"), "SF-C001"),
        (lambda c: c.update(other_services=[{"code": "97161\n"}]), "SF-C004"),
    ],
)
def test_what_cannot_be_is_refused(
    change: Change, code: str, contract_case: dict[str, Any], knowledge: Knowledge
) -> None:
    assert [fault.code for fault in refused(change, contract_case, knowledge)] == [code]


def test_lines_are_read_under_any_name(contract_case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "cases.txt"
    path.write_text("\n".join([json.dumps(contract_case)] * 3))
    assert len([read for read in read_cases(path) if not read.faults]) == 3


@pytest.mark.parametrize("name", [".", "nowhere.json", "\x00"])
def test_what_is_no_file_says_so(name: str) -> None:
    with pytest.raises(CaseRefused) as caught:
        list(read_cases(Path(name)))
    assert [fault.code for fault in caught.value.faults] == ["SF-C016"]


def test_a_number_too_long_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text('{"a": ' + "9" * 6000 + "}")
    with pytest.raises(CaseRefused) as caught:
        list(read_cases(path))
    assert [fault.code for fault in caught.value.faults] == ["SF-C001"]
