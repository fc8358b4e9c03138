"""The form of a rule: a small tree over a closed list of typed operations. Meaning is given by the two readers in `engine`.

A rule in a file is a string (the id of a fact, value, finding, factor, score or level) or a mapping with one operation:

    at_least: [tug.time_s, tug.limit_steadi]
    any_of: [tug_slow_steadi, {is: [visit.setting, facility]}]

No number is ever written in a rule: every number is a value with an id, a unit, a first day and a source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

Type: TypeAlias = Literal["yes_no", "number", "choice"]


@dataclass(frozen=True, slots=True)
class Ref:
    """Something named: a fact, a value, a finding, a factor, a score, a level."""

    id: str


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a choice."""

    text: str


@dataclass(frozen=True, slots=True)
class Op:
    """An operation over parts."""

    name: str
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class WeightedSum:
    """A questionnaire's score: the weights of the items answered yes and the points of the choices made.

    An item not answered may or may not add its weight; a choice not made may add any of its points.
    """

    items: tuple[tuple[str, float], ...]
    choices: tuple[tuple[str, tuple[tuple[str, float], ...]], ...] = ()


Node: TypeAlias = Ref | Word | Op | WeightedSum


@dataclass(frozen=True, slots=True)
class Signature:
    """What an operation takes and gives. `takes` is repeated for operations over many parts."""

    takes: tuple[str, ...]
    gives: Type
    many: bool = False


OPERATIONS: Mapping[str, Signature] = {
    "at_least": Signature(("number", "number"), "yes_no"),
    "above": Signature(("number", "number"), "yes_no"),
    "at_most": Signature(("number", "number"), "yes_no"),
    "below": Signature(("number", "number"), "yes_no"),
    "between": Signature(("number", "number", "number"), "yes_no"),
    "is": Signature(("choice", "word"), "yes_no", many=True),
    "any_of": Signature(("yes_no",), "yes_no", many=True),
    "all_of": Signature(("yes_no",), "yes_no", many=True),
    "not": Signature(("yes_no",), "yes_no"),
    "riskier_of": Signature(("yes_no",), "yes_no", many=True),
    "first_known": Signature(("yes_no",), "yes_no", many=True),
    "known": Signature(("any",), "yes_no"),
    "count_of": Signature(("yes_no",), "number", many=True),
    "difference": Signature(("number", "number"), "number"),
    "lookup": Signature(("table",), "number"),
}


class ExpressionFault(Exception):
    """A rule that cannot be read; `where` leads to the place inside it."""

    def __init__(self, where: tuple[str | int, ...], says: str, do: str) -> None:
        super().__init__(says)
        self.where, self.says, self.do = where, says, do


def parse(data: Any, where: tuple[str | int, ...] = ()) -> Node:
    """Read a rule from YAML data."""
    if isinstance(data, str):
        return Ref(data)
    if isinstance(data, bool | int | float):
        raise ExpressionFault(
            where,
            f"{data} is a number or flag written in a rule.",
            "Give it an id under `values:` with unit, first day and source.",
        )
    if not isinstance(data, dict) or len(data) != 1:
        raise ExpressionFault(
            where, "A rule is an id or a mapping with exactly one operation.", f"Use one of: {', '.join(OPERATIONS)}."
        )
    ((name, parts),) = data.items()
    if name not in OPERATIONS:
        raise ExpressionFault((*where, name), f'"{name}" is no operation.', f"Use one of: {', '.join(OPERATIONS)}.")
    return Op(name, _parts(name, parts, (*where, name)))


def _parts(name: str, data: Any, where: tuple[str | int, ...]) -> tuple[Node, ...]:
    signature = OPERATIONS[name]
    listed = data if isinstance(data, list) else [data]
    least = len(signature.takes)
    if len(listed) < least or (not signature.many and len(listed) > least):
        raise ExpressionFault(
            where,
            f'"{name}" takes {least}{" or more" if signature.many else ""} parts, not {len(listed)}.',
            "Add or remove parts.",
        )
    if name == "is":
        return (parse(listed[0], (*where, 0)), *(Word(str(word)) for word in listed[1:]))
    return tuple(parse(part, (*where, index)) for index, part in enumerate(listed))


def check(
    node: Node, types: Mapping[str, str], choices: Mapping[str, frozenset[str]], where: tuple[str | int, ...] = ()
) -> Iterator[ExpressionFault]:
    """Every fault of types or names inside a rule. `types` maps each id to yes_no, number, choice or table."""
    if isinstance(node, Ref):
        if node.id not in types:
            yield ExpressionFault(where, f'"{node.id}" is not known here.', _nearest(node.id, types))
        return
    if not isinstance(node, Op):
        return
    signature = OPERATIONS[node.name]
    for index, part in enumerate(node.parts):
        yield from check(part, types, choices, (*where, node.name, index))
        expected = signature.takes[min(index, len(signature.takes) - 1)]
        found = type_of(part, types)
        if found is not None and expected not in ("any", found):
            yield ExpressionFault(
                (*where, node.name, index),
                f'"{node.name}" needs a {expected} here, not a {found}.',
                "Compare the operation's form in the knowledge format.",
            )
    if node.name == "is" and isinstance(node.parts[0], Ref):
        allowed = choices.get(node.parts[0].id, frozenset())
        for index, word in enumerate(node.parts[1:], 1):
            if isinstance(word, Word) and allowed and word.text not in allowed:
                yield ExpressionFault(
                    (*where, "is", index),
                    f'"{word.text}" is no choice of "{node.parts[0].id}".',
                    f"Use one of: {', '.join(sorted(allowed))}.",
                )


def unit_faults(node: Node, units: Mapping[str, str], where: tuple[str | int, ...] = ()) -> Iterator[ExpressionFault]:
    """Every comparison inside a rule of numbers whose units differ."""
    if not isinstance(node, Op):
        return
    for index, part in enumerate(node.parts):
        yield from unit_faults(part, units, (*where, node.name, index))
    found = {unit for part in node.parts if (unit := _unit_of(part, units))}
    if OPERATIONS[node.name].takes[0] == "number" and len(found) > 1:
        says = f"Numbers of different units are compared: {' and '.join(sorted(found))}."
        yield ExpressionFault((*where, node.name), says, "Compare numbers of one unit.")


def _unit_of(node: Node, units: Mapping[str, str]) -> str | None:
    if isinstance(node, Ref):
        return units.get(node.id)
    if isinstance(node, Op) and node.name in ("lookup", "difference"):
        return _unit_of(node.parts[0], units)
    return "count" if isinstance(node, Op) and node.name == "count_of" else None


def type_of(node: Node, types: Mapping[str, str]) -> str | None:
    """The type a part gives, or None when its name is not known."""
    if isinstance(node, Ref):
        return types.get(node.id)
    if isinstance(node, Word):
        return "word"
    if isinstance(node, WeightedSum):
        return "number"
    return OPERATIONS[node.name].gives


def references(node: Node) -> Iterator[str]:
    """Every id a rule names, in order, repeats included."""
    if isinstance(node, Ref):
        yield node.id
    elif isinstance(node, WeightedSum):
        yield from (item for item, _ in (*node.items, *node.choices))
    elif isinstance(node, Op):
        for part in node.parts:
            yield from references(part)


def _nearest(name: str, types: Mapping[str, str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, types, n=1)
    return f'Nearest: "{near[0]}".' if near else "Declare it, or mend the name."
