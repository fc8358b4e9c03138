"""The table reader: the same rules as the plain reader, over tables of cases, without trace.

Raw Polars stays inside this package: the traps of null and NaN are met here, once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import overload

import polars as pl

from surefoot.engine.table_border import admit, fact_columns
from surefoot.engine.table_levels import (
    certain,
    certain_name,
    first_certain,
    level,
    offered,
    offered_name,
    row_name,
    uncovered,
)
from surefoot.engine.table_lookups import Lookups
from surefoot.engine.table_numbers import high_name, low_name
from surefoot.engine.table_rules import RuleColumns
from surefoot.errors import Fault
from surefoot.knowledge import Knowledge, View
from surefoot.knowledge.expression import Node, Op, references
from surefoot.knowledge.model import Algorithm, Entry, Rule

_GROUP_OF: Mapping[str, str] = {"score": "scores", "row": "rows", "finding": "findings", "factor": "factors"}
GROUPS = (*_GROUP_OF.values(), "levels", "suggestions")
"""What can be asked of the reader; `rows` are the rows of the decision tables."""


@dataclass(frozen=True, slots=True)
class _Step:
    """Columns that are worked out together, and the steps that must come before."""

    columns: tuple[pl.Expr, ...]
    needs: frozenset[str]


class TableReader:
    """Answers every rule, level and offer for a table of cases as of one view.

    Takes one row a case and one nullable column a fact: Boolean for yes or no, numbers, String for a choice; an absent column was asked of
    nobody. Gives, in the order of `columns`: each finding, factor and decision-table row as Boolean (null: not known), each
    questionnaire score as `<id>:low` and `<id>:high` (infinite where it may lie anywhere), each level as String (with `not_known`,
    `not_applicable`), each intervention as Boolean (offered on a card of its own or not, never null). Rows keep their order.
    """

    def __init__(self, knowledge: Knowledge, view: View) -> None:
        self.knowledge, self.view = knowledge, view
        self.facts = fact_columns(knowledge)
        self._lookups = Lookups(view.tables, _looked_up(self._nodes()))
        self._columns = RuleColumns(knowledge, view, self.facts, self._lookups)
        steps = dict(self._steps())
        self._stages = [[column for name in stage for column in steps[name].columns] for stage in _stages(steps)]
        self._groups = dict(self._outputs())
        self.columns = tuple(self._groups)

    @overload
    def read(self, frame: pl.DataFrame, keep: Iterable[str] = (), give: Iterable[str] = GROUPS) -> pl.DataFrame: ...
    @overload
    def read(self, frame: pl.LazyFrame, keep: Iterable[str] = (), give: Iterable[str] = GROUPS) -> pl.LazyFrame: ...
    def read(
        self, frame: pl.DataFrame | pl.LazyFrame, keep: Iterable[str] = (), give: Iterable[str] = GROUPS
    ) -> pl.DataFrame | pl.LazyFrame:
        """Read every case; the columns in `keep` (a case id, a fact) pass through and come first, then the answers of the groups in `give`.

        Rules that no answer asked for rests on are not worked out; every fact is checked all the same. Raises Refused, before any rule is
        read, with every column that is no fact, has another type, or holds NaN, infinity or a word that is no choice, and every group there
        is not. A LazyFrame gives a LazyFrame, after one pass over the facts for that check.
        """
        kept, asked = tuple(dict.fromkeys(keep)), frozenset(give)
        staged = self._lookups.add(admit(frame.lazy(), self.facts, kept, self.columns, _unknown(asked)))
        for stage in self._stages:
            staged = staged.with_columns(stage)
        answered = staged.select(*kept, *(column for column, group in self._groups.items() if group in asked))
        return answered if isinstance(frame, pl.LazyFrame) else answered.collect()

    def _nodes(self) -> Iterator[Node]:
        yield from (rule.node for rule in self.knowledge.rules.values())
        yield from (node for entry in self.knowledge.interventions.values() for node in entry.nodes.values())

    def _outputs(self) -> Iterator[tuple[str, str]]:
        """Each column of answers, with the group it belongs to."""
        for rule in self.knowledge.rules.values():
            names = (low_name(rule.id), high_name(rule.id)) if rule.kind == "score" else (rule.id,)
            yield from ((name, _GROUP_OF[rule.kind]) for name in names)
        yield from ((id_, "levels") for id_ in self.knowledge.algorithms)
        yield from ((id_, "suggestions") for id_ in self.knowledge.interventions)

    def _steps(self) -> Iterator[tuple[str, _Step]]:
        for rule in self.knowledge.rules.values():
            yield rule.id, _Step(self._rule(rule), self._needs(references(rule.node)))
        for algorithm in self.knowledge.algorithms.values():
            yield from self._algorithm(algorithm)
        for entry in self.knowledge.interventions.values():
            yield from self._offer(entry)

    def _needs(self, ids: Iterable[str]) -> frozenset[str]:
        return frozenset(id_ for id_ in ids if id_ in self.knowledge.rules or id_ in self.knowledge.algorithms)

    def _rule(self, rule: Rule) -> tuple[pl.Expr, ...]:
        if rule.kind != "score":
            return (self._columns.answer(rule.node).alias(rule.id),)
        number = self._columns.number(rule.node)
        return number.low.alias(low_name(rule.id)), number.high.alias(high_name(rule.id))

    def _algorithm(self, algorithm: Algorithm) -> Iterator[tuple[str, _Step]]:
        rows = frozenset(step.rule for step in algorithm.steps if step.rule is not None)
        name = row_name(algorithm)
        yield name, _Step((first_certain(algorithm).alias(name),), rows)
        yield algorithm.id, _Step((level(algorithm).alias(algorithm.id),), frozenset({name, algorithm.applies}))

    def _offer(self, entry: Entry) -> Iterator[tuple[str, _Step]]:
        node = entry.nodes.get("offer_when")
        needs = self._needs((*entry["for"], *(references(node) if node is not None else ())))
        limit = self._columns.answer(node) if node is not None else None
        columns = (
            offered(entry["for"], limit).alias(offered_name(entry.id)),
            certain(entry["for"], limit).alias(certain_name(entry.id)),
        )
        yield offered_name(entry.id), _Step(columns, needs)
        coverers = {
            by: [factor for factor in entry["for"] if factor not in self.knowledge.interventions[by]["for"]]
            for by in entry.get("covered_by", ())
        }
        before = frozenset((*needs, *(offered_name(by) for by in (entry.id, *coverers))))
        yield entry.id, _Step((uncovered(entry.id, coverers).alias(entry.id),), before)


def _unknown(asked: frozenset[str]) -> Iterator[Fault]:
    for group in sorted(asked - set(GROUPS)):
        yield Fault(
            "SF-T007",
            f"give {group}",
            f'No group of answers is called "{group}".',
            f"Use some of: {', '.join(GROUPS)}.",
        )


def _looked_up(nodes: Iterable[Node]) -> Iterator[str]:
    """The tables some rules look up."""
    for node in nodes:
        if isinstance(node, Op):
            yield from references(node) if node.name == "lookup" else _looked_up(node.parts)


def _stages(steps: dict[str, _Step]) -> Iterator[tuple[str, ...]]:
    """The steps in stages: each stage needs only the ones before it."""
    order = TopologicalSorter({name: step.needs for name, step in steps.items()})
    order.prepare()
    while order.is_active():
        stage = order.get_ready()
        yield stage
        order.done(*stage)
