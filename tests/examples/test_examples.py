"""Every example is assessed; what it must give stands in examples/expected.yaml with the reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from surefoot.assessment import assess
from surefoot.instruments import case_facts
from surefoot.knowledge import Knowledge

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((EXAMPLES / "expected.yaml").read_text("utf-8"))
NAMES = sorted(path.stem for path in (EXAMPLES / "cases").glob("*.json"))


def test_every_case_has_its_expectation() -> None:
    assert sorted(EXPECTED) == NAMES


@pytest.fixture(scope="module", params=NAMES)
def example(
    request: pytest.FixtureRequest, knowledge: Knowledge
) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    case = json.loads((EXAMPLES / "cases" / f"{request.param}.json").read_text("utf-8"))
    return EXPECTED[request.param], case, assess(case, knowledge)


def test_levels(example: Any) -> None:
    expected, _, result = example
    assert {id_: result["levels"][id_]["level"] for id_ in expected["levels"]} == expected["levels"]


@pytest.mark.parametrize("kind", ["factors", "findings"])
@pytest.mark.parametrize("answer", ["yes", "no", "not_known"])
def test_answers(example: Any, kind: str, answer: str) -> None:
    expected, _, result = example
    answers = {one["id"]: one["answer"] for one in result[kind]}
    wanted = dict.fromkeys(expected.get(f"{kind}_{answer}", ()), answer)
    assert {id_: answers[id_] for id_ in wanted} == wanted


def test_facts_and_what_is_missing(example: Any, knowledge: Knowledge) -> None:
    expected, case, result = example
    facts = case_facts(case, knowledge)
    assert all(facts[id_].value is True for id_ in expected.get("facts_yes", ()))
    assert all(facts[id_].value is None for id_ in expected.get("facts_not_known", ()))
    assert set(expected.get("missing_includes", ())) <= {one["id"] for one in result["missing"]}


def test_changes(example: Any) -> None:
    expected, _, result = example
    found = {change["id"]: round(change["difference"], 2) for change in result["changes"]}
    assert found == expected.get("changes", {})


def test_nothing_missing_is_ever_a_yes_to_the_code(example: Any) -> None:
    assert example[2]["billing"]["may_submit"] != "yes"


def test_every_number_leads_to_a_source(example: Any) -> None:
    """Each comparison, norm, effect and level names sources, and each is told in full."""
    result = example[2]
    cited = [part["source"] for score in result["scores"] for part in (*score["comparisons"], *score["norms"])]
    cited += [effect["source"] for factor in result["factors"] for effect in factor["effects"]]
    cited += [effect["source"] for one in result["suggestions"] for effect in one["evidence"]]
    cited += [level["sources"] for level in result["levels"].values()]
    assert all(cited)
    assert {source for sources in cited for source in sources} <= set(result["sources"])
