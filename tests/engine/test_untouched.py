"""A rule that rests on nothing a case was asked is not read again for it; its answer and trace are those of reading it."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surefoot.engine import CaseReader, Trace
from surefoot.engine.read_case import untouched
from surefoot.engine.table_border import fact_columns
from surefoot.knowledge import Knowledge, View, load
from surefoot.risk import read_levels
from surefoot.values import Facts
from tests.engine.generate import borders, packaged_case, rule_sets, tiny_cases
from tests.engine.test_readers_agree import BEFORE, FEWER, IN_FORCE
from tests.spec.tiny import Data, tiny

TODAY = date(2026, 11, 20)


def everything(knowledge: Knowledge, view: View, facts: Facts, *, anew: bool) -> dict[str, Trace]:
    reader = CaseReader(knowledge, view, facts)
    if anew:
        reader._answers.clear()
    levels = {id_: level.trace for id_, level in read_levels(reader).items()}
    return levels | {id_: reader.answer(id_) for id_, rule in knowledge.rules.items() if rule.kind != "score"}


@FEWER
@given(rule_sets(), tiny_cases(), st.sampled_from((BEFORE, IN_FORCE)))
def test_random_rules(page: Data, facts: Facts, day: date) -> None:
    knowledge = tiny(page)
    view = knowledge.as_of(day)
    assert everything(knowledge, view, facts, anew=False) == everything(knowledge, view, facts, anew=True)


@pytest.mark.parametrize("known", [0.0, 0.02, 0.1, 0.5, 1.0])
def test_the_packaged_rules(known: float) -> None:
    knowledge = load()
    view, chance = knowledge.as_of(TODAY), random.Random(3)  # noqa: S311 - cases, not secrets
    limits = borders(knowledge, view)
    for _ in range(12):
        facts = packaged_case(fact_columns(knowledge), limits, chance, known)
        assert everything(knowledge, view, facts, anew=False) == everything(knowledge, view, facts, anew=True)


def test_it_spares_most_rules_of_a_case_that_tells_little() -> None:
    knowledge = load()
    told = next(id_ for id_ in knowledge.tests["tug"].data["scores"])["id"]
    facts = {told: packaged_case(fact_columns(knowledge), {}, random.Random(1), 1.0)[told]}  # noqa: S311
    spared = untouched(knowledge, knowledge.as_of(TODAY), facts)
    assert "tug_slow_steadi" not in spared
    assert len(spared) > len(knowledge.rules) / 2
