"""Who reads what: the rules that name an id, and everything that rests on it through other rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from surefoot.knowledge.expression import ExpressionFault, Node, Op, Ref, Word, parse, references
from surefoot.knowledge.model import Data
from surefoot.knowledge.once import once_per_knowledge
from surefoot.knowledge.pack import Files, Knowledge
from surefoot.knowledge.parts import Part, parts
from surefoot.knowledge.schema import KINDS

# The kinds that decide something by a rule, and what several of them are called.
READERS: Mapping[str, str] = MappingProxyType(
    {
        "finding": "findings",
        "factor": "factors",
        "algorithm": "levels",
        "likelihood": "likelihoods",
        "intervention": "interventions",
        "exercise": "exercises",
        "medication_question": "questions to the prescriber",
        "requirement": "requirements",
        "reviews": "reviews",
        "policy": "policies",
    }
)
Reader = tuple[str, str]
Readers = Mapping[str, tuple[Reader, ...]]


def _expression_keys(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        for key, part in schema.get("properties", {}).items():
            if part.get("x-kind") == "expression":
                yield key
        for part in schema.values():
            yield from _expression_keys(part)


RULE_KEYS = frozenset(_expression_keys(KINDS))


def named(data: Any) -> Iterator[str]:
    """Every id that the rules inside an entry name. A rule that cannot be read names none."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from _references(value) if key in RULE_KEYS else named(value)
    elif isinstance(data, list):
        for value in data:
            yield from named(value)


def _references(rule: Any) -> tuple[str, ...]:
    try:
        return tuple(references(parse(rule)))
    except ExpressionFault:
        return ()


@once_per_knowledge
def direct_readers(knowledge: Knowledge) -> Readers:
    """By id: the kind and id of each entry whose own rule names it."""
    return readers(knowledge.files)


def readers(files: Files) -> Readers:
    """The same for files that need not fit the form of today. A score reads the items it weighs."""
    found: dict[str, dict[Reader, None]] = {}
    for part in parts(files):
        for id_, reader in _readings(part):
            found.setdefault(id_, {})[reader] = None
    return {id_: tuple(sorted(whose)) for id_, whose in found.items()}


def _readings(part: Part) -> Iterator[tuple[str, Reader]]:
    if part.kind in READERS:
        yield from ((id_, (part.kind, part.id)) for id_ in named(part.own))
    if part.kind == "intervention":
        yield from ((factor, (part.kind, part.id)) for factor in part.data.get("for", ()))
    if part.kind == "questionnaire":
        weighed = [item["id"] for item in part.data.get("items", ()) if _scores(item)]
        yield from ((f"{part.id}.{item}", ("score", score)) for score in part.names for item in weighed)


def _scores(item: Data) -> bool:
    """Whether a questionnaire's score gains something by the answer to this item."""
    return "weight" in item or any("points" in choice for choice in item.get("choices", ()))


def reach(names: Iterable[str], *graphs: Readers) -> dict[str, list[str]]:
    """Everything whose rule reads one of the ids, straight or through other rules: `{"findings": [ids], "factors": ...}`."""
    names = tuple(names)
    found = {reader for graph in graphs for reader in _reached(names, graph)}
    listed = {plural: sorted(id_ for kind_, id_ in found if kind_ == kind) for kind, plural in READERS.items()}
    return {plural: ids for plural, ids in listed.items() if ids}


def _reached(names: Iterable[str], graph: Readers) -> set[Reader]:
    found: set[Reader] = set()
    waiting = list(names)
    while waiting:
        new = set(graph.get(waiting.pop(), ())) - found
        found |= new
        waiting += [id_ for _, id_ in new]
    return found


def rule_text(rule: Any) -> str:
    """A rule of a file in one line: `any_of(tug_slow_steadi, is(visit.setting, facility))`; as it stands if it cannot be read."""
    try:
        return _text(parse(rule))
    except ExpressionFault:
        return str(rule)


def _text(node: Node) -> str:
    if isinstance(node, Ref):
        return node.id
    if isinstance(node, Word):
        return node.text
    inside = ", ".join(_text(part) for part in node.parts) if isinstance(node, Op) else ""
    return f"{node.name}({inside})" if isinstance(node, Op) else "weighted sum"
