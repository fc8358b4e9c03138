"""surefoot knowledge diff and catalogue as a user runs them."""

from __future__ import annotations

import json
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from surefoot.cases.read import Read
from surefoot.cli import main
from surefoot.cli.knowledge_diff import _cases, _state, _whole
from surefoot.knowledge import load
from surefoot.knowledge.loader import packaged_texts

CASES = Path(__file__).resolve().parents[2] / "examples" / "cases"
CONTRACT = str(CASES / "contract.json")
TUG = "instruments/tests/tug.yaml"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["knowledge", *arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.fixture
def pack(tmp_path: Path) -> str:
    """The packaged knowledge as a pack, with another limit of the Timed Up and Go."""
    texts = {text.name: text.text for text in packaged_texts()}
    limit = "{from: 2022-09-30, value: 15, source: [montero-odasso-2022, hicks-2024]"
    assert limit in texts[TUG]
    texts[TUG] = texts[TUG].replace(limit, limit.replace("15", "10"))
    steadi = "{from: 2017-01-01, value: 12, source: [cdc"
    texts[TUG] = texts[TUG].replace(steadi, steadi.replace("12", "20"))
    path = tmp_path / "pack.json"
    path.write_text(json.dumps(texts), encoding="utf-8")
    return str(path)


def test_nothing_differs_from_itself(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "diff", "packaged", "packaged", "--check")
    assert code == 0
    assert "No difference." in out


def test_diff_says_what_changed_and_who_reads_it(capsys: pytest.CaptureFixture[str], pack: str) -> None:
    code, out, err = run(capsys, "diff", "packaged", pack)
    assert (code, err) == (0, "")
    assert "0 added, 0 removed, 2 changed" in out
    lines = [line.strip() for line in out.splitlines()]
    place = lines.index("values[2017-01-01].value: 12 s → 20 s  [from 2017-01-01, cdc-steadi-tug-2017]")
    assert lines[place - 1].startswith("tug.limit_steadi  (value)")
    read_by = lines[place + 1]
    assert read_by.startswith("read by findings ")
    assert "tug_slow_steadi" in read_by
    assert "factors gait_balance_problem" in read_by


def test_check_asks_whether_anything_differs(capsys: pytest.CaptureFixture[str], pack: str) -> None:
    assert run(capsys, "diff", "packaged", pack, "--check")[0] == 1


def only_tug(case: dict[str, Any]) -> dict[str, Any]:
    """A person who fell, with a Timed Up and Go of 14.2 s and nothing else known of walking."""
    return {
        "schema": case["schema"],
        "patient": {"id": "SECRET-7", "birth_date": "1948-03-02", "sex": "female"},
        "visit": {"date": "2026-11-20"},
        "answers": {"fall_history": {"falls_12m": 1, "injurious_falls_12m": 0}},
        "tests": [{"test": "tug", "trials": [{"time_s": 14.2, "aid": "none"}]}],
    }


def test_cases_tell_whose_answers_change_and_nothing_of_the_patient(
    capsys: pytest.CaptureFixture[str], pack: str, tmp_path: Path, contract_case: dict[str, Any]
) -> None:
    unmoved = {**only_tug(contract_case), "tests": []}
    path = tmp_path / "cases.ndjson"
    path.write_text("\n".join(json.dumps(case) for case in (unmoved, only_tug(contract_case))), encoding="utf-8")
    code, out, _ = run(capsys, "diff", "packaged", pack, "--cases", str(path), "--format", "json")
    assert code == 0
    told = json.loads(out)["cases"]
    assert (told["compared"], told["refused"]) == (2, [])
    (changed,) = told["changed"]
    assert changed["where"] == f"{path} line 2"
    answers = {(answer["what"], answer["id"]): (answer["before"], answer["after"]) for answer in changed["answers"]}
    assert answers["factor", "gait_balance_problem"] == ("yes", "not_known")
    assert answers["suggestion", "tai_chi"] == ("suggested", None)
    assert not [words for words in ("SECRET-7", "1948-03-02", "14.2") if words in out]
    _, text, _ = run(capsys, "diff", "packaged", pack, "--cases", str(path))
    assert "CASES  2 compared, answers of 1 change, 0 refused by both" in text
    assert "factor gait_balance_problem: yes → not_known" in text
    assert "suggestion tai_chi: suggested → (nothing)" in text


def test_many_cases_are_read_one_by_one_and_counted_by_what_changes(
    capsys: pytest.CaptureFixture[str], pack: str, tmp_path: Path, contract_case: dict[str, Any]
) -> None:
    """A line that cannot be read stops nothing; the same change in many cases is one line with its count."""
    case = json.dumps(only_tug(contract_case))
    path = tmp_path / "cases.ndjson"
    path.write_text("\n".join([case, "{broken", case, f'{{"x": "{"y" * 2_000_000}"}}', case]), encoding="utf-8")
    code, out, _ = run(capsys, "diff", "packaged", pack, "--cases", str(path), "--format", "json")
    told = json.loads(out)["cases"]
    assert (code, told["compared"], len(told["changed"])) == (2, 5, 3)
    assert [one["where"] for one in told["refused"]] == [f"{path} line 2", f"{path} line 4"]
    totals = {(one["what"], one["id"]): one["cases"] for one in told["totals"]}
    assert totals["factor", "gait_balance_problem"] == 3
    _, text, _ = run(capsys, "diff", "packaged", pack, "--cases", str(path))
    assert "in 3: factor gait_balance_problem: yes → not_known" in text


def test_no_more_than_one_case_is_held(pack: str, contract_case: dict[str, Any]) -> None:
    held: list[weakref.ref[Any]] = []

    class Held(dict[str, Any]):
        """A case whose end can be seen."""

    def reads() -> Iterator[Read]:
        for number in range(3):
            assert not [one for one in held[:-1] if one() is not None]
            case = Held(only_tug(contract_case))
            held.append(weakref.ref(case))
            yield Read(f"line {number}", case)

    told = _cases(reads(), load(), _whole(_state(pack)))
    assert told["compared"] == len(held)


def test_a_case_that_both_refuse_is_told_by_its_codes(
    capsys: pytest.CaptureFixture[str], pack: str, tmp_path: Path, contract_case: dict[str, Any]
) -> None:
    contract_case["visit"]["mood"] = "SECRET-7"
    path = tmp_path / "case.json"
    path.write_text(json.dumps(contract_case), encoding="utf-8")
    code, out, _ = run(capsys, "diff", "packaged", pack, "--cases", str(path), "--format", "json")
    assert code == 2
    (refused,) = json.loads(out)["cases"]["refused"]
    assert refused["where"] == str(path)
    assert refused["codes"]
    assert "SECRET-7" not in out


def test_a_state_of_another_form_assesses_no_case(
    capsys: pytest.CaptureFixture[str], pack: str, tmp_path: Path
) -> None:
    texts = json.loads(Path(pack).read_text("utf-8"))
    texts[TUG] = texts[TUG].replace("label: Timed Up and Go", "former_key: x\nlabel: Timed Up and Go", 1)
    old = tmp_path / "old.json"
    old.write_text(json.dumps(texts), encoding="utf-8")
    code, out, _ = run(capsys, "diff", str(old), "packaged")
    assert code == 0
    assert "not in the form of this release (faults: 1)" in out
    assert "former_key: x → (nothing)" in out
    code, out, err = run(capsys, "diff", str(old), "packaged", "--cases", CONTRACT)
    assert (code, out) == (2, "")
    assert "SF-K003" in err


def test_a_place_that_is_not_there_is_one_clear_error(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "diff", "nowhere", "packaged")
    assert (code, out) == (2, "")
    assert err.startswith("SF-X007")
    assert "nowhere" in err


@pytest.mark.parametrize("part", ["diff", "catalogue"])
def test_help_has_an_example(part: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["knowledge", part, "--help"])
    assert left.value.code == 0
    assert "Example" in capsys.readouterr().out
