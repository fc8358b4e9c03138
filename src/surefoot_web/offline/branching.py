"""The branching of the form as a table that a device reads without the server: which questions, which urgent signs.

Made from the same knowledge that the server reads, and read by `static/offline/branching.js`. Tests hold the two readers equal.
An expression of the table is one of

    "section.item"                         a yes/no fact; "section.item.choice" where several may be chosen
    "@name"                                a named rule of the table
    ["all" | "any" | "riskier" | "first", expression, ...]
    ["not", expression]     ["known", expression]
    ["is", fact, word, ...]
    ["at_least", number, number]           a number is a number, a fact, or ["sum", [[expression, weight], ...]]
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from surefoot.engine.numbers import value_numbers
from surefoot.knowledge import Knowledge, View
from surefoot.knowledge.expression import Node, Op, Ref, WeightedSum, Word, parse
from surefoot.knowledge.model import Entry
from surefoot.knowledge.schema.rules import ACTS
from surefoot.risk.urgent import WITHOUT_ACTS
from surefoot_web.intake.forms import WITHOUT_VALUE, check_means
from surefoot_web.intake.questions import for_respondents

Json = Any

FOLDS = {
    "all_of": "all",
    "any_of": "any",
    "riskier_of": "riskier",
    "first_known": "first",
    "not": "not",
    "known": "known",
}


class NotInTable(Exception):
    """A rule that the table has no word for: the reader on the device would have to learn it first."""


def branching_table(knowledge: Knowledge, day: date) -> dict[str, Json]:
    """The table as JSON: `forms` in order, `signs`, the `rules` they name, items that lend their answer, words without a value.

    Raises `NotInTable` for a rule with an operation that the device cannot read.
    """
    writer = _Writer(knowledge, knowledge.as_of(day))
    forms = [_form(form, writer.written) for form in knowledge.questionnaires.values()]
    signs = [_sign(entry, writer.written) for entry in knowledge.findings.values() if _speaks_to_patient(entry)]
    return {
        "forms": forms,
        "signs": signs,
        "acts": list(ACTS),
        "rules": writer.rules,
        "same": _lent(knowledge),
        "open": [*WITHOUT_VALUE, "not_asked"],
        "without": list(WITHOUT_VALUE),
    }


def facts_of_the_record(table: Mapping[str, Json], knowledge: Knowledge) -> list[str]:
    """The facts that the table reads and that no question asks: the order of the form, classes of medicines, measurements."""
    named: list[str] = []
    for rule in (*table["rules"].values(), *_conditions(table)):
        _facts_in(rule, named)
    return sorted({id_ for id_ in named if id_.partition(".")[0] not in knowledge.questionnaires})


def _conditions(table: Mapping[str, Json]) -> list[Json]:
    asked = [item["when"] for form in table["forms"] for item in form["items"] if "when" in item]
    acts = [act["if"] for sign in table["signs"] for act in sign["acts"] if "if" in act]
    return [*asked, *(sign["when"] for sign in table["signs"]), *acts]


def _facts_in(rule: Json, named: list[str]) -> None:
    if isinstance(rule, str):
        if not rule.startswith("@"):
            named.append(rule)
    elif isinstance(rule, list) and rule[0] == "is":
        named.append(rule[1])
    elif isinstance(rule, list) and rule[0] == "sum":
        for part, _weight in rule[1]:
            _facts_in(part, named)
    elif isinstance(rule, list):
        for part in rule[1:]:
            _facts_in(part, named)


class _Writer:
    """Writes rules in the words of the table; a rule with a name is written once."""

    def __init__(self, knowledge: Knowledge, view: View) -> None:
        self.knowledge, self.numbers = knowledge, value_numbers(knowledge, view)
        self.rules: dict[str, Json] = {}

    def written(self, node: Node) -> Json:
        if isinstance(node, Ref):
            return self._named(node.id)
        if isinstance(node, Op) and node.name in FOLDS:
            return [FOLDS[node.name], *(self.written(part) for part in node.parts)]
        if isinstance(node, Op) and node.name == "is":
            subject, *words = node.parts
            if isinstance(subject, Ref):
                return ["is", subject.id, *(word.text for word in words if isinstance(word, Word))]
        if isinstance(node, Op) and len(node.parts) == len(("left", "right")):
            left, right = (self._number(part) for part in node.parts)
            if node.name in ("at_least", "below"):
                compared = ["at_least", left, right]
                return compared if node.name == "at_least" else ["not", compared]
            if node.name in ("at_most", "above"):
                compared = ["at_least", right, left]
                return compared if node.name == "at_most" else ["not", compared]
        raise NotInTable(f"The device cannot read {node!r}.")

    def _named(self, id_: str) -> str:
        rule = self.knowledge.rules.get(id_)
        if rule is None:
            return id_
        if id_ not in self.rules:
            self.rules[id_] = None  # a rule names no rule that names it
            self.rules[id_] = self.written(rule.node)
        return f"@{id_}"

    def _number(self, node: Node) -> Json:
        if isinstance(node, WeightedSum) and not node.choices:
            return ["sum", [[self.written(Ref(item)), weight] for item, weight in node.items]]
        if isinstance(node, Ref) and node.id in self.numbers:
            known = self.numbers[node.id].bounds.known
            if known is not None:
                return known
        if isinstance(node, Ref) and node.id not in self.numbers:
            rule = self.knowledge.rules.get(node.id)
            return node.id if rule is None else self._number(rule.node)
        raise NotInTable(f"The device cannot read the number {node!r}.")


def _form(form: Entry, written: Callable[[Node], Json]) -> dict[str, Json]:
    items = [_item(item, written) for item in for_respondents(form)]
    return {"id": form.id, "items": items}


def _item(item: Mapping[str, Any], written: Callable[[Node], Json]) -> dict[str, Json]:
    """One item: what is kept of it, when it is asked, on which screen, and how its answer is read."""
    made: dict[str, Json] = {"id": item["id"], "type": item["type"]}
    if "ask_when" in item:
        made["when"] = written(parse(item["ask_when"]))
    made |= {name: item[name] for name in ("screen", "range") if name in item}
    if "choices" in item:
        made["choices"] = [choice["id"] for choice in item["choices"]]
    if not check_means(item):
        made["checked"] = False
    return made


def _speaks_to_patient(entry: Entry) -> bool:
    """Whether a finding is an urgent sign with words for the patient; one that staff measure has none."""
    return bool(entry.get("urgent")) and any("patient" in act for act in entry["urgent"].get("acts", WITHOUT_ACTS))


def _sign(entry: Entry, written: Callable[[Node], Json]) -> dict[str, Json]:
    acts = [
        {"act": row["act"]} | ({"if": written(parse(row["if"]))} if "if" in row else {})
        for row in entry["urgent"].get("acts", WITHOUT_ACTS)
    ]
    return {"id": entry.id, "when": written(Ref(entry.id)), "acts": acts}


def _lent(knowledge: Knowledge) -> dict[str, str]:
    """Of two items that ask the same, each lends the other its answer (`surefoot.instruments.facts`)."""
    same = {
        f"{form.id}.{item['id']}": item["same_as"]
        for form in knowledge.questionnaires.values()
        for item in form["items"]
        if "same_as" in item
    }
    return same | {other: id_ for id_, other in same.items()}
