"""The published JSON Schemas are what is accepted and given: tried from both sides."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from surefoot.assessment import assess, assessment_schema
from surefoot.assessment.assess import faults_of
from surefoot.cases import case_schema
from surefoot.knowledge import Knowledge

CASES = Path(__file__).resolve().parents[2] / "examples" / "cases"


@pytest.fixture(scope="module")
def answer_validator() -> Draft202012Validator:
    schema = assessment_schema()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("path", sorted(CASES.glob("*.json")), ids=lambda path: path.stem)
def test_examples_fit_and_so_does_every_answer(
    path: Path, knowledge: Knowledge, answer_validator: Draft202012Validator
) -> None:
    case = json.loads(path.read_text("utf-8"))
    schema = case_schema(knowledge)
    Draft202012Validator.check_schema(schema)
    assert Draft202012Validator(schema).is_valid(case)
    errors = [
        f"{error.json_path}: {error.message[:150]}" for error in answer_validator.iter_errors(assess(case, knowledge))
    ]
    assert not errors


def test_the_least_case_is_answered(knowledge: Knowledge, answer_validator: Draft202012Validator) -> None:
    least = {"schema": "surefoot-case/1", "patient": {}, "visit": {"date": "2026-01-05"}}
    assert answer_validator.is_valid(assess(least, knowledge))


def spoiled(value: Any) -> Iterator[Any]:
    """The same data with one place broken: a key nobody knows in each object."""
    if isinstance(value, dict):
        yield {**value, "unheard_of": 1}
        for key, part in value.items():
            for worse in spoiled(part):
                yield {**value, key: worse}
    elif isinstance(value, list):
        for index, part in enumerate(value):
            for worse in spoiled(part):
                yield [*value[:index], worse, *value[index + 1 :]]


def test_what_the_schema_refuses_the_reader_refuses_and_the_other_way(
    contract_case: dict[str, Any], knowledge: Knowledge
) -> None:
    validator = Draft202012Validator(case_schema(knowledge))
    tried = 0
    for worse in spoiled(contract_case):
        tried += 1
        assert not validator.is_valid(worse)
        assert faults_of(worse, knowledge)
    assert tried > 20


def test_an_answer_with_a_strange_key_is_not_an_assessment(
    contract_case: dict[str, Any], knowledge: Knowledge, answer_validator: Draft202012Validator
) -> None:
    answer = assess(contract_case, knowledge)
    for key in ("scores", "factors", "suggestions", "findings"):
        worse = copy.deepcopy(answer)
        worse[key][0]["unheard_of"] = 1
        assert not answer_validator.is_valid(worse)
    worse = copy.deepcopy(answer)
    worse["billing"]["units_next"] = 1
    assert not answer_validator.is_valid(worse)
