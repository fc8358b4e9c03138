"""surefoot acknowledgement: what came back, in words; a code nobody knows is shown as it came and is no acceptance."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.interop.test_hostile import ANSWER_999
from tests.interop.test_x12 import ANSWERS_277

from surefoot.cli import main


@pytest.mark.parametrize(
    ("status", "action", "code", "says"),
    [
        ("A2:20:PR", "WQ", 0, "277CA  claim SYN-0001, 150 USD: accepted (A2:20:PR)"),
        ("A1:19:PR", "WQ", 1, "277CA  claim SYN-0001, 150 USD: received (A1:19:PR)"),
        ("A7:562:85", "U", 1, "277CA  claim SYN-0001, 150 USD: rejected (A7:562:85)"),
        ("Q9:1", "WQ", 1, "277CA  claim SYN-0001, 150 USD: not known (Q9:1)"),
    ],
)
def test_a_277ca_in_words(status: str, action: str, code: int, says: str, tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "answer.277"
    file.write_text(ANSWERS_277.format(status=status, action=action), "latin-1")
    assert main(["acknowledgement", str(file)]) == code
    assert capsys.readouterr().out.strip() == says


def test_a_999_in_words_and_as_data(tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "answer.999"
    file.write_text(ANSWER_999, "latin-1")
    assert main(["acknowledgement", str(file)]) == 1
    assert "segment CLM at place 22: error 8, 1" in capsys.readouterr().out
    assert main(["acknowledgement", str(file), "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)[0]["result"] == "rejected"


def test_what_is_no_answer_is_one_clear_fault(tmp_path: Path, capsys: Any) -> None:
    assert main(["acknowledgement", str(tmp_path / "nothing.999")]) == 2
    assert "SF-B031" in capsys.readouterr().err
