"""Which rules rest on a fact or a level, straight or through other rules."""

from __future__ import annotations

from collections.abc import Mapping

from surefoot.knowledge import Knowledge, once_per_knowledge
from surefoot.knowledge.expression import references

LOOKED_UP_BY = frozenset({"patient.age_years", "patient.sex"})  # a rule that reads a table names only the table


@once_per_knowledge
def rules_on(knowledge: Knowledge) -> Mapping[str, frozenset[str]]:
    """By fact, value, table or level: the ids of all rules whose answer may change with it."""
    found: dict[str, set[str]] = {}
    below: dict[str, frozenset[str]] = {}
    for id_ in knowledge.rules:
        for part in _below(id_, knowledge, below):
            found.setdefault(part, set()).add(id_)
    return {part: frozenset(rules) for part, rules in found.items()}


def _below(id_: str, knowledge: Knowledge, known: dict[str, frozenset[str]]) -> frozenset[str]:
    """Everything one rule rests on that is no rule itself."""
    if id_ not in known:
        named = frozenset(references(knowledge.rules[id_].node))
        if named & knowledge.tables.keys():
            named |= LOOKED_UP_BY
        through = (_below(one, knowledge, known) for one in named if one in knowledge.rules)
        known[id_] = (named - knowledge.rules.keys()).union(*through)
    return known[id_]
