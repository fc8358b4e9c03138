"""Commands as a user runs them: what they print, where, and with which exit code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from surefoot.cli import main

CASES = Path(__file__).resolve().parents[2] / "examples" / "cases"
CONTRACT = str(CASES / "contract.json")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_assess_says_levels_factors_and_the_decision(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "assess", CONTRACT)
    assert (code, err) == (0, "")
    for words in (
        "CDC STEADI screening (2019): at risk",
        "Previous falls",
        "balance_exercise",
        "CPT 97750: may be submitted: not known",
        "R25",
    ):
        assert words in out


def test_explain_prints_comparison_value_cut_off_and_source(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "assess", CONTRACT, "--explain")
    line = next(line for line in out.splitlines() if "tug_slow_steadi" in line and "14.2 s" in line)
    assert "14.2 s ≥ 12 s" in line
    assert "cdc-steadi-tug-2017" in line
    assert "├─" in out
    assert "SOURCES" in out


def test_json_is_the_assessment(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "assess", CONTRACT, "--format", "json")
    assert json.loads(out)["schema"] == "surefoot-assessment/1"


def test_check_asks_the_question(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "assess", CONTRACT, "--check")[0] == 1


def test_as_of_another_day(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "assess", CONTRACT, "--as-of", "1999-01-01", "--format", "json")
    assert json.loads(out)["levels"]["steadi_2019"]["level"] == "not_known"


def test_several_cases_answer_one_line_each(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, contract_case: dict[str, Any]
) -> None:
    path = tmp_path / "cases.ndjson"
    wrong = {**contract_case, "colour": "blue"}
    path.write_text("\n".join(json.dumps(case) for case in (contract_case, wrong, contract_case)))
    code, out, err = run(capsys, "assess", str(path))
    answers = [json.loads(line) for line in out.splitlines()]
    assert code == 2
    assert ["faults" in answer for answer in answers] == [False, True, False]
    assert "3 cases, 1 refused" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ("assess", "nowhere.json"),
        ("note", CONTRACT, "-o", "note.docx"),
        ("knowledge", "show", "tug.limt"),
        ("units", "97750=x"),
    ],
)
def test_bad_input_is_one_clear_error_and_exit_code_two(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, *arguments)
    assert code == 2
    assert out == ""
    assert err.startswith("SF-")
    assert "Traceback" not in err
    assert "  do     " in err


@pytest.mark.parametrize("suffix", [".txt", ".html", ".json", ".pdf"])
def test_note_and_handout_are_written_whole(suffix: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for command in ("note", "handout"):
        path = tmp_path / f"{command}{suffix}"
        code, out, err = run(capsys, command, CONTRACT, "-o", str(path))
        assert (code, out) == (0, "")
        assert str(path) in err
        assert path.stat().st_size > 500
    assert sorted(found.name for found in tmp_path.iterdir()) == [f"handout{suffix}", f"note{suffix}"]


def test_a_note_that_cannot_be_written_leaves_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, _, err = run(capsys, "note", CONTRACT, "-o", str(tmp_path / "missing" / "note.txt"))
    assert code == 2
    assert "SF-X002" in err
    assert not list(tmp_path.iterdir())


def test_units_says_how(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "units", "--policy", "cms", "97750=10", "97112=12", "--format", "json")
    answer = json.loads(out)
    assert {key: answer[key] for key in ("policy", "total_minutes", "total_units", "units", "tie")} == {
        "policy": "cms",
        "total_minutes": 22,
        "total_units": 1,
        "units": {"97750": 0, "97112": 1},
        "tie": False,
    }
    _, text, _ = run(capsys, "units", "97750=24:30")
    assert "2 units" in text


def test_knowledge_list_show_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert "tug.limit_steadi" in run(capsys, "knowledge", "list", "tug.")[1]
    shown = run(capsys, "knowledge", "show", "tug.limit_steadi")[1]
    assert "CDC STEADI" in shown
    assert '"confidence": "verified"' in shown
    code, out, _ = run(capsys, "knowledge", "check")
    assert code == 0
    assert "no fault" in out
    assert "unverified" in out


def test_knowledge_check_tells_the_faults_of_a_folder(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("kind: sources\nsources:\n  - {id: x, cites: y}\n")
    code, _, err = run(capsys, "knowledge", "check", str(tmp_path))
    assert code == 2
    assert "bad.yaml line 3" in err
    assert "SF-K003" in err


@pytest.mark.parametrize("what", ["case", "assessment"])
def test_schema_prints_json(what: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(run(capsys, "schema", what)[1])["title"] == f"surefoot-{what}/1"


@pytest.mark.parametrize("command", ["assess", "note", "handout", "units", "knowledge", "schema", "serve", "demo"])
def test_every_command_has_help_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([command, "--help"])
    assert left.value.code == 0
    assert "Example" in capsys.readouterr().out


def test_a_fault_of_ours_is_exit_code_three_and_tells_no_data(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("patient Demo was born in 1948")

    monkeypatch.setattr("surefoot.cli.assess.assess", fail)
    code, _, err = run(capsys, "assess", CONTRACT)
    assert code == 3
    assert "SF-X900" in err
    assert "1948" not in err
