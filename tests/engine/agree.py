"""What each reader answers to everything, in one shape, so that the two can be held against each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from surefoot.engine import CaseReader
from surefoot.engine.read_table import TableReader
from surefoot.engine.table_border import frame_of
from surefoot.engine.table_numbers import high_name, low_name
from surefoot.knowledge import Knowledge, View
from surefoot.plan import suggest
from surefoot.risk import read_levels
from surefoot.values import Facts

Answers = Mapping[str, Any]


def by_plain_reader(knowledge: Knowledge, view: View, facts: Facts) -> Answers:
    """Every rule, level and offer of one case, under the names of the table reader's columns."""
    reader = CaseReader(knowledge, view, facts)
    levels = read_levels(reader)
    found: dict[str, Any] = {id_: level.level for id_, level in levels.items()}
    for rule in knowledge.rules.values():
        if rule.kind == "score":
            bounds = reader.number(rule.node).bounds
            found |= {low_name(rule.id): bounds.low, high_name(rule.id): bounds.high}
        else:
            found[rule.id] = reader.answer(rule.id).answer.bool_or_none
    offered = {suggestion.id for suggestion in suggest(reader, {id_: reader.answer(id_) for id_ in knowledge.factors})}
    return found | {id_: id_ in offered for id_ in knowledge.interventions}


def by_table_reader(knowledge: Knowledge, view: View, cases: Sequence[Facts]) -> list[Answers]:
    """The same for a table of cases, in its order."""
    reader = TableReader(knowledge, view)
    return reader.read(frame_of(cases, reader.facts)).to_dicts()


def assert_agree(knowledge: Knowledge, view: View, cases: Sequence[Facts]) -> None:
    """Fails with the first case and the answers that differ."""
    rows = by_table_reader(knowledge, view, cases)
    assert len(rows) == len(cases)
    for facts, row in zip(cases, rows, strict=True):
        plain = by_plain_reader(knowledge, view, facts)
        assert plain.keys() == row.keys()
        differ = {name: (plain[name], row[name]) for name in plain if plain[name] != row[name]}
        assert not differ, f"plain and table differ in {differ} on {facts}"
