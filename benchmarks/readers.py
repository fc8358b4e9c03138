"""The same work done by each reader: every rule, level and offer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from surefoot.engine import CaseReader
from surefoot.knowledge import Knowledge, View
from surefoot.plan import suggest
from surefoot.risk import read_levels
from surefoot.values import Fact, Facts


def read_plainly(knowledge: Knowledge, view: View, facts: Facts) -> int:
    """Answer everything for one case, with trace; gives the number of answers."""
    reader = CaseReader(knowledge, view, facts)
    levels = read_levels(reader)
    numbers = [reader.number(rule.node) for rule in knowledge.rules.values() if rule.kind == "score"]
    answers = [reader.answer(rule.id) for rule in knowledge.rules.values() if rule.kind != "score"]
    suggest(reader, {id_: reader.answer(id_) for id_ in knowledge.factors})
    return len(levels) + len(numbers) + len(answers)


def facts_of(row: Mapping[str, Any]) -> Facts:
    """One row of a table as the facts of a case."""
    return {id_: Fact(value) for id_, value in row.items() if value is not None and id_ != "case_id"}
