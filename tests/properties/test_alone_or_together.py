"""A case is answered alike alone, in a list, one a line, in another process; and whatever it holds, the answer has the published shape."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from surefoot.assessment import assess, assessment_schema
from surefoot.assessment.assess import faults_of
from surefoot.cases import case_schema
from surefoot.cases.check import shape
from surefoot.cli import main
from surefoot.errors import CaseRefused
from surefoot.knowledge import Knowledge, load
from tests.cases.test_hostile import PLACES, changed
from tests.properties.random_cases import random_cases

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "cases"
RANDOM = 10
SPOILT = (None, [], {}, "", "unsure", -1, 10**12, 0.1, True, "2026-02-30", "<script>", "\x00", ["x"], {"test": "tug"})


def cases() -> list[dict[str, Any]]:
    """Every example, and random ones."""
    examples = [json.loads(path.read_text("utf-8")) for path in sorted(EXAMPLES.glob("*.json"))]
    return [*examples, *(dict(case) for case in random_cases(load(), 21, RANDOM))]


def test_no_random_case_is_refused_and_every_answer_has_the_published_shape(knowledge: Knowledge) -> None:
    shape = Draft202012Validator(assessment_schema())
    for case in cases():
        assert not faults_of(case, knowledge)
        assert not [error.json_path for error in shape.iter_errors(assess(case, knowledge))]


@pytest.mark.parametrize("one_a_line", [True, False])
def test_many_cases_are_answered_as_each_alone(
    knowledge: Knowledge, tmp_path: Path, capsys: pytest.CaptureFixture[str], one_a_line: bool
) -> None:
    path = tmp_path / ("cases.ndjson" if one_a_line else "cases.json")
    lines = [json.dumps(case) for case in cases()]
    path.write_text("\n".join(lines) if one_a_line else f"[{','.join(lines)}]", "utf-8")
    assert main(["assess", str(path)]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert told == [json.loads(json.dumps(assess(case, knowledge))) for case in cases()]


def test_the_order_of_cases_says_nothing(knowledge: Knowledge) -> None:
    """Nothing of one case stays for the next."""
    forth = [assess(case, knowledge) for case in cases()]
    back = [assess(case, knowledge) for case in reversed(cases())]
    assert forth == back[::-1]


def test_two_processes_write_the_same_bytes() -> None:
    assert len({_digest(seed) for seed in ("0", "1")}) == 1


def _digest(seed: str) -> str:
    command = [sys.executable, "-c", "from tests.properties.test_alone_or_together import digest; print(digest())"]
    root = str(Path(__file__).resolve().parents[2])
    around = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join([root, *sys.path])}
    return subprocess.run(command, env=around, cwd=root, check=True, capture_output=True, text=True).stdout.strip()


def digest() -> str:
    """One SHA-256 over the canonical JSON of every answer."""
    whole = hashlib.sha256()
    for case in cases():
        whole.update(json.dumps(assess(case), sort_keys=True, ensure_ascii=False).encode())
    return whole.hexdigest()


def test_a_spoilt_place_gives_an_answer_of_the_published_shape_or_faults(knowledge: Knowledge) -> None:
    shape = Draft202012Validator(assessment_schema())
    for case in _spoilt():
        try:
            answer = assess(case, knowledge)
        except CaseRefused as refused:
            assert refused.faults
        else:
            assert shape.is_valid(answer)


def test_the_quick_check_of_a_case_finds_what_the_published_schema_finds(knowledge: Knowledge) -> None:
    quick, published = shape(knowledge).telling, Draft202012Validator(case_schema(knowledge))
    for case in _spoilt():
        assert _errors(quick, case) == _errors(published, case)


def test_the_compiled_check_says_yes_just_where_nothing_is_wrong(knowledge: Knowledge) -> None:
    both, published = shape(knowledge), Draft202012Validator(case_schema(knowledge))
    said = [(both.holds(case), not _errors(published, case)) for case in _spoilt()]
    assert all(quick == slow for quick, slow in said)
    assert {quick for quick, _ in said} == {True, False}


@pytest.mark.parametrize("value", [float("inf"), float("nan"), (), {1: 2}, "\ud800", object()])
def test_the_compiled_check_is_not_asked_of_what_json_cannot_hold(knowledge: Knowledge, value: Any) -> None:
    both, case = shape(knowledge), {"schema": "surefoot-case/1", "patient": {}, "visit": {"date": "2026-11-20"}}
    assert both.holds(case)
    assert not both.holds({**case, "answers": {"home": {"loose_rugs": value}}})


def _errors(checks: Draft202012Validator, case: Any) -> list[tuple[str, str]]:
    return sorted((error.json_path, error.message) for error in checks.iter_errors(case))


def _spoilt() -> Iterator[Any]:
    for number, place in enumerate(PLACES[::2]):
        yield changed(place, SPOILT[number % len(SPOILT)], remove=number % 5 == 0)
