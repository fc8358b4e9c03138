"""The table reader: the same rules as the plain reader, over tables of cases, without trace.

Raw Polars stays inside this package: the traps of null and NaN are met here, once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import overload

import polars as pl

from surefoot.engine.table_answers import ANSWERS
from surefoot.engine.table_border import admit, fact_columns
from surefoot.engine.table_levels import NOT_KNOWN, first_certain, level, offered, row_name
from surefoot.engine.table_lookups import Lookups
from surefoot.engine.table_numbers import (
    COMPARISONS,
    UNKNOWN,
    Exact,
    NumberColumns,
    between,
    count_of,
    difference,
    high_name,
    low_name,
    named,
    weighted_sum,
)
from surefoot.knowledge import Knowledge, View
from surefoot.knowledge.expression import Node, Op, Ref, WeightedSum, Word, references, type_of
from surefoot.knowledge.model import Algorithm, Entry, Rule


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
    `not_applicable`), each intervention as Boolean (offered or not, never null). Rows keep their order.
    """

    def __init__(self, knowledge: Knowledge, view: View) -> None:
        self.knowledge, self.view = knowledge, view
        self.facts = fact_columns(knowledge)
        self._types = {id_: column.type for id_, column in self.facts.items()} | dict.fromkeys(
            knowledge.values, "number"
        )
        self._lookups = Lookups(view.tables, _looked_up(self._nodes()))
        steps = dict(self._steps())
        self._stages = [[column for name in stage for column in steps[name].columns] for stage in _stages(steps)]
        self.columns = tuple(self._outputs())

    @overload
    def read(self, frame: pl.DataFrame, keep: Iterable[str] = ()) -> pl.DataFrame: ...
    @overload
    def read(self, frame: pl.LazyFrame, keep: Iterable[str] = ()) -> pl.LazyFrame: ...
    def read(self, frame: pl.DataFrame | pl.LazyFrame, keep: Iterable[str] = ()) -> pl.DataFrame | pl.LazyFrame:
        """Read every case; the columns in `keep` (a case id, a fact) pass through and come first.

        Raises Refused, before any rule is read, with every column that is no fact, has another type, or holds NaN, infinity or a word that
        is no choice. A LazyFrame gives a LazyFrame, after one pass over the facts for that check.
        """
        kept = tuple(dict.fromkeys(keep))
        staged = self._lookups.join(admit(frame.lazy(), self.facts, kept, self.columns))
        for stage in self._stages:
            staged = staged.with_columns(stage)
        answered = staged.select(*kept, *self.columns)
        return answered if isinstance(frame, pl.LazyFrame) else answered.collect()

    def _nodes(self) -> Iterator[Node]:
        yield from (rule.node for rule in self.knowledge.rules.values())
        yield from (node for entry in self.knowledge.interventions.values() for node in entry.nodes.values())

    def _outputs(self) -> Iterator[str]:
        for rule in self.knowledge.rules.values():
            yield from (low_name(rule.id), high_name(rule.id)) if rule.kind == "score" else (rule.id,)
        yield from (*self.knowledge.algorithms, *self.knowledge.interventions)

    def _steps(self) -> Iterator[tuple[str, _Step]]:
        for rule in self.knowledge.rules.values():
            yield rule.id, _Step(self._rule(rule), self._needs(references(rule.node)))
        for algorithm in self.knowledge.algorithms.values():
            yield from self._algorithm(algorithm)
        for entry in self.knowledge.interventions.values():
            yield entry.id, self._offer(entry)

    def _needs(self, ids: Iterable[str]) -> frozenset[str]:
        return frozenset(id_ for id_ in ids if id_ in self.knowledge.rules or id_ in self.knowledge.algorithms)

    def _rule(self, rule: Rule) -> tuple[pl.Expr, ...]:
        if rule.kind != "score":
            return (self._answer(rule.node).alias(rule.id),)
        number = self._number(rule.node)
        return number.low.alias(low_name(rule.id)), number.high.alias(high_name(rule.id))

    def _algorithm(self, algorithm: Algorithm) -> Iterator[tuple[str, _Step]]:
        rows = frozenset(step.rule for step in algorithm.steps if step.rule is not None)
        name = row_name(algorithm)
        yield name, _Step((first_certain(algorithm).alias(name),), rows)
        yield algorithm.id, _Step((level(algorithm).alias(algorithm.id),), frozenset({name, algorithm.applies}))

    def _offer(self, entry: Entry) -> _Step:
        node = entry.nodes.get("offer_when")
        named_in_node = references(node) if node is not None else ()
        column = offered(entry["for"], self._answer(node) if node is not None else None)
        return _Step((column.alias(entry.id),), self._needs((*entry["for"], *named_in_node)))

    def _answer(self, node: Node) -> pl.Expr:
        if isinstance(node, Ref):
            return pl.col(node.id)
        if not isinstance(node, Op):
            raise TypeError(f"{node!r} gives no answer")
        if node.name in COMPARISONS:
            return COMPARISONS[node.name](self._number(node.parts[0]), self._number(node.parts[1]))
        if node.name in ANSWERS:
            return ANSWERS[node.name]([self._answer(part) for part in node.parts])
        if node.name == "between":
            number, lowest, highest = (self._number(part) for part in node.parts)
            return between(number, lowest, highest)
        return {"not": self._not, "is": self._is, "known": self._known}[node.name](node)

    def _not(self, node: Op) -> pl.Expr:
        return ~self._answer(node.parts[0])

    def _is(self, node: Op) -> pl.Expr:
        words = [word.text for word in node.parts[1:] if isinstance(word, Word)]
        return self._choice(node.parts[0]).is_in(words)

    def _choice(self, node: Node) -> pl.Expr:
        if not isinstance(node, Ref):
            raise TypeError(f"{node!r} is no choice")
        word = pl.col(node.id)
        return pl.when(word != NOT_KNOWN).then(word) if node.id in self.knowledge.algorithms else word

    def _known(self, node: Op) -> pl.Expr:
        (part,) = node.parts
        if isinstance(part, Ref) and (self.facts.get(part.id) is not None or part.id in self.knowledge.algorithms):
            return self._choice(part).is_not_null()
        return self._number(part).known if self._is_number(part) else self._answer(part).is_not_null()

    def _is_number(self, node: Node) -> bool:
        if isinstance(node, Ref) and node.id in self.knowledge.rules:
            return self.knowledge.rules[node.id].kind == "score"
        return type_of(node, self._types) == "number"

    def _number(self, node: Node) -> NumberColumns:
        if isinstance(node, Ref):
            return self._named_number(node.id)
        if isinstance(node, WeightedSum):
            return weighted_sum([pl.col(item) for item, _ in node.items], [weight for _, weight in node.items])
        if not isinstance(node, Op):
            raise TypeError(f"{node!r} gives no number")
        if node.name == "count_of":
            return count_of([self._answer(part) for part in node.parts])
        if node.name == "lookup":
            (table,) = references(node)
            return self._lookups.number(table)
        return difference(self._number(node.parts[0]), self._number(node.parts[1]))

    def _named_number(self, id_: str) -> NumberColumns:
        if id_ in self.knowledge.values:
            value = self.view.values.get(id_)
            return UNKNOWN if value is None else Exact(pl.lit(value.value, pl.Float64))
        return named(id_) if id_ in self.knowledge.rules else Exact(pl.col(id_))


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
