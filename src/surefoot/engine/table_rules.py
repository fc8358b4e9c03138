"""One rule as a Polars expression over the facts and over the answers of earlier stages."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from surefoot.engine.table_answers import ANSWERS
from surefoot.engine.table_border import FactColumn
from surefoot.engine.table_levels import NOT_KNOWN
from surefoot.engine.table_lookups import Lookups
from surefoot.engine.table_numbers import (
    COMPARISONS,
    UNKNOWN,
    Exact,
    NumberColumns,
    between,
    count_of,
    difference,
    named,
    weighted_sum,
)
from surefoot.knowledge import Knowledge, View
from surefoot.knowledge.expression import Node, Op, Ref, WeightedSum, Word, references, type_of


class RuleColumns:
    """Writes rules as expressions. A rule that is named inside another is its column, never its own expression again."""

    def __init__(self, knowledge: Knowledge, view: View, facts: Mapping[str, FactColumn], lookups: Lookups) -> None:
        self.knowledge, self.view, self.facts, self._lookups = knowledge, view, facts, lookups
        self._types = {id_: column.type for id_, column in facts.items()} | dict.fromkeys(knowledge.values, "number")

    def answer(self, node: Node) -> pl.Expr:
        """A rule that answers: Boolean, null for not known."""
        if isinstance(node, Ref):
            return pl.col(node.id)
        if not isinstance(node, Op):
            raise TypeError(f"{node!r} gives no answer")
        if node.name in COMPARISONS:
            return COMPARISONS[node.name](self.number(node.parts[0]), self.number(node.parts[1]))
        if node.name in ANSWERS:
            return ANSWERS[node.name]([self.answer(part) for part in node.parts])
        if node.name == "between":
            number, lowest, highest = (self.number(part) for part in node.parts)
            return between(number, lowest, highest)
        return {"not": self._not, "is": self._is, "known": self._known}[node.name](node)

    def _not(self, node: Op) -> pl.Expr:
        return ~self.answer(node.parts[0])

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
        if isinstance(part, Ref) and (part.id in self.facts or part.id in self.knowledge.algorithms):
            return self._choice(part).is_not_null()
        return self.number(part).known if self._is_number(part) else self.answer(part).is_not_null()

    def _is_number(self, node: Node) -> bool:
        if isinstance(node, Ref) and node.id in self.knowledge.rules:
            return self.knowledge.rules[node.id].kind == "score"
        return type_of(node, self._types) == "number"

    def number(self, node: Node) -> NumberColumns:
        """A number inside a rule: exact or within bounds."""
        if isinstance(node, Ref):
            return self._named_number(node.id)
        if isinstance(node, WeightedSum):
            weights = [(pl.col(item), weight) for item, weight in node.items]
            return weighted_sum(weights, [(pl.col(item), points) for item, points in node.choices])
        if not isinstance(node, Op):
            raise TypeError(f"{node!r} gives no number")
        if node.name == "count_of":
            return count_of([self.answer(part) for part in node.parts])
        if node.name == "lookup":
            (table,) = references(node)
            return self._lookups.number(table)
        return difference(self.number(node.parts[0]), self.number(node.parts[1]))

    def _named_number(self, id_: str) -> NumberColumns:
        if id_ in self.knowledge.values:
            value = self.view.values.get(id_)
            return UNKNOWN if value is None else Exact(pl.lit(value.value, pl.Float64))
        return named(id_) if id_ in self.knowledge.rules else Exact(pl.col(id_))
