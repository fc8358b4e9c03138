"""Every id the files declare, with the type a rule sees. An id stands for one thing only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from surefoot.errors import Fault
from surefoot.knowledge.expression import Node, type_of
from surefoot.knowledge.yaml_reader import Path, YamlFile

_ITEM_TYPES = {
    "yes_no": "yes_no",
    "count": "number",
    "number": "number",
    "whole": "number",
    "choice": "choice",
    "date": "number",  # the days since
}
Declared = tuple[Path, str, str, frozenset[str]]
NONE: frozenset[str] = frozenset()


@dataclass
class Names:
    """What rules may name. `types` maps ids to yes_no, number, choice or table."""

    types: dict[str, str] = field(default_factory=dict)
    choices: dict[str, frozenset[str]] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    sources: set[str] = field(default_factory=set)
    factors: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)

    def type_of(self, node: Node) -> str | None:
        return type_of(node, self.types)


def collect(files: Iterable[YamlFile]) -> Names:
    """Read the names of every file; a name used twice is a fault."""
    names = Names()
    seen: dict[tuple[bool, str], str] = {}
    for file in files:
        for path, id_, type_, choices in declared(file.data):
            if (type_ == "source", id_) in seen:
                first = seen[type_ == "source", id_]
                names.faults.append(
                    Fault(
                        "SF-K011",
                        file.where(path),
                        f'The id "{id_}" is taken: it stands in {first} too.',
                        "Rename one of them.",
                    )
                )
                continue
            seen[type_ == "source", id_] = file.name
            _keep(names, id_, type_, choices)
        names.units |= dict(units(file.data))
    return names


def _keep(names: Names, id_: str, type_: str, choices: frozenset[str]) -> None:
    if type_ == "source":
        names.sources.add(id_)
        return
    if type_ == "factor":
        names.factors.add(id_)
        type_ = "yes_no"
    if type_ != "other":
        names.types[id_] = type_
    if choices:
        names.choices[id_] = choices


def declared(data: Any) -> Iterator[Declared]:
    """The ids one file declares."""
    kind = data["kind"]
    lists = {
        "sources": ("sources", "source"),
        "findings": ("findings", "yes_no"),
        "factors": ("factors", "factor"),
        "interventions": ("interventions", "other"),
        "requirements": ("requirements", "other"),
        "activities": ("activities", "other"),
        "likelihood": ("likelihoods", "other"),
        "readings": ("readings", "other"),
        "quality": ("shows", "other"),
    }
    if kind in lists:
        key, type_ = lists[kind]
        yield from (((key, index), item["id"], type_, NONE) for index, item in enumerate(data[key]))
    for key in ("reference_only", "exercises", "recipients", "domains"):
        yield from (((key, index), item["id"], "other", NONE) for index, item in enumerate(data.get(key, ())))
    for key in ("values", "limits", "errors"):
        yield from (((key, index), item["id"], "number", NONE) for index, item in enumerate(data.get(key, ())))
    yield from (((("norms"), index), item["id"], "other", NONE) for index, item in enumerate(data.get("norms", ())))
    yield from _READERS.get(kind, lambda _: iter(()))(data)


def units(data: Any) -> Iterator[tuple[str, str]]:
    """The unit of every number one file declares."""
    for key in ("values", "limits", "errors", "tables", "scores", "facts"):
        yield from ((item["id"], item.get("unit", "count")) for item in data.get(key, ()))
    for item in data.get("items", ()):
        yield f"{data['id']}.{item['id']}", item.get("unit", "count")
    if "score" in data:
        yield data["score"]["id"], data["score"]["unit"]
    if data["kind"] == "medication_groups":
        for item in data["groups"]:
            yield from ((f"medication_group.{item['id']}.{end}", "count") for end in ("count", "least"))


def _facts(data: Any) -> Iterator[Declared]:
    for index, fact in enumerate(data["facts"]):
        yield ("facts", index), fact["id"], fact["type"], frozenset(fact.get("choices", ()))


def _questionnaire(data: Any) -> Iterator[Declared]:
    yield ("id",), data["id"], "other", NONE
    for index, item in enumerate(data["items"]):
        id_, words = f"{data['id']}.{item['id']}", [choice["id"] for choice in item.get("choices", ())]
        if item["type"] == "choices":
            yield from ((("items", index), f"{id_}.{word}", "yes_no", NONE) for word in words)
        elif item["type"] != "medications":
            yield ("items", index), id_, _ITEM_TYPES[item["type"]], frozenset(words)
    if "score" in data:
        yield ("score",), data["score"]["id"], "number", NONE


def _test(data: Any) -> Iterator[Declared]:
    yield ("id",), data["id"], "other", NONE
    for index, score in enumerate(data["scores"]):
        yield ("scores", index), score["id"], "number", NONE
    for index, table in enumerate(data.get("tables", ())):
        yield ("tables", index), table["id"], "table", NONE


def _algorithm(data: Any) -> Iterator[Declared]:
    yield ("id",), data["id"], "choice", frozenset({level["id"] for level in data["levels"]} | {"not_applicable"})


def _classes(data: Any) -> Iterator[Declared]:
    for index, item in enumerate(data["classes"]):
        yield ("classes", index), f"medication_class.{item['id']}", "yes_no", NONE


def _groups(data: Any) -> Iterator[Declared]:
    for index, item in enumerate(data["groups"]):
        group = f"medication_group.{item['id']}"
        yield ("groups", index), group, "yes_no", NONE
        yield ("groups", index), f"{group}.count", "number", NONE
        yield ("groups", index), f"{group}.least", "number", NONE


def _questions(data: Any) -> Iterator[Declared]:
    yield from (
        (("questions", index), f"medication_question.{item['id']}", "other", NONE)
        for index, item in enumerate(data["questions"])
    )


def _policy(data: Any) -> Iterator[Declared]:
    yield ("id",), data["id"], "other", NONE


def _credentials(data: Any) -> Iterator[Declared]:
    for index, item in enumerate(data["credentials"]):
        yield ("credentials", index), f"credential.{item['id']}", "other", NONE


_READERS = {
    "credentials": _credentials,
    "edits": _policy,
    "payer_policy": _policy,
    "facts": _facts,
    "questionnaire": _questionnaire,
    "test": _test,
    "algorithm": _algorithm,
    "medication_classes": _classes,
    "medication_groups": _groups,
    "medication_questions": _questions,
}
