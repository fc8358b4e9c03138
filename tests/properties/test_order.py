"""Order says nothing: of trials (where the protocol takes the best or the mean), tests, answers, medicines, spans, decisions and cases.

Where a protocol takes the first or the last trial, their order is the measurement: those tests keep it.
"""

from __future__ import annotations

import random
from typing import Any

import pytest

from surefoot.assessment import assess
from surefoot.knowledge import Knowledge
from tests.properties.random_cases import random_cases
from tests.properties.same import canonical

CASES = 15
Case = dict[str, Any]


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_what_a_case_lists_changes_nothing(knowledge: Knowledge, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - an order, not a secret
    for case in random_cases(knowledge, seed, CASES):
        assert canonical(assess(shuffled(dict(case), knowledge, chance), knowledge)) == canonical(
            assess(case, knowledge)
        )


def test_the_order_of_trials_is_kept_only_where_it_is_the_measurement(knowledge: Knowledge) -> None:
    kept = {id_ for id_ in knowledge.tests if not order_is_free(knowledge, id_)}
    free = set(knowledge.tests) - kept
    assert "gait_speed" in free
    assert "tug" in kept


def order_is_free(knowledge: Knowledge, test: str) -> bool:
    """Does every score of a test take the best or the mean of its trials?"""
    return all(score["pick"] in ("best", "mean") for score in knowledge.tests[test]["scores"])


def shuffled(case: Case, knowledge: Knowledge, chance: random.Random) -> Case:
    """The same case in another order: keys, tests, trials that have no order, medicines, spans, decisions, providers."""
    mixed = {key: case[key] for key in _mixed(list(case), chance)}
    for key in ("ledger", "decisions", "providers"):
        if key in mixed:
            mixed[key] = _mixed(mixed[key], chance)
    if "answers" in mixed:
        answers = {form: mixed["answers"][form] for form in _mixed(list(mixed["answers"]), chance)}
        mixed["answers"] = {form: _form(given, chance) for form, given in answers.items()}
    if "tests" in mixed:
        mixed["tests"] = [_test(test, knowledge, chance) for test in _mixed(mixed["tests"], chance)]
    return mixed


def _form(given: Any, chance: random.Random) -> Any:
    if isinstance(given, list):
        return _mixed(given, chance)
    return {key: given[key] for key in _mixed(list(given), chance)} if isinstance(given, dict) else given


def _test(test: Case, knowledge: Knowledge, chance: random.Random) -> Case:
    free = "trials" in test and order_is_free(knowledge, test["test"]) and not _alike(test["trials"])
    return {**test, "trials": _mixed(test["trials"], chance)} if free else test


def _alike(trials: list[Case]) -> bool:
    """Do two trials measure the same? Of two alike the first is the one that is described, with its aid and its side."""
    measured = [(key, value) for trial in trials for key, value in trial.items() if isinstance(value, int | float)]
    return len(set(measured)) < len(measured)


def _mixed(parts: list[Any], chance: random.Random) -> list[Any]:
    return chance.sample(parts, len(parts))
