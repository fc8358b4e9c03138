"""The two readers give equal answers on rules and cases nobody thought of.

A fixed set of examples by default; SUREFOOT_EXAMPLES=5000 draws that many new ones.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from datetime import date

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from surefoot.engine.read_table import TableReader
from surefoot.engine.table_border import fact_columns, frame_of
from surefoot.knowledge import load
from surefoot.knowledge.expression import OPERATIONS, Node, Op
from surefoot.values import Facts
from tests.engine.agree import assert_agree
from tests.engine.generate import borders, packaged_case, rule_sets, tiny_cases, well_case
from tests.spec.tiny import Data, tiny

MORE = os.environ.get("SUREFOOT_EXAMPLES")
EXAMPLES = settings(
    max_examples=int(MORE or 200),
    derandomize=MORE is None,
    database=None,
    deadline=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)
FEWER = settings(EXAMPLES, max_examples=60, derandomize=True)
BEFORE, IN_FORCE = date(2019, 12, 31), date(2020, 1, 1)
TODAY = date(2026, 11, 20)


@EXAMPLES
@given(rule_sets(), st.lists(tiny_cases(), min_size=1, max_size=8), st.sampled_from((BEFORE, IN_FORCE, IN_FORCE)))
def test_random_rules_over_random_cases(page: Data, cases: list[Facts], day: date) -> None:
    knowledge = tiny(page)
    assert_agree(knowledge, knowledge.as_of(day), cases)


@EXAMPLES
@given(st.integers(0, 2**32), st.sampled_from((0.0, 0.1, 0.5, 0.9, 1.0)))
def test_random_cases_over_the_packaged_knowledge(seed: int, known: float) -> None:
    knowledge = load()
    view = knowledge.as_of(TODAY)
    chance = random.Random(seed)  # noqa: S311 - cases, not secrets
    facts, limits = fact_columns(knowledge), borders(knowledge, view)
    assert_agree(knowledge, view, [packaged_case(facts, limits, chance, known) for _ in range(10)])


def test_the_random_cases_reach_every_level() -> None:
    knowledge = load()
    reader = TableReader(knowledge, knowledge.as_of(TODAY))
    chance, limits = random.Random(1), borders(knowledge, reader.view)  # noqa: S311
    cases = [packaged_case(reader.facts, limits, chance, known) for known in (0.5, 0.9, 1.0) for _ in range(1500)]
    cases.append(well_case(reader.facts, limits, knowledge))
    answers = reader.read(frame_of(cases, reader.facts))
    for algorithm in knowledge.algorithms.values():
        assert set(answers[algorithm.id]) == {*algorithm.levels, "not_known", "not_applicable"}


def test_the_random_rules_use_every_operation() -> None:
    seen: set[str] = set()

    @FEWER
    @given(rule_sets())
    def look(page: Data) -> None:
        seen.update(name for rule in tiny(page).rules.values() for name in _operations(rule.node))

    look()
    assert seen >= set(OPERATIONS)


def _operations(node: Node) -> Iterator[str]:
    if isinstance(node, Op):
        yield node.name
        for part in node.parts:
            yield from _operations(part)
